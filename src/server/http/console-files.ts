// The console's files, built beforehand and held in memory: what is sent is chosen from a list that was read at the start,
// and never from a path that a request names. Names of assets carry a hash of their content, so that browsers keep them.
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

interface File {
  readonly type: string
  readonly plain: Buffer
  /** Compressed forms by name of the encoding, as the build left them. */
  readonly packed: Readonly<Record<string, Buffer>>
}

export interface ConsoleFiles {
  /** The page, with `NONCE` where a style or script carries one. */
  readonly page: string
  /** By path, from the slash on. */
  readonly files: ReadonlyMap<string, File>
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
}
/** Encodings by the ending of the file that holds one, best first. */
const ENCODINGS = { br: '.br', gzip: '.gz' } as const
/** What stands in the page for the number that lets its own styles through. */
const NONCE = '__NONCE__'
/** Folder of the files whose names carry a hash. */
const ASSETS = '/assets/'

/** Reads a built console; undefined where there is none. */
export function readConsole(folder: string): ConsoleFiles | undefined {
  const page = join(folder, 'index.html')
  if (!existsSync(page)) return undefined
  const files = new Map<string, File>()
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name)
    const type = TYPES[extname(entry.name)]
    if (!entry.isFile() || type === undefined) continue
    const packed = Object.entries(ENCODINGS).flatMap(([name, ending]) =>
      existsSync(path + ending) ? [[name, readFileSync(path + ending)] as const] : [],
    )
    const name = `/${relative(folder, path).split(sep).join('/')}`
    files.set(name, { type, plain: readFileSync(path), packed: Object.fromEntries(packed) })
  }
  return { page: readFileSync(page, 'utf8'), files }
}

/** Serves the page and its files; what is none of them goes on to what the server does with unknown paths. */
export function serveConsole(app: FastifyInstance, console: ConsoleFiles): void {
  app.get('/', (_request, reply) => sendPage(reply, console))
  for (const path of console.files.keys())
    if (!path.startsWith(ASSETS)) app.get(path, (request, reply) => sendFile(console, path, request, reply))
  app.get<{ Params: { '*': string } }>(`${ASSETS}*`, (request, reply) =>
    sendFile(console, `${ASSETS}${request.params['*']}`, request, reply),
  )
}

/** Whether a request that no route knows is a person's for a page of the console, which has its own paths. */
export function isForConsole({ method, url, headers }: FastifyRequest): boolean {
  return (
    (method === 'GET' || method === 'HEAD') &&
    !/^\/(v1|auth|gateways|metrics|healthz|readyz|openapi\.json|assets|taxii2)(\/|\?|$)/.test(url) &&
    (headers.accept?.includes('text/html') ?? false)
  )
}

/** The page, with a content security policy that lets nothing run or load but what this service sends. */
export function sendPage(reply: FastifyReply, { page }: ConsoleFiles): FastifyReply {
  const nonce = randomBytes(18).toString('base64')
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
  return reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', policy)
    .header('referrer-policy', 'no-referrer')
    .header('x-frame-options', 'DENY')
    .header('cross-origin-opener-policy', 'same-origin')
    .send(page.replaceAll(NONCE, nonce))
}

function sendFile(
  { files }: ConsoleFiles,
  path: string,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const file = files.get(path)
  if (!file) return reply.callNotFound() as unknown as FastifyReply
  const accepted = request.headers['accept-encoding'] ?? ''
  const encoding = Object.keys(ENCODINGS).find(
    (name) => file.packed[name] && new RegExp(`\\b${name}\\b(?!\\s*;\\s*q=0(\\.0*)?\\b)`).test(accepted),
  )
  void reply
    .type(file.type)
    .header('vary', 'accept-encoding')
    .header('cache-control', path.startsWith(ASSETS) ? 'public, max-age=31536000, immutable' : 'no-cache')
  if (encoding === undefined) return reply.send(file.plain)
  return reply.header('content-encoding', encoding).send(file.packed[encoding])
}
