// Headers on their way through: those of one connection end here (RFC 9110, 7.6.1), all others go on as they came, in
// their order and their spelling.

/** Names and values in turns, as Node's `rawHeaders` has them. */
export type RawHeaders = readonly string[]

const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** Contents that are read on their way; an answer in another one could not be. */
const READABLE = ['gzip', 'deflate', 'br', 'identity']

export interface RequestChanges {
  /** Host of the upstream. */
  readonly host: string
  /** Address of the client. */
  readonly address: string
  /** What this proxy calls itself. */
  readonly via: string
  /** Bytes of the body, when it is another than the client's. */
  readonly length?: number | undefined
  /** The answer is changed on its way, and comes plain. */
  readonly isPlain: boolean
  /** Headers for the upstream, beside the client's. */
  readonly added: Readonly<Record<string, string>>
}

/** Headers for the upstream. What a client says under names of ours is left out. */
export function requestHeaders(raw: RawHeaders, changes: RequestChanges): string[] {
  const dropped = new Set([...HOP_BY_HOP, ...namedIn(raw), 'host', 'via'])
  const { length, isPlain, address, via, added } = changes
  if (length !== undefined) for (const name of ['content-length', 'expect']) dropped.add(name)
  const kept: string[] = ['Host', changes.host]
  const forwarded: string[] = []
  const vias: string[] = []
  let isChunked = false
  each(raw, (name, value) => {
    const low = name.toLowerCase()
    if (low === 'transfer-encoding') isChunked = true
    if (low === 'via') vias.push(value)
    if (dropped.has(low) || low.startsWith('x-stillwatch-')) return
    if (low === 'x-forwarded-for') forwarded.push(value)
    else if (low === 'accept-encoding') kept.push(name, isPlain ? 'identity' : readable(value))
    else kept.push(name, value)
  })
  kept.push('X-Forwarded-For', [...forwarded, address].join(', '), 'Via', [...vias, `1.1 ${via}`].join(', '))
  if (length !== undefined) kept.push('Content-Length', String(length))
  else if (isChunked) kept.push('Transfer-Encoding', 'chunked')
  for (const [name, value] of Object.entries(added)) kept.push(name, value)
  return kept
}

/** Headers for the client. `isChanged`: the body has another length than the upstream said. */
export function responseHeaders(raw: RawHeaders, isChanged: boolean): string[] {
  const dropped = new Set([...HOP_BY_HOP, ...namedIn(raw)])
  if (isChanged) for (const name of ['content-length', 'content-md5', 'digest', 'etag']) dropped.add(name)
  const kept: string[] = []
  each(raw, (name, value) => {
    if (!dropped.has(name.toLowerCase())) kept.push(name, value)
  })
  return kept
}

/** Headers that `Connection` names: they are of this connection too. */
function namedIn(raw: RawHeaders): string[] {
  const names: string[] = []
  each(raw, (name, value) => {
    if (name.toLowerCase() === 'connection')
      names.push(...value.split(',').map((one) => one.trim().toLowerCase()))
  })
  // Naming these would cut off what the request is about.
  return names.filter(
    (name) => !['content-length', 'content-type', 'authorization', 'x-api-key'].includes(name),
  )
}

function readable(value: string): string {
  const kept = value
    .split(',')
    .filter((one) => READABLE.includes(one.split(';')[0]?.trim().toLowerCase() ?? ''))
  return kept.length === 0 ? 'identity' : kept.join(',').trim()
}

function each(raw: RawHeaders, tell: (name: string, value: string) => void): void {
  for (let at = 0; at + 1 < raw.length; at += 2) tell(raw[at] ?? '', raw[at + 1] ?? '')
}
