// LiteLLM's StandardLoggingPayload, as its generic_api, S3 and GCS callbacks write it, and rows of its spend log.
import { ANSWER, answerText, errorText, opaqueRefs } from './chat-json.js'
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
  toolNames,
} from './landing-select.js'
import type { JsonObject, Source } from './source.js'

const FIELDS = `
  id String, request_id String, trace_id String, session_id String, startTime String, status String, stream String,
  model String, custom_llm_provider String, prompt_tokens Nullable(Float64), completion_tokens Nullable(Float64),
  end_user String, user String, api_key String, organization_id String, team_id String,
  requester_ip_address String, request_tags Array(String), messages String, response String,
  error_str String, error_information Tuple(\`array instead\` String, error_code String, error_class String),
  model_parameters Tuple(\`array instead\` String, max_tokens Nullable(Float64),
    max_completion_tokens Nullable(Float64), temperature Nullable(Float64), top_p Nullable(Float64),
    n Nullable(Float64), logprobs String, stream String, tools Array(String)),
  metadata Tuple(\`array instead\` String, user_api_key_hash String, user_api_key_org_id String,
    user_api_key_team_id String, user_api_key_user_id String, user_api_key_end_user_id String,
    requester_ip_address String, user_agent String)`

/** What LiteLLM writes in place of a text when message logging is off: the same words for everyone, so no text. */
const REDACTED = 'redacted-by-litellm'

/** The whole of it, so that a caller cannot hide a text by quoting those words. */
const REDACTED_MESSAGES = `^\\[\\{("role":"[a-z]+",)?"content":"${REDACTED}"(,"role":"[a-z]+")?\\}\\]$`

/** LiteLLM's user for every key that nobody owns: not an identity. */
const NOBODY = 'default_user_id'

export const litellm: Source = {
  id: 'litellm',
  title: 'LiteLLM StandardLoggingPayload and spend logs',
  detect: (sample) => confidence(sample, judge),
  select: (documents) =>
    landingSelect(
      {
        id: idOr(firstOf('d.id', 'd.request_id')),
        ts: 'd.startTime',
        account: firstOf(
          'd.end_user',
          'd.metadata.user_api_key_end_user_id',
          someone('d.metadata.user_api_key_user_id'),
          someone('d.user'),
          'd.metadata.user_api_key_hash',
          'd.api_key',
        ),
        org: firstOf(
          'd.metadata.user_api_key_org_id',
          'd.organization_id',
          'd.metadata.user_api_key_team_id',
          'd.team_id',
        ),
        key: firstOf('d.metadata.user_api_key_hash', 'd.api_key'),
        ip: firstOf('d.requester_ip_address', 'd.metadata.requester_ip_address'),
        user_agent: firstOf('d.metadata.user_agent', taggedUserAgent()),
        model: 'd.model',
        messages: parsedMessages(
          `if(match(d.messages, ${literal(REDACTED_MESSAGES)}), '', ${arrayText('d.messages')})`,
        ),
        prompt: `if(match(d.messages, '^[\\\\[{]') OR d.messages = '${REDACTED}', '', d.messages)`,
        completion: `if(text = '${REDACTED}', '', text)`,
        input_tokens: 'd.prompt_tokens',
        output_tokens: 'd.completion_tokens',
        max_tokens: 'coalesce(d.model_parameters.max_tokens, d.model_parameters.max_completion_tokens)',
        temperature: 'd.model_parameters.temperature',
        top_p: 'd.model_parameters.top_p',
        n: 'd.model_parameters.n',
        logprobs: flag('d.model_parameters.logprobs'),
        stream: `(${flag('d.stream')} OR ${flag('d.model_parameters.stream')})`,
        tools: toolNames('d.model_parameters.tools'),
        session: firstOf('d.session_id', 'd.trace_id'),
        opaque_refs: opaqueRefs('d.messages'),
        status: firstOf('d.error_information.error_code', 'd.status'),
        error: firstOf('d.error_information.error_class', errorText('d.error_str')),
        raw: 'document',
      },
      `FROM ${answered(documents)}`,
    ),
  identity: [
    "account is end_user, else the key's end user, else its owner, else the key's hash; org is the key's organisation or team.",
    "redact_user_api_key_info removes all of it: leave it off, or pass end_user. end_user is the caller's word: where callers are not trusted, have them use keys of their own.",
  ].join(' '),
}

function judge(document: JsonObject): number {
  if (!hasKeys(document, 'startTime')) return 0
  if (hasKeys(document, 'call_type')) return 0.97
  return hasKeys(document, 'model_parameters', 'prompt_tokens') ? 0.9 : 0
}

function someone(user: string): string {
  return `if(${user} = '${NOBODY}', '', ${user})`
}

/** LiteLLM tags a request with its user agent, short and long; the long one is the last. */
function taggedUserAgent(): string {
  return "replaceOne(arrayLast(t -> startsWith(t, 'User-Agent: '), d.request_tags), 'User-Agent: ', '')"
}

/** Parsed documents with `text`, that of the answer. */
function answered(documents: string): string {
  return `(
  SELECT
    *,
    if(startsWith(d.response, '{'), ${answerText('answer')}, d.response) AS text
  FROM (
    SELECT
      *,
      JSONExtract(if(startsWith(d.response, '{'), d.response, ''), ${literal(ANSWER)}) AS answer
    FROM ${parsedDocuments(documents, FIELDS)}
  )
)`
}
