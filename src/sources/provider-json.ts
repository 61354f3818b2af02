// OpenAI and Anthropic requests and answers, verbatim, in Stillwatch's envelope: for a provider that logs at its own
// edge. Chat, responses and messages interfaces, batch lines, and streams kept as chunks or server-sent events.
import {
  ANSWER,
  answerText,
  chunks,
  chunksText,
  chunksTokens,
  errorText,
  inputTokens,
  outputTokens,
  REQUEST,
  requestColumns,
} from './chat-json.js'
import { confidence, hasKeys } from './confidence.js'
import { firstOf, idOr, landingSelect, literal, parsedDocuments } from './landing-select.js'
import type { Source } from './source.js'

const FIELDS = `
  v String, ts String, received_at String, exchange_id String, account_id String, org_id String,
  api_key_hash String, pathway String, client_ip String, user_agent String, session_id String,
  tls Tuple(\`array instead\` String, ja4 String), request ${REQUEST}, response ${ANSWER}, status String`

export const providerJson: Source = {
  id: 'provider-json',
  title: 'OpenAI and Anthropic requests and answers in the envelope {ts, account_id, request, response}',
  detect: (sample) =>
    confidence(sample, (document) => {
      const isPair = hasKeys(document, 'request') || hasKeys(document, 'response')
      if (isPair && (hasKeys(document, 'exchange_id') || hasKeys(document, 'account_id'))) return 0.98
      return hasKeys(document, 'request', 'response') ? 0.6 : 0
    }),
  select(documents) {
    const hasText = 'notEmpty(a.choices) OR notEmpty(a.content) OR notEmpty(a.output)'
    return landingSelect(
      {
        ...requestColumns('r'),
        id: idOr(firstOf('d.exchange_id', 'a.id')),
        ts: firstOf('d.ts', 'd.received_at', 'a.created'),
        account: firstOf(
          'd.account_id',
          'd.api_key_hash',
          'r.safety_identifier',
          'r.user',
          'r.metadata.user_id',
        ),
        org: 'd.org_id',
        key: 'd.api_key_hash',
        pathway: 'd.pathway',
        ip: 'd.client_ip',
        user_agent: 'd.user_agent',
        ja4: 'd.tls.ja4',
        model: firstOf('r.model', 'a.model'),
        completion: `if(${hasText}, ${answerText('a')}, ${chunksText('parts')})`,
        input_tokens: `coalesce(${inputTokens('a')}, ${chunksTokens('parts', 'input')})`,
        output_tokens: `coalesce(${outputTokens('a')}, ${chunksTokens('parts', 'output')})`,
        session: firstOf('d.session_id', requestColumns('r').session ?? "''"),
        status: firstOf('d.status', 'd.response.status_code'),
        error: firstOf(errorText('a.error'), errorText('d.response.error')),
        raw: 'document',
      },
      `FROM ${unwrapped(documents)}`,
    )
  },
  identity: [
    'account_id, org_id, api_key_hash and client_ip of the envelope, written by your edge, which knows them.',
    'Without account_id the key hash stands in; last, the caller-supplied safety_identifier, user or metadata.user_id.',
  ].join(' '),
}

/** `r` and `a`: the request and answer proper, out of their batch wrapping; `parts`: chunks of a streamed answer. */
function unwrapped(documents: string): string {
  const body = firstOf("JSONExtractRaw(d.response.response, 'body')", 'd.response.body')
  const stream = "JSONExtract(body, 'response', 'String')"
  const isWhole = 'notEmpty(a.choices) OR notEmpty(a.content) OR notEmpty(a.output) OR notEmpty(a.error)'
  return `(
  SELECT
    *,
    if(notEmpty(d.request.body), JSONExtract(d.request.body, ${literal(REQUEST)}), d.request) AS r,
    if(notEmpty(${body}), JSONExtract(${body}, ${literal(ANSWER)}), d.response) AS a,
    ${chunks(`if(${isWhole}, '[]', ${stream})`)} AS parts
  FROM ${parsedDocuments(documents, FIELDS)}
)`
}
