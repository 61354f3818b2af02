// OTLP requests, in protobuf or JSON, as lines of OTLP JSON, one a resource: what the source `otel` reads.
import { AS_JSON, LOGS, TRACES } from './otlp-messages.js'

export type Signal = 'traces' | 'logs'

type Json = { [key: string]: unknown }

const PLACES = {
  traces: { list: 'resourceSpans', scopes: 'scopeSpans', items: 'spans', type: TRACES },
  logs: { list: 'resourceLogs', scopes: 'scopeLogs', items: 'logRecords', type: LOGS },
} as const

/**
 * Lines of a request, and how many spans or log records they hold.
 * @throws Error when it is no such request
 */
export function otlpLines(
  content: Uint8Array,
  signal: Signal,
  isProtobuf: boolean,
): { readonly lines: string[]; readonly records: number } {
  const { list, scopes, items } = PLACES[signal]
  const request = isProtobuf ? decoded(content, signal) : parsed(content)
  const resources = request[list] ?? []
  if (!Array.isArray(resources)) throw new Error(`${list} is no list`)
  let records = 0
  const lines = resources.map((resource: Json) => {
    for (const scope of listOf(resource, scopes)) {
      const all = listOf(scope, items)
      records += all.length
      if (isProtobuf) all.forEach(hexIds)
    }
    return JSON.stringify({ [list]: [resource] })
  })
  return { lines, records }
}

function decoded(content: Uint8Array, signal: Signal): Json {
  const { type } = PLACES[signal]
  return type.toObject(type.decode(content), AS_JSON) as Json
}

function parsed(content: Uint8Array): Json {
  const request: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content))
  if (typeof request !== 'object' || request === null || Array.isArray(request))
    throw new Error('it is no JSON object')
  return request as Json
}

function listOf(holder: Json, name: string): Json[] {
  const list = holder?.[name] ?? []
  if (!Array.isArray(list)) throw new Error(`${name} is no list`)
  return list as Json[]
}

/** Ids are hexadecimal in OTLP's JSON, and not base64 as in that of other protobuf messages. */
function hexIds(item: Json): void {
  for (const name of ['traceId', 'spanId', 'parentSpanId'])
    if (typeof item[name] === 'string') item[name] = Buffer.from(item[name], 'base64').toString('hex')
}
