// An exchange as the native record that the service takes in: who, when, what was asked and answered. Read from the
// bytes that passed, after they have.
import { createHash } from 'node:crypto'
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import type { Api } from '../api.js'
import { type Answer, readAnswer, StreamReader } from './answer.js'
import { isRecord, type Json, listOf, numberOf, recordOf, textOf } from './json.js'

/** What is known of an exchange beside its bodies. */
export interface ExchangeFacts {
  readonly id: string
  /** RFC 3339: when the request came. */
  readonly ts: string
  readonly api: Api
  readonly account: string
  readonly org: string | undefined
  readonly key: string | undefined
  readonly ip: string
  readonly userAgent: string
  /** Headers that tell clients apart, by an allow list; no secrets. */
  readonly client: Readonly<Record<string, string>>
  /** Names of all headers, in their order. */
  readonly headerNames: readonly string[]
  readonly status: number
  /** Of this proxy: what went wrong between here and the model. */
  readonly failure: string
  readonly firstByteMs: number | undefined
  readonly ms: number
  readonly requestEncoding: string | undefined
  readonly responseEncoding: string | undefined
  readonly isEventStream: boolean
}

/** Bytes that a body may unpack to. */
const MOST_BYTES = 64 * 1024 * 1024

/**
 * The record, as a line of JSON.
 * @param request bytes of the request's body; undefined when they were too many to keep
 */
export function recordLine(
  facts: ExchangeFacts,
  request: Uint8Array | undefined,
  response: Uint8Array | undefined,
): string {
  const asked = requestFields(facts.api, parse(unpacked(request, facts.requestEncoding)))
  const answer = answerOf(facts, unpacked(response, facts.responseEncoding))
  const { id, ts, account, org, key, ip, userAgent, client, headerNames, status, failure, firstByteMs, ms } =
    facts
  return JSON.stringify({
    id,
    ts,
    account,
    org,
    key,
    pathway: 'api',
    ip,
    user_agent: userAgent,
    ...asked,
    completion: answer.text,
    input_tokens: answer.inputTokens,
    output_tokens: answer.outputTokens,
    status: String(status),
    error: failure || answer.error || undefined,
    client,
    header_names: headerNames,
    first_byte_ms: firstByteMs,
    duration_ms: ms,
  })
}

function answerOf({ isEventStream }: ExchangeFacts, text: string): Answer {
  if (!isEventStream) return readAnswer(text)
  const reader = new StreamReader()
  reader.feed(text)
  return reader.end()
}

/** What a body holds, as text; what can't be unpacked is nothing. */
function unpacked(body: Uint8Array | undefined, encoding: string | undefined): string {
  if (body === undefined) return ''
  const options = { maxOutputLength: MOST_BYTES, finishFlush: 2 }
  const name = encoding?.trim().toLowerCase() ?? ''
  try {
    if (name === '' || name === 'identity') return Buffer.from(body).toString()
    // A stream that was cut off is read as far as it goes (Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH).
    if (name === 'gzip' || name === 'x-gzip') return gunzipSync(body, options).toString()
    if (name === 'deflate') return inflateSync(body, options).toString()
    if (name === 'br') return brotliDecompressSync(body, { ...options, finishFlush: 1 }).toString()
  } catch {
    // The exchange is kept without its text.
  }
  return ''
}

function parse(text: string): Json {
  try {
    return recordOf(JSON.parse(text))
  } catch {
    return {}
  }
}

/** Fields of the record that the request tells. */
function requestFields(api: Api, request: Json): Json {
  if (Object.keys(request).length === 0) return {}
  const { input, messages } = request
  const isList = Array.isArray(messages) || (Array.isArray(input) && api !== 'embeddings')
  const asked = isList ? listOf(messages ?? input).map(message) : undefined
  const metadata = recordOf(request.metadata)
  const { conversation } = request
  return {
    model: textOf(request.model),
    system: partsText(request.system ?? request.instructions) || undefined,
    messages: asked,
    prompt: asked ? undefined : partsText(request.prompt ?? input) || undefined,
    max_tokens:
      numberOf(request.max_tokens) ??
      numberOf(request.max_completion_tokens) ??
      numberOf(request.max_output_tokens),
    temperature: numberOf(request.temperature),
    top_p: numberOf(request.top_p),
    n: numberOf(request.n),
    logprobs: isAsked(request.logprobs) || isAsked(request.top_logprobs),
    stream: request.stream === true,
    tools: toolNames(request.tools),
    session:
      textOf(recordOf(conversation).id) ||
      textOf(conversation) ||
      sessionIn(textOf(metadata.user_id)) ||
      undefined,
    opaque_refs: opaqueRefs(messages ?? input),
  }
}

const isAsked = (value: unknown) => value === true || (typeof value === 'number' && value > 0)

/** Agents write the session into the user’s id: `user_…_session_ID`. */
const sessionIn = (user: string) => /_session_([0-9a-f-]{36})$/.exec(user)?.[1] ?? ''

function message(given: unknown): Json {
  const { role, content, ...rest } = recordOf(given)
  // Items of the Responses API that are no messages have no content; what they carry is kept in its place.
  const held = content ?? rest.output ?? rest.arguments ?? ''
  return { role: textOf(role), content: typeof held === 'string' ? held : lightened(held, 0) }
}

/** Names of fields whose values are files, pictures and the like. */
const BLOBS = [
  'data',
  'file_data',
  'b64_json',
  'signature',
  'encrypted_content',
  'thoughtSignature',
  'url',
  'image_url',
]
const LONG_BLOB = 256
const MOST_DEPTH = 12

/** Content without the bytes of what is no text. */
function lightened(value: unknown, depth: number): unknown {
  if (depth > MOST_DEPTH) return null
  if (Array.isArray(value)) return value.map((one) => lightened(one, depth + 1))
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      typeof inner === 'string' && inner.length > LONG_BLOB && BLOBS.includes(name)
        ? `${inner.length} characters left out`
        : lightened(inner, depth + 1),
    ]),
  )
}

/** Text of a text, of a list of texts, or of a list of parts. */
function partsText(value: unknown): string {
  if (!Array.isArray(value)) return textOf(value)
  return value
    .map((part) =>
      typeof part === 'string' ? part : textOf(recordOf(part).text) || textOf(recordOf(part).content),
    )
    .filter((text) => text !== '')
    .join('\n')
}

function toolNames(tools: unknown): readonly string[] | undefined {
  const names = listOf(tools).flatMap((tool) => {
    const { name, function: of, type } = recordOf(tool)
    return textOf(name) || textOf(recordOf(of).name) || textOf(type) || []
  })
  return names.length > 0 ? names : undefined
}

/** Fields that carry opaque reasoning, as the log format `provider-json` knows them. */
const OPAQUE = ['signature', 'encrypted_content', 'thoughtSignature', 'data']
const BASE64 = /^[A-Za-z0-9+/=_-]{24,}$/
const MOST_REFS = 256

/** SHA-256 of the opaque reasoning blobs that a request's messages present. */
function opaqueRefs(messages: unknown): readonly string[] | undefined {
  const found = new Set<string>()
  const visit = (value: unknown, depth: number): void => {
    if (depth > MOST_DEPTH || found.size >= MOST_REFS) return
    if (Array.isArray(value)) for (const one of value) visit(one, depth + 1)
    else if (isRecord(value))
      for (const [name, inner] of Object.entries(value)) {
        const isOpaque = OPAQUE.includes(name) && (name !== 'data' || value.type === 'redacted_thinking')
        if (isOpaque && typeof inner === 'string' && BASE64.test(inner))
          found.add(createHash('sha256').update(inner).digest('hex'))
        else visit(inner, depth + 1)
      }
  }
  visit(messages, 0)
  return found.size > 0 ? [...found] : undefined
}
