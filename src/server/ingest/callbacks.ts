// What gateways' callbacks post, as lines of a format that is read: LiteLLM's generic callback in its three forms, and
// Portkey's log hook, whose request headers hold the customer's key: that is hashed, and no other secret is kept.
import { createHash } from 'node:crypto'

type Json = Readonly<Record<string, unknown>>

export interface Documents {
  readonly lines: string[]
  /** Documents that are left out on purpose. */
  readonly skipped: number
}

/** Documents of a body: a JSON array, one object, or one object a line. */
export function documentsOf(text: string): unknown[] {
  try {
    const whole: unknown = JSON.parse(text)
    return Array.isArray(whole) ? whole : [whole]
  } catch {
    // Lines, then; one that is no JSON is kept as it is, so that the loader counts and keeps it.
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => {
        try {
          return JSON.parse(line) as unknown
        } catch {
          return line
        }
      })
  }
}

/** Payloads of LiteLLM's generic callback. The map of models is two thirds of each, and the same in all. */
export function litellmLines(text: string): Documents {
  const lines = documentsOf(text).map((document) => {
    if (!isObject(document)) return lineOf(document)
    const { model_map_information: _, ...own } = document
    return lineOf(scrubbed(own))
  })
  return { lines, skipped: 0 }
}

/**
 * Records of Portkey's log hook, in the envelope of the source `provider-json`.
 * @param receivedAt RFC 3339: the hook tells no time
 */
export function portkeyLines(text: string, receivedAt: string): Documents {
  const documents = documentsOf(text)
  const answered = documents.filter(
    (document) => !isObject(document) || document.eventType !== 'beforeRequestHook',
  )
  return {
    lines: answered.map((document) =>
      lineOf(isObject(document) ? envelopeOf(document, receivedAt) : document),
    ),
    skipped: documents.length - answered.length,
  }
}

function envelopeOf(document: Json, receivedAt: string): Json {
  const request = objectOf(document.request)
  const response = objectOf(document.response)
  const metadata = objectOf(document.metadata)
  const headers = lowerCased(objectOf(request.headers))
  const answer = objectOf(response.json)
  const told = (...names: string[]) => names.map((name) => textOf(metadata[name])).find((text) => text !== '')
  const secret = bearer(headers.authorization) ?? headers['x-api-key'] ?? headers['api-key']
  return {
    v: 1,
    ts: receivedAt,
    exchange_id: textOf(answer.id) || digest(JSON.stringify(document)),
    account_id: told('_user', 'user', 'user_id', 'account'),
    org_id: told('org', 'organization', 'organisation', '_organisation'),
    api_key_hash: told('key_hash', 'api_key_hash') ?? (secret === undefined ? undefined : digest(secret)),
    client_ip: told('ip', 'client_ip') ?? headers['x-forwarded-for']?.split(',').at(-1)?.trim(),
    user_agent: headers['user-agent'],
    session_id: told('session', 'session_id', 'trace_id'),
    pathway: textOf(document.provider),
    request: scrubbed(objectOf(request.json)),
    response: scrubbed(answer),
    status: String(response.statusCode ?? ''),
  }
}

/** Names of fields that hold secrets, as headers and settings write them. */
const SECRET =
  /^(proxy-)?authorization$|^(x-)?api[-_]key$|^x-goog-api-key$|^x-portkey-(api-key|virtual-key|config)$|^(set-)?cookie$|^(x-amz-security|access|refresh|auth|bearer)[-_]token$|^(client[-_]|aws[-_])?secret([-_]access[-_]key)?$|^password$/i
/** LiteLLM's own name for the hash of a key. */
const HASH = /^[0-9a-f]{64}$/
/** Depth below which nothing is kept: no log of an exchange nests so deep. */
const MOST_DEPTH = 64

/** A value without the secrets in it. */
export function scrubbed(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth > MOST_DEPTH) return null
  if (Array.isArray(value)) return value.map((one) => scrubbed(one, depth + 1))
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, own]) => {
      if (!SECRET.test(name)) return [[name, scrubbed(own, depth + 1)]]
      return typeof own === 'string' && HASH.test(own) ? [[name, own]] : []
    }),
  )
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const objectOf = (value: unknown): Json => (isObject(value) ? value : {})
const textOf = (value: unknown) =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
const digest = (text: string) => createHash('sha256').update(text).digest('hex')

function lowerCased(headers: Json): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), textOf(value)]),
  )
}

function bearer(authorization: string | undefined): string | undefined {
  const [, secret] = /^(?:Bearer\s+)?(\S+)$/i.exec(authorization ?? '') ?? []
  return secret
}

/** One line; what is no JSON stays a line that the loader refuses. */
function lineOf(document: unknown): string {
  return typeof document === 'string' ? document.replaceAll(/[\r\n]+/g, ' ') : JSON.stringify(document)
}
