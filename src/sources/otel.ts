// OpenTelemetry GenAI spans as OTLP JSON, and log records that carry a whole inference. Three generations of names:
// current `gen_ai.*`, 1.36 and older with events, and those of OpenLLMetry, OpenInference and the Vercel AI SDK.
import { opaqueRefs } from './chat-json.js'
import { confidence, hasKeys } from './confidence.js'
import { firstOf, flag, landingSelect, literal, parsedDocuments, toolNames, tuple } from './landing-select.js'
import {
  ATTRIBUTE_LIMIT,
  ATTRIBUTES,
  attribute,
  attributeMap,
  attributeOrResource,
  firstArray,
  firstText,
  indexedEntries,
  jsonMessages,
  messagesOf,
  numberAttribute,
  pairedEntries,
  smallAttributeMap,
} from './otel-attributes.js'
import type { Source } from './source.js'

const RESOURCE = `resource Tuple(attributes ${ATTRIBUTES})`
const FIELDS = `
  resourceSpans Array(Tuple(${RESOURCE}, scopeSpans Array(Tuple(spans Array(String))))),
  resourceLogs Array(Tuple(${RESOURCE}, scopeLogs Array(Tuple(logRecords Array(String)))))`

/** A span, or a log record read as one. */
const SPAN = tuple(`
  \`array instead\` String, traceId String, spanId String, kind String, startTimeUnixNano String,
  timeUnixNano String, observedTimeUnixNano String, eventName String,
  status Tuple(code String, message String), attributes ${ATTRIBUTES},
  events Array(Tuple(name String, attributes ${ATTRIBUTES}))`)

/** Events whose attributes describe the whole call, so that they are read as the span's own. */
const CALL_EVENTS = [
  'gen_ai.client.inference.operation.details',
  'gen_ai.content.prompt',
  'gen_ai.content.completion',
]
const CALL_EVENT_LIST = CALL_EVENTS.map(literal).join(', ')

/** Attributes that tell identity, on the span or its resource, the first that is there. */
const ACCOUNT = [
  'user.id',
  'enduser.id',
  'langfuse.user.id',
  'metadata.user_api_key_end_user_id',
  'metadata.user_api_key_user_id',
  'ai.telemetry.metadata.userId',
  'traceloop.association.properties.user_id',
  'metadata.user_api_key_hash',
]
const ORGANISATION = [
  'stillwatch.org.id',
  'llmguard.org.id',
  'organization.id',
  'tenant.id',
  'metadata.user_api_key_org_id',
  'metadata.user_api_key_team_id',
]
const KEY = ['stillwatch.api_key.hash', 'llmguard.api_key.hash', 'metadata.user_api_key_hash']

const ADDRESS = ['client.address', 'http.client_ip']
const PEER = ['network.peer.address', 'net.peer.ip']
const USER_AGENT = ['user_agent.original', 'http.user_agent']
const JA4 = ['stillwatch.ja4', 'tls.client.ja4']
const SESSION = ['session.id', 'langfuse.session.id', 'gen_ai.conversation.id']
const MODEL = [
  'gen_ai.request.model',
  'gen_ai.response.model',
  'llm.request.model',
  'llm.model_name',
  'ai.model.id',
]
const PROVIDER = ['gen_ai.provider.name', 'gen_ai.system']
const OPERATION = 'gen_ai.operation.name'
const EVENT = 'event.name'
const SPAN_KIND = ['openinference.span.kind', 'traceloop.span.kind']
const SDK_OPERATION = 'ai.operationId'
const RESPONSE = 'gen_ai.response.id'

/** What decides whether a span is an exchange, and whose: read however many attributes come before. */
const NAMED = [
  ...ACCOUNT,
  ...ORGANISATION,
  ...KEY,
  ...ADDRESS,
  ...PEER,
  ...USER_AGENT,
  ...JA4,
  ...SESSION,
  ...MODEL,
  ...PROVIDER,
  OPERATION,
  EVENT,
  ...SPAN_KIND,
  SDK_OPERATION,
  RESPONSE,
]

export const otel: Source = {
  id: 'otel',
  title: 'OpenTelemetry GenAI spans and logs (OTLP JSON)',
  idInDocument: (id) => id.slice(id.indexOf(':') + 1),
  detect: (sample) =>
    confidence(sample, (document) =>
      hasKeys(document, 'resourceSpans') || hasKeys(document, 'resourceLogs') ? 1 : 0,
    ),
  select: (documents) =>
    landingSelect(
      {
        id: id(),
        ts: firstOf('s.startTimeUnixNano', 's.timeUnixNano', 's.observedTimeUnixNano'),
        account: attributeOrResource(...ACCOUNT),
        org: attributeOrResource(...ORGANISATION),
        key: attributeOrResource(...KEY),
        pathway: pathway(),
        ip: firstOf(
          attribute(...ADDRESS),
          `if(s.kind IN ('2', 'SPAN_KIND_SERVER'), ${attribute(...PEER)}, '')`,
        ),
        user_agent: attribute(...USER_AGENT),
        ja4: attribute(...JA4),
        model: model(),
        system: system(),
        messages: 'messages',
        prompt: "if(empty(messages), prompted, '')",
        completion: completion(),
        input_tokens: numberAttribute(
          'gen_ai.usage.input_tokens',
          'gen_ai.usage.prompt_tokens',
          'llm.usage.prompt_tokens',
          'llm.token_count.prompt',
          'ai.usage.promptTokens',
          'ai.usage.inputTokens',
        ),
        output_tokens: numberAttribute(
          'gen_ai.usage.output_tokens',
          'gen_ai.usage.completion_tokens',
          'llm.usage.completion_tokens',
          'llm.token_count.completion',
          'ai.usage.completionTokens',
          'ai.usage.outputTokens',
        ),
        max_tokens: parameter(
          'max_tokens',
          'gen_ai.request.max_tokens',
          'llm.request.max_tokens',
          'ai.settings.maxTokens',
          'ai.settings.maxOutputTokens',
        ),
        temperature: parameter(
          'temperature',
          'gen_ai.request.temperature',
          'llm.temperature',
          'ai.settings.temperature',
        ),
        top_p: parameter('top_p', 'gen_ai.request.top_p', 'llm.top_p', 'ai.settings.topP'),
        n: parameter('n', 'gen_ai.request.choice.count'),
        logprobs: flag("JSONExtractString(invoked, 'logprobs')"),
        stream: flag(attribute('gen_ai.request.stream', 'llm.is_streaming', 'gen_ai.is_streaming')),
        tools: tools(),
        session: attribute(...SESSION),
        opaque_refs: opaqueRefs('asked'),
        status: firstOf(
          attribute('http.response.status_code', 'http.status_code'),
          "if(s.status.code IN ('2', 'STATUS_CODE_ERROR'), 'error', '')",
        ),
        error: firstOf(
          attribute('error.type'),
          "if(s.status.code IN ('2', 'STATUS_CODE_ERROR'), s.status.message, '')",
        ),
        raw: 'span',
      },
      `FROM (
  SELECT
    *,
    ${attribute('gen_ai.input.messages', 'ai.prompt.messages')} AS asked,
    ${attribute('gen_ai.prompt', 'ai.prompt', 'input.value')} AS prompted,
    ${attribute('gen_ai.output.messages')} AS answered,
    ${attribute('gen_ai.system_instructions')} AS instructed,
    ${attribute('llm.invocation_parameters')} AS invoked,
    ${attribute(...PROVIDER)} AS provider,
    ${indexedEntries('gen_ai.prompt', 'role', 'content')} AS prompts,
    ${indexedEntries('gen_ai.completion', 'role', 'content')} AS completions,
    ${indexedEntries('llm.input_messages', 'message.role', 'message.content')} AS inputs,
    ${indexedEntries('llm.output_messages', 'message.role', 'message.content')} AS outputs,
    ${indexedEntries('llm.request.functions', 'description', 'name')} AS functions,
    ${messages()} AS messages
  FROM ${calls(documents)}
  WHERE skipped = ''
)`,
    ),
  selectSkipped: (documents) => `SELECT
  concat(skipped, repeat('otel-attributes-cut', skipped = '')) AS reason,
  count() AS documents,
  toUInt8(skipped = '') AS is_read
FROM ${calls(documents)}
WHERE greatest(skipped != '', is_cut) = 1
GROUP BY reason, is_read
ORDER BY reason`,
  identity: [
    'No gen_ai attribute names the account, key or address. Have your gateway or collector set user.id (or enduser.id), client.address, user_agent.original, stillwatch.org.id and stillwatch.api_key.hash on the span.',
    "LiteLLM's OTel callback already sets metadata.user_api_key_*.",
  ].join(' '),
}

/** Spans one a row: `span` its JSON, `s` parsed, `attrs` and `resource` its attributes, `skipped` why it is no exchange, `is_cut` whether it has more attributes than are read. */
function calls(documents: string): string {
  const flat = (scopes: string, items: string) => `arrayFlatten(arrayMap(c -> c.${items}, ${scopes}))`
  const resource = smallAttributeMap('r.resource.attributes', [...ACCOUNT, ...ORGANISATION, ...KEY])
  const spans = `arrayMap(r -> (${resource}, ${flat('r.scopeSpans', 'spans')}), d.resourceSpans)`
  const logs = `arrayMap(r -> (${resource}, ${flat('r.scopeLogs', 'logRecords')}), d.resourceLogs)`
  const none = "[(CAST(map(), 'Map(String, String)'), [document])]"
  const own = `arrayFlatten(arrayMap(e -> e.attributes, arrayFilter(e -> e.name IN (${CALL_EVENT_LIST}), s.events)))`
  return `(
  SELECT
    *,
    ${skipReason()} AS skipped,
    length(s.attributes) + length(${own}) > ${ATTRIBUTE_LIMIT} AS is_cut
  FROM (
    SELECT
      *,
      JSONExtract(if(is_otlp, span, ''), ${literal(SPAN)}) AS s,
      ${attributeMap(`arrayConcat(s.attributes, ${own})`, NAMED)} AS attrs
    FROM (
      SELECT
        is_otlp,
        is_json,
        part.1 AS resource,
        arrayJoin(part.2) AS span
      FROM (
        SELECT
          body != '' AS is_json,
          match(body, '"resource(Spans|Logs)"') AS is_otlp,
          arrayJoin(if(is_otlp, arrayConcat(${spans}, ${logs}), ${none})) AS part
        FROM ${parsedDocuments(documents, FIELDS)}
      )
    )
  )
)`
}

function id(): string {
  const whole = firstOf("if(s.spanId = '', '', concat(s.traceId, ':', s.spanId))", attribute(RESPONSE))
  return `multiIf(NOT is_json, '', notEmpty(${whole}), ${whole}, hex(sipHash128(span)))`
}

function model(): string {
  return attribute(...MODEL)
}

/**
 * Why a span is no exchange; empty when it is one. A framework's outer span would count its inner call twice.
 * `repeat` and not `if` around it: the engine would parse the span again for every attribute that it needs lazily.
 */
function skipReason(): string {
  const operation = attribute(OPERATION)
  const name = `arrayFirst(v -> v != '', [s.eventName, ${attribute(EVENT)}])`
  const kind = attribute(...SPAN_KIND)
  const wrappers = "'ai.generateText', 'ai.streamText', 'ai.generateObject', 'ai.streamObject'"
  const reasons = [
    `if(${name} LIKE 'gen_ai.%' AND ${name} NOT IN (${CALL_EVENT_LIST}), 'otel-part-of-an-exchange', '')`,
    `if(${operation} IN ('', 'chat', 'generate_content', 'text_completion'), '', 'otel-not-a-model-call')`,
    `if(${kind} IN ('', 'LLM'), '', 'otel-not-a-model-call')`,
    `if(${attribute(SDK_OPERATION)} IN (${wrappers}), 'otel-wrapper-of-a-model-call', '')`,
    `if(concat(${model()}, ${operation}) = '', 'otel-not-a-model-call', '')`,
  ]
  return `repeat(arrayFirst(v -> v != '', [${reasons.join(', ')}]), is_otlp)`
}

function pathway(): string {
  return "multiIf(provider LIKE '%bedrock%', 'bedrock', provider LIKE '%vertex%', 'vertex', provider LIKE 'az%', 'azure', '')"
}

function messages(): string {
  const role = "extract(e.name, '^gen_ai[.](system|user|assistant|tool)[.]message$')"
  const events = `arrayMap(e -> (${role}, arrayFirst(a -> a.key IN ('content', 'gen_ai.event.content'), e.attributes).value.stringValue), arrayFilter(e -> ${role} != '', s.events))`
  return firstArray(
    messagesOf('asked'),
    pairedEntries('prompts'),
    pairedEntries('inputs'),
    events,
    messagesOf('prompted'),
  )
}

function system(): string {
  return `if(match(instructed, '^([{]"values":|\\\\[[{])'), arrayStringConcat(arrayMap(m -> m.2, ${messagesOf('instructed')}), '\\n'), instructed)`
}

function completion(): string {
  const texts = (tuples: string) => `arrayStringConcat(arrayMap(m -> m.2, ${tuples}), '\\n')`
  const choice =
    "arrayFirst(a -> a.key IN ('message', 'content', 'gen_ai.event.content'), e.attributes).value.stringValue"
  const events = `arrayMap(e -> ${choice}, arrayFilter(e -> e.name = 'gen_ai.choice', s.events))`
  const event = `arrayStringConcat(arrayMap(t -> if(startsWith(t, '{'), ${texts(jsonMessages('t'))}, t), ${events}), '\\n')`
  return firstText(
    texts(messagesOf('answered')),
    texts(pairedEntries('completions')),
    texts(pairedEntries('outputs')),
    attribute('ai.response.text', 'ai.response.object'),
    event,
    attribute('gen_ai.completion', 'output.value'),
  )
}

/** A request parameter by its attribute, else from OpenInference's JSON of all of them. */
function parameter(key: string, ...names: readonly string[]): string {
  return `coalesce(${numberAttribute(...names)}, JSONExtract(invoked, '${key}', 'Nullable(Float64)'))`
}

function tools(): string {
  return firstArray(
    toolNames(`JSONExtract(${attribute('gen_ai.tool.definitions')}, 'Array(String)')`),
    'arrayMap(e -> e.3, arrayFilter(e -> e.2 = 1, functions))',
  )
}
