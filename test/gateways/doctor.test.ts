// The doctor sends probes through real gateways that ask a real service, configured as docs/gateways.md has it: a block
// blocks, an allow allows, what a protocol can't say is said, and nothing stays in force, also when the doctor is interrupted
// or killed.
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeKey, RunningProxy, RunningService } from '../../bench/live/running-service.js'
import { makeFolder, runStillwatch } from '../cli/stillwatch.js'
import { ROOT } from '../repository/tree.js'
import { type Listening, serveUpstream } from './host.js'
import {
  BOUNCER,
  ENVOY,
  GATEWAY_KEY,
  type Guard,
  LITELLM,
  NGINX,
  PORTKEY,
  portkeyHeaders,
  type StartedPeer,
  startBouncer,
  startEnvoy,
  startLitellm,
  startNginx,
  startPortkey,
} from './peers.js'
import { bouncerUrl, envoyFilters, litellmGuardrails, nginxLocations, portkeyGuardrails } from './recipes.js'

const folder = makeFolder()
const store = join(folder.path, 'store')
const file = (name: string) => join(folder.path, name)
let service: RunningService
let guard: Guard
let upstream: Listening
/** It loads for long, so it does while the others are tried. */
let litellm: Promise<StartedPeer> | undefined

beforeAll(async () => {
  const admin = makeKey(store, '--scope', 'admin')
  writeFileSync(file('act'), makeKey(store, '--scope', 'act'))
  writeFileSync(file('gateway'), GATEWAY_KEY)
  service = await RunningService.start(store, admin)
  const key = makeKey(store, '--scope', 'decide', 'ingest')
  writeFileSync(file('key'), key)
  // A key that was made while the service runs is known a second later.
  await service.until(
    async () => (await service.send('/v1/decide', { key, body: { account: 'a' } })).status === 200,
  )
  guard = { url: service.url, port: Number(new URL(service.url).port), key }
  upstream = await serveUpstream()
  if (!LITELLM.absent) litellm = startLitellm(guard, upstream.url, litellmGuardrails(guard))
  // Whoever waits for it is told.
  litellm?.catch(() => {})
})
afterAll(async () => {
  await service?.stop()
  await upstream?.close()
  folder.remove()
})

const args = (kind: string, url: string, ...more: string[]) => [
  ...['doctor', 'gateway', kind, '--service', service.url, '--key-file', file('act')],
  ...(url === '' ? [] : ['--gateway', url]),
  ...more,
]

interface Told {
  readonly tried: readonly { readonly step: string; readonly result: string; readonly seen: string }[]
}

/** What the doctor says of a gateway: results by step, and its exit code. */
async function doctor(kind: string, url: string, ...more: string[]) {
  const { status, stdout, stderr } = await runStillwatch([...args(kind, url, ...more), '--format', 'json'])
  if (stdout === '') throw new Error(stderr)
  const { tried } = JSON.parse(stdout) as Told
  return { status, tried, results: Object.fromEntries(tried.map(({ step, result }) => [step, result])) }
}

async function through<Result>(
  start: Promise<StartedPeer>,
  work: (peer: StartedPeer) => Promise<Result>,
): Promise<Result> {
  const peer = await start
  try {
    return await work(peer)
  } finally {
    await peer.stop()
  }
}

const ALL = {
  allow: 'right',
  observe: 'right',
  tag: 'right',
  throttle: 'right',
  degrade: 'right',
  'step-up': 'right',
  suspend: 'right',
  'allow again': 'right',
}
const count = async () => (await service.send<{ count: number }>('/v1/decisions')).body.count

test.skipIf(ENVOY.absent)('Envoy refuses what it shall', async () => {
  const { status, results } = await through(
    startEnvoy(guard, upstream.port, envoyFilters(guard)),
    ({ url }) => doctor('envoy', url),
  )
  expect([status, results]).toEqual([0, ALL])
  expect(await count()).toBe(0)
})

test.skipIf(NGINX.absent)('nginx refuses what it shall', async () => {
  const { status, results } = await through(
    startNginx(guard, upstream.port, nginxLocations(guard, upstream.port)),
    ({ url }) => doctor('nginx', url),
  )
  expect([status, results]).toEqual([0, ALL])
})

test.skipIf(PORTKEY.absent)('Portkey refuses what it shall', async () => {
  const headers = Object.entries(
    portkeyHeaders(guard, upstream.url, 'openai', portkeyGuardrails(guard)),
  ).flatMap(([name, value]) => ['--header', `${name}: ${value}`])
  const { status, results } = await through(startPortkey(), ({ url }) => doctor('portkey', url, ...headers))
  expect([status, results]).toEqual([0, ALL])
})

test.skipIf(BOUNCER.absent)('a bouncer pulls the block, and its end', async () => {
  const bouncer = await startBouncer(guard, bouncerUrl(guard))
  try {
    const { status, results, tried } = await doctor('crowdsec', '', '--wait', '20s')
    expect([status, results.suspend, results['allow again']]).toEqual([0, 'right', 'right'])
    const address = /ban of (\S+)/.exec(tried.find(({ step }) => step === 'suspend')?.seen ?? '')?.[1]
    await expect.poll(() => bouncer.told(), { timeout: 10_000 }).toEqual([`add ${address}`, `del ${address}`])
  } finally {
    await bouncer.stop()
  }
})

describe('the proxy', () => {
  let proxy: RunningProxy
  beforeAll(async () => {
    proxy = await RunningProxy.start(upstream.url, file('proxy'), [
      '--service',
      service.url,
      '--key-file',
      file('key'),
    ])
  })
  afterAll(() => proxy?.stop())

  test('refuses what it shall', async () => {
    const { status, results } = await doctor('proxy', proxy.url)
    expect([status, results]).toEqual([0, ALL])
  })

  test('leaves nothing in force when the doctor is interrupted', async () => {
    await interruptedAfter(/throttle: right/, 'SIGINT')
    expect(await count()).toBe(0)
  })

  test('leaves nothing in force for long when the doctor is killed', async () => {
    await interruptedAfter(/degrade: right/, 'SIGKILL')
    const { body } = await service.send<{ decisions: { until: string; account: string; key: string }[] }>(
      '/v1/decisions',
    )
    for (const { until } of body.decisions) expect(Date.parse(until) - Date.now()).toBeLessThan(60_000)
  })

  /** Ends the doctor once it has said something. */
  async function interruptedAfter(said: RegExp, signal: 'SIGINT' | 'SIGKILL'): Promise<void> {
    const child = spawn(process.execPath, [join(ROOT, 'bin/stillwatch.js'), ...args('proxy', proxy.url)])
    let words = ''
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      words += piece
      if (said.test(words) && !child.killed) child.kill(signal)
    })
    const code = await new Promise((resolve) => child.once('exit', resolve))
    if (signal === 'SIGINT') expect([code, words]).toEqual([2, expect.stringContaining('[interrupted]')])
  }
})

test.skipIf(LITELLM.absent)(
  'LiteLLM refuses what it shall, and can’t say the rest',
  async () => {
    const more = ['--model', 'big', '--probe-key-file', file('gateway')]
    const { status, results } = await through(litellm as Promise<StartedPeer>, ({ url }) =>
      doctor('litellm', url, ...more),
    )
    expect([status, results]).toEqual([0, { ...ALL, tag: 'no', degrade: 'no' }])
  },
  180_000,
)

test('a gateway that asks nobody is found out, and one that isn’t there too', async () => {
  const open = await doctor('envoy', upstream.url, '--wait', '500ms')
  expect([open.status, open.results.suspend, open.results.allow]).toEqual([1, 'wrong', 'right'])
  expect((await doctor('envoy', 'http://127.0.0.1:9')).status).toBe(2)
  const refusing = createServer((_, response) => response.writeHead(401).end())
  await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve))
  const { port } = refusing.address() as AddressInfo
  const shut = await doctor('envoy', `http://127.0.0.1:${port}`, '--wait', '500ms')
  refusing.close()
  expect([shut.status, shut.results.suspend]).toEqual([2, 'unclear'])
})

test('a probe is about nobody who could be a customer', async () => {
  const probe = (about: object) =>
    service
      .send('/v1/probes', { body: { about, action: 'suspend', seconds: 60 } })
      .then(({ status }) => status)
  expect(await probe({ account: 'acct-7' })).toBe(400)
  expect(await probe({ key: 'sk-live' })).toBe(400)
  expect(await probe({ address: '8.8.8.8' })).toBe(400)
  const long = await service.send('/v1/probes', {
    body: { about: { account: 'stillwatch-probe-x' }, action: 'suspend', seconds: 3600 },
  })
  expect(long.status).toBe(400)
})
