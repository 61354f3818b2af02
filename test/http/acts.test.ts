// What people do is in force at once while the engine is busy, survives `kill -9`, and comes into the store once.
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeKey, RunningService } from '../../bench/live/running-service.js'
import { makeFolder, runStillwatch } from '../cli/stillwatch.js'
import { keepAnalysis, keptCampaign, SUSPENSION } from './kept-analysis.js'

const folder = makeFolder()
const store = join(folder.path, 'store')
const acts = join(store, 'service/acts.jsonl')
let key: string
let service: RunningService

beforeAll(async () => {
  await keepAnalysis(store, [keptCampaign('c-1', ['a1', 'a2']), keptCampaign('c-2', ['b1'])])
  key = makeKey(store, '--scope', 'admin')
  service = await RunningService.start(store, key)
})
afterAll(async () => {
  await service?.stop()
  folder.remove()
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return typeof address === 'object' && address ? address.port : 0
}

interface Told {
  readonly id: string
  readonly kind: string
  readonly waits?: true
}

const act = (asked: object) => service.send<Told>('/v1/acts', { body: { note: 'test', ...asked } })
const suspend = { ...SUSPENSION, reason: 'code' }
const answer = async (account: string) =>
  (await service.send<{ action: string }>('/v1/decide', { body: { account } })).body.action
const answers = async () => [await answer('a1'), await answer('a2'), await answer('b1')]
const waiting = async () =>
  Number(/^stillwatch_acts_waiting (\d+)$/m.exec((await service.send<string>('/metrics')).body)?.[1])
const ready = async () => (await service.send<{ engine: boolean }>('/readyz')).body.engine
const kinds = async () => (await service.send<{ acts: Told[] }>('/v1/acts')).body.acts.map(({ kind }) => kind)

test('acts are in force while the engine answers nothing, also after kill -9, and then in the store', async () => {
  // As in the middle of a long analysis: it is there, and hears nothing.
  process.kill(service.enginePid, 'SIGSTOP')
  const engine = service.enginePid
  const first = await act({ ...suspend, campaign: 'name of c-1' })
  expect(first).toMatchObject({ status: 200, body: { kind: 'apply' } })
  expect(first.body.waits).toBeUndefined()
  const other = await act({ ...suspend, campaign: 'c-2' })
  expect(await answers()).toEqual(['suspend', 'suspend', 'suspend'])
  expect((await act({ kind: 'exempt', account: 'a1', for: '30d' })).status).toBe(200)
  expect((await act({ kind: 'undo', act: other.body.id })).body).toMatchObject({ waits: true })
  expect(await answers()).toEqual(['allow', 'suspend', 'allow'])
  expect(await act({ kind: 'undo', act: other.body.id })).toMatchObject({ status: 409 })
  expect(await act({ ...suspend, campaign: 'c-9' })).toMatchObject({ status: 404 })
  expect(await act({ kind: 'undo', act: 'act-0' })).toMatchObject({ status: 404 })
  expect(await kinds()).toEqual(['undo', 'exempt', 'apply', 'apply'])
  expect(await waiting()).toBe(4)

  await service.kill()
  process.kill(engine, 'SIGKILL')
  service = await RunningService.start(store, key)
  expect(await answers()).toEqual(['allow', 'suspend', 'allow'])
  await service.until(async () => (await waiting()) === 0)
  expect(await answers()).toEqual(['allow', 'suspend', 'allow'])
  expect(await kinds()).toEqual(['undo', 'exempt', 'apply', 'apply'])
  expect(readFileSync(acts, 'utf8')).toBe('')
  const audit = readFileSync(join(store, 'service/audit.jsonl'), 'utf8')
  expect(audit.match(/"action":"act\.\w+"/g)).toHaveLength(4)

  expect(await service.stop()).toBe(0)
  const listed = await runStillwatch(['act', 'list', '--store', store, '--format', 'json'])
  expect((JSON.parse(listed.stdout) as Told[]).map(({ kind }) => kind)).toEqual([
    'undo',
    'exempt',
    'apply',
    'apply',
  ])
  service = await RunningService.start(store, key)
  expect(await answers()).toEqual(['allow', 'suspend', 'allow'])
}, 120_000)

test('many at once are each done, and killed in the middle those that were acknowledged', async () => {
  const engine = service.enginePid
  process.kill(engine, 'SIGSTOP')
  const done: string[] = []
  const sends = Array.from({ length: 40 }, async (_, i) => {
    const asked = { kind: 'exempt', account: `spared-${i}`, for: '30d', unknown: true }
    const reply = await act(asked).catch(() => undefined)
    if (reply?.status === 200) done.push(reply.body.id)
  })
  await service.until(() => done.length >= 5)
  await service.kill()
  process.kill(engine, 'SIGKILL')
  await Promise.all(sends)
  service = await RunningService.start(store, key)
  await service.until(async () => (await waiting()) === 0)
  const { body } = await service.send<{ acts: Told[] }>('/v1/acts')
  const kept = body.acts.map(({ id }) => id)
  expect(new Set(kept).size).toBe(kept.length)
  expect(done.filter((id) => !kept.includes(id))).toEqual([])
}, 120_000)

test('a service whose store does not open answers by what was in force, and takes the store up when it does', async () => {
  await service.stop()
  // A store that is damaged, or of another version: the engine ends at once.
  renameSync(join(store, 'metadata'), join(folder.path, 'metadata'))
  writeFileSync(join(store, 'metadata'), 'no directory')
  const port = await freePort()
  const starting = RunningService.start(store, key, ['--listen', `127.0.0.1:${port}`])
  const url = `http://127.0.0.1:${port}`
  const headers = { authorization: `Bearer ${key}` }
  const ask = async (account: string) => {
    const asked = await fetch(`${url}/v1/decide`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ account }),
    })
    return ((await asked.json()) as { action: string }).action
  }
  await expect.poll(() => ask('a2').catch(() => ''), { timeout: 10_000 }).toBe('suspend')
  expect((await fetch(`${url}/readyz`)).status).toBe(503)
  expect((await fetch(`${url}/v1/campaigns`, { headers })).status).toBe(503)
  rmSync(join(store, 'metadata'))
  renameSync(join(folder.path, 'metadata'), join(store, 'metadata'))
  service = await starting
  await service.until(ready)
  expect(await answers()).toEqual(['allow', 'suspend', 'allow'])
  expect((await service.send('/v1/campaigns')).status).toBe(200)
  expect((await kinds()).length).toBeGreaterThan(4)
}, 120_000)
