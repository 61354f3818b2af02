// What the proxy adds to a request: the same requests to the same upstream, directly, through it, and through a proxy of
// the same runtime that passes on and does nothing else, in turns.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { formatTable, type SectionResult, verdictOf } from '../text-table.js'
import { quantile } from './hammer.js'
import { makeKey, RunningProxy, RunningService } from './running-service.js'
import type { LiveOptions, Say } from './sections.js'

const MOST_ADDED_MS = 2
/** What is asked, answered and written down may cost over a proxy that only passes on, however long a request is. */
const MOST_OVER_BARE_MS = 2
const ROUNDS = 8
const ROUND_MS = 1500
const CONNECTIONS = 4
/** About 100,000 tokens. */
const LONG_WORDS = 100_000
/** Accounts under decision while it is measured. */
const ACCOUNTS = 10_000

interface Kind {
  readonly name: string
  readonly body: string
  /**
   * Mean pause between two requests of a connection: what a request costs is asked, not how many are too many. Pauses are
   * drawn, as people who know nothing of each other make them: connections that keep step would wait for one another.
   */
  readonly pauseMs: number
  /** Whether a hop of the runtime alone takes what may be added: held against the bare proxy then. */
  readonly isLong?: boolean
}

const asking = (content: string, stream: boolean) =>
  JSON.stringify({ model: 'm', stream, messages: [{ role: 'user', content }] })

const KINDS: readonly Kind[] = [
  { name: 'whole answer', body: asking('Where sat the cat?', false), pauseMs: 20 },
  { name: 'stream, first byte', body: asking('Where sat the cat?', true), pauseMs: 20 },
  {
    name: 'stream, 100,000 tokens in',
    body: asking('word '.repeat(LONG_WORDS), true),
    pauseMs: 250,
    isLong: true,
  },
]

/** A model in a thread of its own; it answers at once. */
const MODEL = `
const { createServer } = require('node:http')
const { parentPort } = require('node:worker_threads')
const event = 'data: ' + JSON.stringify({ choices: [{ index: 0, delta: { content: 'word ' } }] }) + '\\n\\n'
const whole = JSON.stringify({ choices: [{ index: 0, message: { role: 'assistant', content: 'word '.repeat(50) } }], usage: { prompt_tokens: 5, completion_tokens: 50 } })
const server = createServer((request, response) => {
  let isStream = false
  request.on('data', (piece) => { isStream = isStream || piece.includes('"stream":true') })
  request.on('end', () => {
    if (!isStream) return response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(whole) }).end(whole)
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (let n = 0; n < 50; n++) response.write(event)
    response.end('data: [DONE]\\n\\n')
  })
})
server.keepAliveTimeout = 60000
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port))
`

/** A proxy in a process of its own: it passes on, and keeps connections open. */
const BARE = `
const http = require('node:http')
const { hostname, port } = new URL(process.argv[1])
const agent = new http.Agent({ keepAlive: true })
const server = http.createServer((request, response) => {
  const sent = http.request({ hostname, port, agent, method: request.method, path: request.url, headers: request.rawHeaders, setHost: false }, (answered) => {
    response.writeHead(answered.statusCode, answered.rawHeaders)
    answered.pipe(response)
  })
  request.pipe(sent)
})
server.listen(0, '127.0.0.1', () => process.stdout.write(server.address().port + '\\n'))
`

export async function benchProxy(_: LiveOptions, say: Say): Promise<SectionResult> {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-live-proxy-'))
  const store = join(folder, 'store')
  const [admin, own] = [makeKey(store, '--scope', 'admin'), makeKey(store, '--scope', 'ingest', 'decide')]
  writeFileSync(join(folder, 'key'), own)
  const model = new Worker(MODEL, { eval: true })
  const port = await new Promise<number>((resolve) => model.once('message', resolve))
  const upstream = `http://127.0.0.1:${port}`
  const service = await RunningService.start(store, admin)
  const proxy = await RunningProxy.start(upstream, join(folder, 'state'), [
    ...['--service', service.url, '--key-file', join(folder, 'key')],
  ])
  const bare = spawn(process.execPath, ['-e', BARE, upstream], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    await putDecisions(service)
    const barePort = await new Promise<string>((resolve) =>
      bare.stdout.once('data', (port) => resolve(`${port}`)),
    )
    const rows = await measure(
      { direct: upstream, bare: `http://127.0.0.1:${barePort.trim()}`, through: proxy.url },
      say,
    )
    // What was measured is in the store too: a proxy that wrote nothing down would be faster.
    say('waiting until all of it is in the store')
    const sent = rows.reduce((sum, { through }) => sum + through.length, 0)
    const written = await numberOf(proxy, 'stillwatch_proxy_exchanges_total', (value) => value >= sent)
    return resultOf(rows, sent, written)
  } finally {
    bare.kill()
    await proxy.stop()
    await service.stop()
    await model.terminate()
    rmSync(folder, { recursive: true, force: true })
  }
}

const WAYS = ['direct', 'bare', 'through'] as const
type Way = (typeof WAYS)[number]

/** Milliseconds of each way, ascending. */
interface Measured extends Kind, Readonly<Record<Way, Float64Array>> {}

async function measure(urls: Readonly<Record<Way, string>>, say: Say): Promise<Measured[]> {
  const rows: Measured[] = []
  for (const kind of KINDS) {
    const times: Record<Way, number[]> = { direct: [], bare: [], through: [] }
    for (let round = 0; round <= ROUNDS; round++)
      for (const name of WAYS) {
        say(`${kind.name}, ${name}, round ${round} of ${ROUNDS}`)
        const some = await ask(urls[name], kind)
        // The first round warms both up.
        if (round > 0) times[name].push(...some)
      }
    const sorted = (all: readonly number[]) => Float64Array.from(all).sort()
    rows.push({
      ...kind,
      direct: sorted(times.direct),
      bare: sorted(times.bare),
      through: sorted(times.through),
    })
  }
  return rows
}

/** Asks for some time over a few connections; milliseconds from each request to the first byte of its answer. */
async function ask(url: string, { body, pauseMs }: Kind): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const times: number[] = []
  const until = performance.now() + ROUND_MS
  const one = async () => {
    while (performance.now() < until) {
      times.push(await timed(url, body, agent))
      await sleep(2 * pauseMs * Math.random())
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, one))
  agent.destroy()
  return times
}

function timed(url: string, body: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const headers = {
      authorization: 'Bearer sk-bench',
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    const request = httpRequest(
      `${url}/v1/chat/completions`,
      { method: 'POST', agent, headers },
      (response) => {
        let first = 0
        response.on('data', () => {
          first ||= performance.now() - started
        })
        response.on('end', () => {
          if (response.statusCode === 200) resolve(first)
          else reject(new Error(`answered ${response.statusCode}`))
        })
        response.on('error', reject)
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}

async function putDecisions(service: RunningService): Promise<void> {
  const decisions = Array.from({ length: ACCOUNTS }, (_, number) => ({
    account: `account-${number}`,
    campaign: 'c',
    action: 'suspend',
    parameters: {},
    mode: 'enforce',
    reason: 'automated-use',
    rule: 'bench',
    policyVersion: '1',
    from: '2026-01-01T00:00:00Z',
    until: '2100-01-01T00:00:00Z',
  }))
  const { status } = await service.send('/v1/decisions', { method: 'PUT', body: { decisions } })
  if (status !== 200) throw new Error(`decisions were answered with ${status}`)
}

async function numberOf(
  proxy: RunningProxy,
  name: string,
  isEnough: (value: number) => boolean,
): Promise<number> {
  let value = 0
  for (const until = Date.now() + 60_000; Date.now() < until; await sleep(200)) {
    value = Number(new RegExp(`^${name} (\\d+)`, 'm').exec(await proxy.status('/metrics'))?.[1] ?? 0)
    if (isEnough(value)) break
  }
  return value
}

function resultOf(rows: readonly Measured[], sent: number, written: number): SectionResult {
  const median = (times: Float64Array) => quantile(times, 0.5)
  const added = (row: Measured) => median(row.through) - median(row.direct)
  const isRowMet = (row: Measured) =>
    row.isLong ? median(row.through) - median(row.bare) <= MOST_OVER_BARE_MS : added(row) <= MOST_ADDED_MS
  const isMet = rows.every(isRowMet) && written >= sent
  const lines = rows.map((row) => [
    row.name,
    ...WAYS.flatMap((way) => [median(row[way]).toFixed(2), quantile(row[way], 0.99).toFixed(2)]),
    added(row).toFixed(2),
    (median(row.bare) - median(row.direct)).toFixed(2),
    row.through.length.toLocaleString('en'),
  ])
  const names = [
    '',
    'direct p50',
    'p99',
    'bare p50',
    'p99',
    'through p50',
    'p99',
    'added',
    'bare adds',
    'requests',
  ]
  const text = `Proxy: ms to the first byte of an answer, ${CONNECTIONS} connections with pauses, ${ACCOUNTS.toLocaleString('en')} accounts under decision, everything written down; bare: a proxy of the same runtime that passes on and does nothing else
${formatTable(names, lines)}at most ${MOST_ADDED_MS} ms added at the median, with 100,000 tokens in at most ${MOST_OVER_BARE_MS} ms more than the bare proxy: ${verdictOf(isMet)}
${written.toLocaleString('en')} exchanges written down of ${sent.toLocaleString('en')} measured and what warmed up
`
  return { text, exitCode: isMet ? 0 : 1 }
}
