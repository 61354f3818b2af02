// The request and answer bodies of the OpenAI and Anthropic interfaces, which other formats carry inside: typed
// tuples to extract them with, and the landing columns that they fill.
import {
  arrayText,
  firstOf,
  flag,
  type LandingExpressions,
  literal,
  parsedMessages,
  partsText,
  toolNames,
  tuple,
} from './landing-select.js'

/**
 * A request. The engine fills a tuple from a JSON array by position, so the first field of every tuple catches the
 * first element of an array where an object belongs; nothing else has that name.
 */
export const REQUEST = tuple(`
  \`array instead\` String, model String, messages String, input String, instructions String, system String,
  prompt String, max_tokens Nullable(Float64), max_completion_tokens Nullable(Float64),
  max_output_tokens Nullable(Float64), temperature Nullable(Float64), top_p Nullable(Float64),
  n Nullable(Float64), logprobs String, top_logprobs String, stream String, tools Array(String),
  conversation String, safety_identifier String, user String, metadata Tuple(user_id String), body String`)

const USAGE = `Tuple(prompt_tokens Nullable(Float64), completion_tokens Nullable(Float64),
  input_tokens Nullable(Float64), output_tokens Nullable(Float64),
  cache_creation_input_tokens Nullable(Float64), cache_read_input_tokens Nullable(Float64))`

/** An answer, whole. One that was streamed and kept as chunks has something in `array instead`. */
export const ANSWER = tuple(`
  \`array instead\` String, id String, created String, model String,
  choices Array(Tuple(text String, message Tuple(content String, refusal String, tool_calls String))),
  content String, output Array(Tuple(content Array(Tuple(text String, refusal String)), arguments String)),
  usage ${USAGE}, error String, status_code String, body String, response String`)

const CHUNK = tuple(`
  choices Array(Tuple(text String, delta Tuple(content String))), delta String, text String, completion String,
  contentBlockDelta Tuple(delta Tuple(text String)), outputText String, generation String,
  outputs Array(Tuple(text String)), usage ${USAGE}, message Tuple(usage ${USAGE}),
  response Tuple(usage ${USAGE})`)

/** Columns that a request of type `REQUEST` fills. */
export function requestColumns(r: string): LandingExpressions {
  const messages = firstOf(arrayText(`${r}.messages`), arrayText(`${r}.input`))
  return {
    model: `${r}.model`,
    system: partsText(firstOf(`${r}.system`, `${r}.instructions`)),
    messages: parsedMessages(messages),
    prompt: firstOf(partsText(`${r}.prompt`), `if(startsWith(${r}.input, '['), '', ${r}.input)`),
    max_tokens: `coalesce(${r}.max_tokens, ${r}.max_completion_tokens, ${r}.max_output_tokens)`,
    temperature: `${r}.temperature`,
    top_p: `${r}.top_p`,
    n: `${r}.n`,
    logprobs: `(${flag(`${r}.logprobs`)} OR ${flag(`${r}.top_logprobs`)})`,
    stream: flag(`${r}.stream`),
    tools: toolNames(`${r}.tools`),
    session: firstOf(`JSONExtractString(${r}.conversation, 'id')`, `${r}.conversation`),
    opaque_refs: opaqueRefs(messages),
  }
}

const OPAQUE = `"(?:signature|encrypted_content|thoughtSignature|data)":"([A-Za-z0-9+/=_-]{24,})"`

/**
 * SHA-256 of the opaque reasoning blobs that a request's messages present: signatures of thinking blocks, redacted
 * thinking, encrypted reasoning. Quotes inside a message's text are escaped, so a text cannot pretend to be one.
 */
export function opaqueRefs(messages: string): string {
  const has = `multiSearchAny(${messages}, ['"signature":"', '"encrypted_content":"', '"thoughtSignature":"', '"redacted_thinking"'])`
  return `if(${has}, arrayMap(b -> lower(hex(SHA256(b))), arraySlice(arrayDistinct(extractAll(${messages}, ${literal(OPAQUE)})), 1, 256)), CAST([], 'Array(String)'))`
}

/** Text of an answer of type `ANSWER`; the JSON of its tool calls when it has no text. */
export function answerText(a: string): string {
  const choice = firstOf(
    partsText('c.message.content'),
    'c.text',
    'c.message.refusal',
    'c.message.tool_calls',
  )
  const output =
    "arrayMap(o -> if(empty(o.content), o.arguments, arrayStringConcat(arrayMap(p -> if(empty(p.text), p.refusal, p.text), o.content), '\\n'))"
  return `multiIf(
    notEmpty(${a}.choices), ${joined(`arrayMap(c -> ${choice}, ${a}.choices)`)},
    notEmpty(${a}.content), ${firstOf(partsText(`${a}.content`), `${a}.content`)},
    ${joined(`${output}, ${a}.output)`)})`
}

function joined(texts: string): string {
  return `arrayStringConcat(arrayFilter(t -> notEmpty(t), ${texts}), '\\n')`
}

/** Tokens in of an answer: Anthropic counts cached tokens apart. */
export function inputTokens(a: string): string {
  const cached = `ifNull(${a}.usage.cache_creation_input_tokens, 0) + ifNull(${a}.usage.cache_read_input_tokens, 0)`
  return `coalesce(${a}.usage.prompt_tokens, ${a}.usage.input_tokens + ${cached})`
}

/** Tokens out of an answer. */
export function outputTokens(a: string): string {
  return `coalesce(${a}.usage.completion_tokens, ${a}.usage.output_tokens)`
}

/** An error given as text or as `{type, code, message}`. */
export function errorText(expression: string): string {
  const field = (name: string) => `JSONExtractString(${expression}, '${name}')`
  return `if(startsWith(${expression}, '{'), ${firstOf(field('type'), field('code'), field('message'), expression)}, ${expression})`
}

/** Chunks of a streamed answer: from a JSON array given as text, or from server-sent events. */
export function chunks(text: string): string {
  const events = `concat('[', arrayStringConcat(extractAll(${text}, ${literal(String.raw`(?m)^data: ?(\{[^\n]*\})`)}), ','), ']')`
  return `JSONExtract(if(startsWith(${text}, '['), ${text}, ${events}), ${literal(`Array(${CHUNK})`)})`
}

/** Text of streamed chunks, put together. */
export function chunksText(chunkArray: string): string {
  const delta = firstOf(
    "JSONExtractString(c.delta, 'text')",
    "if(startsWith(c.delta, '{'), '', c.delta)",
    'c.contentBlockDelta.delta.text',
    'c.outputText',
    'c.generation',
    "if(empty(c.outputs), '', c.outputs[1].text)",
    "if(empty(c.choices), '', if(empty(c.choices[1].delta.content), c.choices[1].text, c.choices[1].delta.content))",
    'c.completion',
    'c.text',
  )
  return `arrayStringConcat(arrayMap(c -> ${delta}, ${chunkArray}))`
}

/** Tokens of streamed chunks: the largest count that any of them tells. */
export function chunksTokens(chunkArray: string, side: 'input' | 'output'): string {
  const names = side === 'input' ? ['input_tokens', 'prompt_tokens'] : ['output_tokens', 'completion_tokens']
  const places = ['c.usage', 'c.message.usage', 'c.response.usage']
  const counts = places.flatMap((place) => names.map((name) => `ifNull(${place}.${name}, 0)`))
  return `nullIf(arrayMax(arrayMap(c -> greatest(${counts.join(', ')}), ${chunkArray})), 0)`
}
