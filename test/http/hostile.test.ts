// A short version of `npm run bench:live -- hostile`: every kind of hostile request is answered as it should be, and the
// service lives on.
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { attack, writeTaxiiFile } from '../../bench/live/hostile.js'
import { makeKey, RunningService } from '../../bench/live/running-service.js'
import { makeFolder } from '../cli/stillwatch.js'

const folder = makeFolder()
const store = join(folder.path, 'store')
let key: string
let service: RunningService

beforeAll(async () => {
  key = makeKey(store, '--scope', 'admin')
  const taxii = writeTaxiiFile(join(folder.path, 'taxii.yaml'))
  service = await RunningService.start(store, key, ['--taxii', taxii])
})
afterAll(async () => {
  await service?.stop()
  folder.remove()
})

test('hostile requests are answered and harm nothing', async () => {
  const all = await attack(service, key, { times: 64, isLong: false })
  expect(all).toHaveLength(10)
  for (const { kind, answers, isRight, lives, mostMb } of all)
    expect({ kind, answers: [...answers.keys()], isRight, lives, isBounded: mostMb < 1024 }).toMatchObject({
      isRight: true,
      lives: true,
      isBounded: true,
    })
  expect(service.log).not.toContain('the engine ended')
})
