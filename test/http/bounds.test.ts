// What is answered when it isn't known what is in force, and when more comes than may wait: as the operator said, aloud, and
// with nothing half taken.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeKey, RunningService } from '../../bench/live/running-service.js'
import { exchangeLines, makeFolder } from '../cli/stillwatch.js'

const folder = makeFolder()
afterAll(() => folder.remove())

test.each([
  ['open', false],
  ['closed', true],
])(
  'decisions that can’t be read: %s',
  async (how, refused) => {
    const store = join(folder.path, how)
    const key = makeKey(store, '--scope', 'admin')
    mkdirSync(join(store, 'service'), { recursive: true })
    writeFileSync(join(store, 'service/decisions.json'), '{"decisions":[{"id":')
    const service = await RunningService.start(store, key, ['--when-unsure', how])
    try {
      const ask = async () => (await service.send('/v1/decide', { body: { account: 'a1' } })).body
      expect(await ask()).toEqual({ action: 'allow', refused, parameters: {}, unsure: true })
      expect(await service.send('/readyz')).toMatchObject({ status: 503, body: { decisions: false } })
      expect((await service.send('/v1/decisions', { method: 'PUT', body: { decisions: [] } })).status).toBe(
        200,
      )
      expect(await ask()).toEqual({ action: 'allow', refused: false, parameters: {} })
      expect(await service.send('/readyz')).toMatchObject({ status: 200, body: { decisions: true } })
    } finally {
      await service.stop()
    }
  },
  60_000,
)

test('more than may wait is refused whole, with the time to come again, and what was taken is loaded', async () => {
  const store = join(folder.path, 'full')
  const key = makeKey(store, '--scope', 'admin')
  const service = await RunningService.start(store, key, ['--inbox-limit', '1MB'])
  try {
    process.kill(service.enginePid, 'SIGSTOP')
    const filling = 'word '.repeat(2000)
    const batch = (n: number) => exchangeLines(30, 30 * n).replaceAll('tell me', filling)
    const send = (n: number) => service.send('/v1/exchanges', { body: batch(n) })
    let taken = 0
    let reply = await send(taken)
    while (reply.status === 202 && taken < 20) reply = await send(++taken)
    expect(taken).toBeGreaterThanOrEqual(2)
    expect(taken).toBeLessThan(5)
    expect(reply).toMatchObject({ status: 429, body: { title: 'inbox-full' } })
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0)
    // What can never wait is told so: no time to come again.
    const large = await service.send('/v1/exchanges', { body: batch(100).repeat(4) })
    expect(large).toMatchObject({ status: 413, body: { title: 'batch-above-inbox' } })
    expect(large.headers.get('retry-after')).toBeNull()
    process.kill(service.enginePid, 'SIGCONT')
    const metrics = async () => (await service.send<string>('/metrics')).body
    await service.until(async () => /^stillwatch_inbox_batches 0$/m.test(await metrics()))
    expect(await metrics()).toContain(`stillwatch_loaded_total{kind="native"} ${30 * taken}\n`)
    expect((await send(taken)).status).toBe(202)
  } finally {
    await service.stop()
  }
}, 60_000)
