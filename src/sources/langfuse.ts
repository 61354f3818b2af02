// Langfuse exports: observations of the blob-storage integration (legacy and v2) and of the public interface. Legacy
// observations name no user; when the traces file is read along with them, user and session come from there.
import { ANSWER, answerText } from './chat-json.js'
import { confidence, hasKeys } from './confidence.js'
import {
  arrayText,
  firstOf,
  flag,
  idOr,
  landingSelect,
  literal,
  parsedDocuments,
  parsedMessages,
  partsText,
  toolNames,
  tuple,
} from './landing-select.js'
import type { JsonObject, Source } from './source.js'

const FIELDS = `
  id String, type String, trace_id String, traceId String, project_id String, projectId String, start_time String,
  startTime String, timestamp String, provided_model_name String, model String, model_parameters String,
  modelParameters String, usage_details String, usageDetails String, input String, output String, level String,
  status_message String, statusMessage String, user_id String, userId String, session_id String, sessionId String,
  metadata String, tool_definitions String, toolDefinitions String`

const METADATA = tuple(`
  \`array instead\` String, account String, org String, api_key_hash String, user_api_key_hash String,
  client_ip String, ip String, requester_ip_address String, user_agent String, ja4 String`)

const PARAMETERS = tuple(`
  \`array instead\` String, max_tokens Nullable(Float64), max_completion_tokens Nullable(Float64),
  maxTokens Nullable(Float64), temperature Nullable(Float64), top_p Nullable(Float64), topP Nullable(Float64),
  n Nullable(Float64), logprobs String, stream String`)

const USAGE = 'Tuple(`array instead` String, input Nullable(Float64), output Nullable(Float64))'

const INPUT = tuple(
  '`array instead` String, messages String, system String, prompt String, tools Array(String)',
)

const KINDS = new Set(
  'GENERATION SPAN EVENT AGENT TOOL CHAIN RETRIEVER EVALUATOR EMBEDDING GUARDRAIL'.split(' '),
)

export const langfuse: Source = {
  id: 'langfuse',
  title: 'Langfuse observations (legacy with traces, or v2)',
  isJoined: true,
  detect: (sample) => confidence(sample, judge),
  select: (documents) =>
    landingSelect(
      {
        id: idOr('d.id'),
        ts: firstOf('d.start_time', 'd.startTime', 'd.timestamp'),
        account: firstOf('d.user_id', 'd.userId', 'm.account', 'trace_user'),
        org: firstOf('m.org', 'd.project_id', 'd.projectId'),
        key: firstOf('m.api_key_hash', 'm.user_api_key_hash'),
        ip: firstOf('m.client_ip', 'm.ip', 'm.requester_ip_address'),
        user_agent: 'm.user_agent',
        ja4: 'm.ja4',
        model: firstOf('d.provided_model_name', 'd.model'),
        system: partsText('i.system'),
        messages: parsedMessages(firstOf(arrayText('d.input'), arrayText('i.messages'))),
        prompt: "if(match(d.input, '^[\\\\[{]'), i.prompt, d.input)",
        completion:
          "if(startsWith(d.output, '{'), if(notEmpty(o.choices) OR notEmpty(o.content) OR notEmpty(o.output), " +
          `${answerText('o')}, d.output), ${partsText('d.output')})`,
        input_tokens: 'u.input',
        output_tokens: 'u.output',
        max_tokens: 'coalesce(p.max_tokens, p.max_completion_tokens, p.maxTokens)',
        temperature: 'p.temperature',
        top_p: 'coalesce(p.top_p, p.topP)',
        n: 'p.n',
        logprobs: flag('p.logprobs'),
        stream: flag('p.stream'),
        tools: toolNames(
          `if(empty(i.tools), JSONExtract(${firstOf('d.tool_definitions', 'd.toolDefinitions')}, 'Array(String)'), i.tools)`,
        ),
        session: firstOf('d.session_id', 'd.sessionId', 'trace_session', 'd.trace_id', 'd.traceId'),
        status: "if(d.level = 'ERROR', 'error', '')",
        error: `if(d.level = 'ERROR', ${firstOf('d.status_message', 'd.statusMessage', "'error'")}, '')`,
        raw: 'document',
      },
      `FROM ${observations(documents)}`,
    ),
  selectSkipped: (documents) => `SELECT
  ${reason()} AS reason,
  count() AS documents,
  toUInt8(0) AS is_read
FROM ${parsedDocuments(unwrapped(documents), 'id String, type String, trace_id String, traceId String, timestamp String')}
WHERE ${isLeftOut()}
GROUP BY reason
UNION ALL
${morePages(documents)}`,
  identity: [
    'account is user_id of the observation (v2), else of its trace: give the traces file along with legacy observations. org is the project.',
    'Langfuse keeps no key and no address: put api_key_hash, client_ip and user_agent into the metadata of the generation.',
  ].join(' '),
}

function judge(document: JsonObject): number {
  const isTimed = hasKeys(document, 'start_time') || hasKeys(document, 'startTime')
  const isTraced = hasKeys(document, 'trace_id') || hasKeys(document, 'traceId')
  if (isTimed && isTraced && typeof document.type === 'string' && KINDS.has(document.type)) return 0.98
  const isTrace = hasKeys(document, 'id', 'timestamp') && !hasKeys(document, 'ts')
  if (isTrace && (hasKeys(document, 'user_id') || hasKeys(document, 'userId')) && hasKeys(document, 'name'))
    return 0.7
  const data = document.data
  return Array.isArray(data) && data.length > 0 && hasKeys(document, 'meta') ? judgeFirst(data) : 0
}

function judgeFirst(data: readonly unknown[]): number {
  const first: unknown = data[0]
  return typeof first === 'object' && first !== null && !Array.isArray(first) ? judge(first as JsonObject) : 0
}

/** The public interface answers in pages, `{data: […], meta}`. */
function unwrapped(documents: string): string {
  const rows = "JSONExtractArrayRaw(document, 'data')"
  return `(
    SELECT
      arrayJoin(if(startsWith(document, '{"data":') AND notEmpty(${rows}), ${rows}, [document])) AS document
    FROM ${documents}
  )`
}

/** One row when pages of the public interface end before the last: it has no cursor, or is as many as there are. */
function morePages(documents: string): string {
  const meta = "JSONExtract(document, 'meta', 'Tuple(cursor String, page UInt32, totalPages UInt32)')"
  return `SELECT 'langfuse-more-pages' AS reason, toUInt64(1) AS documents, toUInt8(1) AS is_read
FROM (SELECT ${meta} AS meta FROM ${documents} WHERE startsWith(document, '{"data":'))
HAVING (countIf(meta.cursor != '') > 0 AND countIf(meta.cursor = '') = 0) OR uniqExact(meta.page) < max(meta.totalPages)`
}

const isTrace = "(d.type = '' AND d.timestamp != '' AND d.trace_id = '' AND d.traceId = '')"

function isLeftOut(): string {
  return `(body != '' AND (${isTrace} OR d.type NOT IN ('', 'GENERATION')))`
}

function reason(): string {
  return `if(${isTrace}, 'langfuse-trace', 'langfuse-not-a-generation')`
}

function observations(documents: string): string {
  const traces = parsedDocuments(
    `(SELECT document FROM ${unwrapped(documents)} WHERE position(document, '"timestamp"') > 0)`,
    'id String, type String, trace_id String, traceId String, timestamp String, user_id String, userId String, session_id String, sessionId String',
  )
  return `(
  SELECT
    *,
    JSONExtract(d.metadata, ${literal(METADATA)}) AS m,
    JSONExtract(${firstOf('d.model_parameters', 'd.modelParameters')}, ${literal(PARAMETERS)}) AS p,
    JSONExtract(${firstOf('d.usage_details', 'd.usageDetails')}, ${literal(USAGE)}) AS u,
    JSONExtract(if(startsWith(d.input, '{'), d.input, ''), ${literal(INPUT)}) AS i,
    JSONExtract(if(startsWith(d.output, '{'), d.output, ''), ${literal(ANSWER)}) AS o
  FROM ${parsedDocuments(unwrapped(documents), FIELDS)} AS observation
  LEFT JOIN (
    SELECT
      d.id AS joined_id,
      max(${firstOf('d.user_id', 'd.userId')}) AS trace_user,
      max(${firstOf('d.session_id', 'd.sessionId')}) AS trace_session
    FROM ${traces}
    WHERE ${isTrace}
    GROUP BY joined_id
  ) AS trace ON ${firstOf('observation.d.trace_id', 'observation.d.traceId')} = trace.joined_id
  WHERE NOT ${isLeftOut()}
)`
}
