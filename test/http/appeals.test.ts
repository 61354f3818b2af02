// A refused customer is told where to appeal, as the policy has it, also by a service that was killed and started again.
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeKey, RunningService } from '../../bench/live/running-service.js'
import { makeFolder } from '../cli/stillwatch.js'
import { keepAnalysis, keptCampaign, SUSPENSION } from './kept-analysis.js'

const POLICY = `schema: stillwatch.policy/1
version: one
reasons: { code: Words for customers. }
appeals: { url: https://example.com/appeal }
rules:
  - { name: look, when: { probability: { atLeast: 0.99 } }, action: observe, reason: code }
`

const folder = makeFolder()
let service: RunningService | undefined
afterAll(async () => {
  await service?.stop()
  folder.remove()
})

test('a refusal names the address for appeals', async () => {
  const store = join(folder.path, 'store')
  await keepAnalysis(store, [keptCampaign('c-1', ['a1'])])
  const key = makeKey(store, '--scope', 'admin')
  const start = async () => {
    const started = await RunningService.start(store, key)
    service = started
    return started
  }
  const told = async ({ url }: RunningService) =>
    (
      await fetch(`${url}/gateways/nginx`, {
        headers: { 'x-stillwatch-key': key, 'x-stillwatch-account': 'a1' },
      })
    ).headers.get('x-stillwatch-body')
  const first = await start()
  const adopted = await first.send('/v1/policy?note=test', { method: 'PUT', body: POLICY })
  expect(adopted.status).toBe(200)
  const act = { ...SUSPENSION, note: 'test', campaign: 'c-1', reason: 'code' }
  expect((await first.send('/v1/acts', { body: act })).status).toBe(200)
  const words = 'Words for customers. Appeal at https://example.com/appeal'
  expect(await told(first)).toContain(words)
  await first.kill()
  expect(await told(await start())).toContain(words)
})
