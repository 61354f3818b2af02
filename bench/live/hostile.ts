// Requests that mean harm, so many of each kind, against a running service: it must live, answer each with the right
// status, and stay within bounded memory. Tests run a short version.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { OUT } from '../machine.js'
import { formatTable, type SectionResult, verdictOf } from '../text-table.js'
import { metric } from './feed.js'
import { RawSender } from './raw-sender.js'
import type { RunningService } from './running-service.js'
import { type LiveOptions, type Say, withService } from './sections.js'
import { zstdFrame } from './zstd-frame.js'

export interface HostileOptions {
  /** Requests of each kind. */
  readonly times: number
  /** Whether some clients are slow with their bodies too, which the service bears for a minute. */
  readonly isLong: boolean
}

export interface Attacked {
  readonly kind: string
  /** Answers by status; 0 for a connection that was closed without one. */
  readonly answers: ReadonlyMap<number, number>
  readonly seconds: number
  readonly mostMb: number
  /** Whether every answer was one of those that are right. */
  readonly isRight: boolean
  readonly lives: boolean
}

interface Attack {
  readonly kind: string
  readonly statuses: readonly number[]
  /** All at once, each over a connection of its own, beside the others. */
  readonly isSlow?: boolean
  /** Whether the server closes the connection after each. */
  readonly isLast?: boolean
  /** The bytes of a request. */
  readonly request: (n: number) => Buffer
}

/** Attempts at a time. */
const AT_ONCE = 16
/** Slow clients that begin within a moment: a listener has room for so many. */
const BEGIN_AT_ONCE = 100
const MOST_MEMORY_MB = 1024
const LOOK_EVERY = 500

const tricks = [
  '/..%2f..%2fetc/passwd',
  '//v1/decide',
  '/v1/%00',
  '/v1/../keys',
  '/%c0%ae%c0%ae/',
  '/v1/batches/%2e%2e',
  '/v1/campaigns/..;/keys',
  `/v1/accounts/${'a'.repeat(4000)}`,
]

function attacks(key: string, isLong: boolean): readonly Attack[] {
  const bomb = Buffer.concat(Array.from({ length: 9 }, () => gzipSync(Buffer.alloc(32 * 1024 * 1024))))
  const small = gzipSync(Buffer.alloc(32 * 1024 * 1024))
  // As 256 MB, and as 32 MB.
  const [frame, smallFrame] = [zstdFrame(Buffer.alloc(0), 2048), zstdFrame(Buffer.alloc(0), 256)]
  const noise = Buffer.from('8f'.repeat(600), 'hex')
  const bytes = (text: string) => Buffer.from(text, 'latin1')
  const head = (path: string, ...lines: string[]) =>
    bytes(
      `POST ${path} HTTP/1.1\r\n${['host: a', `authorization: Bearer ${key}`, ...lines].join('\r\n')}\r\n\r\n`,
    )
  const post = (path: string, body: Buffer, ...lines: string[]) =>
    Buffer.concat([head(path, `content-length: ${body.length}`, ...lines), body])
  return [
    {
      kind: 'slow',
      statuses: [408],
      isSlow: true,
      request: (n) =>
        isLong && n % 2 === 1
          ? Buffer.concat([head('/v1/decide', 'content-length: 20'), bytes('{')])
          : bytes('POST /v1/decide HTTP/1.1\r\nhost: a\r\nx-a: '),
    },
    {
      kind: 'oversized',
      isLast: true,
      statuses: [413, 431],
      request: (n) =>
        n % 4 === 0
          ? bytes(`GET / HTTP/1.1\r\nhost: a\r\nx-long: ${'a'.repeat(20_000)}\r\n\r\n`)
          : head('/v1/exchanges', 'content-length: 999999999'),
    },
    {
      kind: 'malformed',
      statuses: [400],
      request: (n) =>
        post(n % 2 ? '/v1/decide' : '/v1/exchanges', bytes(malformed[n % malformed.length] ?? '')),
    },
    {
      kind: 'wrong key',
      statuses: [401, 429],
      request: (n) => bytes(`GET /v1/campaigns HTTP/1.1\r\nhost: a\r\nauthorization: Bearer sw_${n}\r\n\r\n`),
    },
    {
      kind: 'path tricks',
      statuses: [400, 401, 404, 414],
      request: (n) => bytes(`GET ${tricks[n % tricks.length]} HTTP/1.1\r\nhost: a\r\n\r\n`),
    },
    {
      kind: 'no HTTP',
      isLast: true,
      statuses: [400],
      request: (n) => bytes(`\x16\x03\x01 ${'x'.repeat(n % 500)}\r\n\r\n`),
    },
    {
      kind: 'OTLP nonsense',
      statuses: [400],
      request: (n) =>
        post(
          n % 2 ? '/v1/traces' : '/v1/logs',
          noise.subarray(n % 300),
          'content-type: application/x-protobuf',
        ),
    },
    {
      kind: 'TAXII nonsense',
      statuses: [400, 404, 406, 415, 422],
      request: (n) => {
        const path = taxiiNonsense[(n >> 1) % taxiiNonsense.length] ?? ''
        const media = `application/taxii+json;version=${n % 8 < 4 ? '2.1' : `2.${n}`}`
        return n % 2
          ? bytes(
              `GET ${path} HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${key}\r\naccept: ${media}\r\n\r\n`,
            )
          : post(`${OBJECTS}`, noise.subarray(n % 300), `content-type: ${media}`, 'accept: */*')
      },
    },
    {
      kind: 'zstd bomb',
      statuses: [413, 429],
      request: (n) =>
        post(
          n % 2 ? '/v1/exchanges' : '/v1/traces',
          n % 10 === 0 ? frame : smallFrame,
          'content-encoding: zstd',
          'content-type: application/json',
        ),
    },
    {
      kind: 'zip bomb',
      statuses: [413, 429],
      request: (n) =>
        post(
          n % 2 ? '/v1/exchanges' : '/v1/traces',
          n % 100 === 0 ? bomb : small,
          'content-encoding: gzip',
          'content-type: application/json',
        ),
    },
  ]
}

const COLLECTION = '0b9a4d0e-2c7e-4c93-8f1e-5f3b8a3c2d11'
const OBJECTS = `/taxii2/hostile/collections/${COLLECTION}/objects/`
const taxiiNonsense = [
  `${OBJECTS}?limit=-1`,
  `${OBJECTS}?added_after=yesterday`,
  `${OBJECTS}?next=${'x'.repeat(2000)}`,
  `${OBJECTS}?match[version]=never`,
  `${OBJECTS}?match[id]=${'a,'.repeat(300)}`,
  `${OBJECTS}?match[colour]=red`,
  '/taxii2/hostile/collections/nothing/objects/',
  '/taxii2/nowhere/',
  '/taxii2/hostile/status/..%2f..%2f/',
]

/** A file of collections, one of which everybody may write to. */
export function writeTaxiiFile(path: string): string {
  const collection = { id: COLLECTION, title: 'All', read: ['*'], write: ['*'] }
  const root = { path: 'hostile', title: 'All', collections: [collection] }
  writeFileSync(path, JSON.stringify({ schema: 'stillwatch.taxii/1', title: 'All', roots: [root] }))
  return path
}

const malformed = ['{"account": [[[[', 'hello', '{"a":'.repeat(2000), '\u0000\u0001', '"text"', '{', 'null,']

/** Runs all attacks; the slow ones go on beside the others. */
export async function attack(
  service: RunningService,
  key: string,
  { times, isLong }: HostileOptions,
  say: Say = () => {},
): Promise<readonly Attacked[]> {
  const [slow, quick] = [
    attacks(key, isLong).filter((one) => one.isSlow),
    attacks(key, isLong).filter((one) => !one.isSlow),
  ]
  const beside = Promise.all(slow.map((one) => run(service, one, times, say)))
  const done: Attacked[] = []
  for (const one of quick) done.push(await run(service, one, times, say))
  say('waiting for the slow clients')
  return [...done, ...(await beside)]
}

async function run(service: RunningService, one: Attack, times: number, say: Say): Promise<Attacked> {
  const started = performance.now()
  const answers = new Map<number, number>()
  let next = 0
  let most = 0
  const look = async () => {
    most = Math.max(most, await metric(service, 'process_resident_memory_bytes'))
  }
  const { port } = new URL(service.url)
  const send = async (n: number, sender: RawSender) => {
    const status = await sender.ask(one.request(n), one.isLast)
    answers.set(status, (answers.get(status) ?? 0) + 1)
  }
  const work = async () => {
    const sender = new RawSender(Number(port))
    for (let n = next++; n < times; n = next++) {
      await send(n, sender)
      if (n % LOOK_EVERY !== 0) continue
      say(`${one.kind}: ${n} of ${times}`)
      await look()
    }
    sender.close()
  }
  if (one.isSlow) await allAtOnce(times, (n) => send(n, new RawSender(Number(port))))
  else await Promise.all(Array.from({ length: AT_ONCE }, work))
  await look()
  return {
    kind: one.kind,
    answers,
    seconds: (performance.now() - started) / 1000,
    mostMb: Math.round(most / 1e6),
    isRight: [...answers.keys()].every((status) => one.statuses.includes(status)),
    lives: (await service.send('/healthz')).status === 200,
  }
}

async function allAtOnce(times: number, send: (n: number) => Promise<void>): Promise<void> {
  const all: Promise<void>[] = []
  for (let n = 0; n < times; n++) {
    all.push(send(n))
    if (n % BEGIN_AT_ONCE === 0) await new Promise((resolve) => setTimeout(resolve, 10))
  }
  await Promise.all(all)
}

export async function benchHostile({ hostile }: LiveOptions, say: Say): Promise<SectionResult> {
  const work = async (service: RunningService, key: string): Promise<SectionResult> => {
    const started = performance.now()
    const all = await attack(service, key, { times: hostile, isLong: true }, say)
    const isGood = (one: Attacked) => one.isRight && one.lives && one.mostMb < MOST_MEMORY_MB
    const rows = all.map((one) => [
      one.kind,
      [...one.answers].map(([status, count]) => `${status}: ${count.toLocaleString('en')}`).join(', '),
      one.seconds.toFixed(1),
      String(one.mostMb),
      verdictOf(isGood(one)),
    ])
    const ended = service.log.split('\n').filter((line) => line.includes('the engine ended')).length
    const text = `Hostile requests: ${hostile.toLocaleString('en')} of each kind, ${AT_ONCE} at a time, the slow ones all at once beside the others
${formatTable(['', 'answers by status', 'seconds', 'most MB', ''], rows)}engine ended ${ended} times; ${((performance.now() - started) / 1000).toFixed(0)} s in all
`
    return { text, exitCode: all.every(isGood) && ended === 0 ? 0 : 1 }
  }
  return withService(work, ['--taxii', writeTaxiiFile(join(OUT, 'hostile-taxii.yaml'))])
}
