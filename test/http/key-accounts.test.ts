// A gateway that knows a key and no account is told what was decided about the account, also by a service that was killed
// and whose engine never comes back.
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeKey, RunningService } from '../../bench/live/running-service.js'
import { hashKey } from '../../src/respond/gateways/identity.js'
import { makeFolder } from '../cli/stillwatch.js'
import { keepAnalysis, keptCampaign, SUSPENSION } from './kept-analysis.js'

const folder = makeFolder()
let service: RunningService | undefined
afterAll(async () => {
  await service?.stop()
  folder.remove()
})

const sent = (id: string, account: string, secret: string) =>
  `${JSON.stringify({ id, ts: '2026-03-02T08:00:00Z', account, key: hashKey(secret), prompt: 'Hello' })}\n`

test('what was decided about an account holds for its key, and not for one that others use too', async () => {
  const store = join(folder.path, 'store')
  await keepAnalysis(store, [keptCampaign('c-1', ['a1'])])
  const key = makeKey(store, '--scope', 'admin')
  const start = async () => {
    const started = await RunningService.start(store, key)
    service = started
    return started
  }
  const status = async ({ url }: RunningService, secret: string, more = {}) =>
    (
      await fetch(`${url}/gateways/nginx`, {
        headers: { 'x-stillwatch-key': key, authorization: `Bearer ${secret}`, ...more },
      })
    ).status
  const first = await start()
  const lines = [
    sent('1', 'a1', 'sk-own'),
    sent('2', 'a1', 'sk-shared'),
    sent('3', 'b1', 'sk-shared'),
    sent('4', 'b1', 'sk-honest'),
  ]
  expect((await first.send('/v1/exchanges?wait=60', { body: Buffer.from(lines.join('')) })).status).toBe(200)
  expect(await status(first, 'sk-own')).toBe(200)
  const act = { ...SUSPENSION, note: 'test', campaign: 'c-1', reason: 'automated-use' }
  expect((await first.send('/v1/acts', { body: act })).status).toBe(200)
  await first.until(async () => (await status(first, 'sk-own')) === 403, 20_000)
  expect(await status(first, 'sk-shared')).toBe(200)
  expect(await status(first, 'sk-honest')).toBe(200)
  // An honest key beside it hides nothing.
  expect(await status(first, 'sk-honest', { 'x-api-key': 'sk-own' })).toBe(403)
  await first.kill()
  const again = await start()
  expect(await status(again, 'sk-own')).toBe(403)
  expect(await status(again, 'sk-honest')).toBe(200)
})
