// The service makes the case file that the command line makes, hands it over, and writes down that it did.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeKey, RunningService } from '../../bench/live/running-service.js'
import { verifyCase } from '../../src/case/verify-case.js'
import { fingerprint } from '../../src/share/trust/ed25519-key.js'
import { makeFolder, runStillwatch } from '../cli/stillwatch.js'
import { keepAnalysis, keptCampaign } from './kept-analysis.js'

const folder = makeFolder()
const store = join(folder.path, 'store')
let key: string
let service: RunningService

beforeAll(async () => {
  const evidence = [{ detector: 'shared-payment', bits: 12.5, summary: 's', facts: {}, innocent: [] }]
  await keepAnalysis(store, [
    keptCampaign('c-1', ['a1', 'a2', '<b>a3'], { evidence }),
    keptCampaign('c-2', ['d1', 'd2'], { verdict: 'explained', explanation: 'one-owner', probability: 0.06 }),
  ])
  key = makeKey(store, '--scope', 'admin')
  await runStillwatch([
    'share',
    'identity',
    'create',
    'acme.example',
    '--root',
    join(folder.path, 'root'),
    '--store',
    store,
  ])
  service = await RunningService.start(store, key, ['--every', '0'])
})
afterAll(async () => {
  await service?.stop()
  folder.remove()
})

interface Made {
  readonly html: string
  readonly json: string
  readonly seal: { readonly case: string; readonly page: string; readonly card?: { readonly root: string } }
}

const make = (campaign: string, body: object = {}, as?: string) =>
  service.send<Made & { title?: string }>(`/v1/campaigns/${campaign}/case`, {
    method: 'POST',
    body,
    ...(as !== undefined && { key: as }),
  })

test('a case of an analysis that kept no more than its result says so, is signed, and stands in the audit', async () => {
  const { status, body } = await make('name of c-1', { language: 'en' })
  expect(status).toBe(200)
  const signed = await verifyCase(body.html, fingerprint(body.seal.card?.root ?? ''))
  expect(signed).toMatchObject({ id: body.seal.case, signed: { provider: 'acme.example' } })
  expect(await verifyCase(body.json)).toMatchObject({ kind: 'data', file: { subject: { campaign: 'c-1' } } })
  expect(body.html).toContain('was not kept with it: an earlier version made it')
  expect(body.html).not.toContain('<b>a3')
  const { entries } = (
    await service.send<{ entries: { action: string; actor: string; details: object }[] }>('/v1/audit')
  ).body
  expect(entries).toContainEqual(
    expect.objectContaining({
      action: 'case.made',
      actor: expect.stringMatching(/^key:/),
      details: expect.objectContaining({ case: body.seal.case, campaign: 'c-1', page: body.seal.page }),
    }),
  )
  // The next one has the line of the first.
  const { file } = await verifyCase((await make('c-1')).body.json)
  expect(file?.custody.lines.map(({ action }) => action)).toContain('case.made')
})

test('an account’s case names it alone; who is in no such group, or accused of nothing, has none', async () => {
  const { body } = await make('c-1', { account: 'a1' })
  const { file } = await verifyCase(body.json)
  expect(file?.accounts.map(({ id }) => id)).toEqual(['a1'])
  for (const other of ['"a2"', '<b>a3']) expect(body.json).not.toContain(other)
  expect(await make('c-1', { account: 'd1' })).toMatchObject({ status: 404, body: { title: 'no-account' } })
  expect(await make('c-2')).toMatchObject({ status: 409, body: { title: 'not-accused' } })
  expect(await make('nothing')).toMatchObject({ status: 404, body: { title: 'no-campaign' } })
  expect(await make('c-1', { tlp: 'purple' })).toMatchObject({ status: 400 })
})

test('the command line asks the service that holds the store', async () => {
  const keyFile = join(folder.path, 'key')
  writeFileSync(keyFile, key)
  const out = join(folder.path, 'asked.html')
  const asked = ['case', 'c-1', '--service', service.url, '--key-file', keyFile, '--out', out]
  expect(await runStillwatch(asked)).toMatchObject({ status: 0 })
  expect(existsSync(out.replace('.html', '.json'))).toBe(true)
  const wrong = await runStillwatch(['case', 'c-2', ...asked.slice(2, -1), join(folder.path, 'no.html')])
  expect(wrong).toMatchObject({ status: 2, stderr: expect.stringContaining('case-refused') })
})

test('values in clear take the scope act', async () => {
  await service.stop()
  const reader = makeKey(store, '--scope', 'read')
  service = await RunningService.start(store, reader, ['--every', '0'])
  expect(await make('c-1', { with_values: true })).toMatchObject({
    status: 403,
    body: { title: 'scope-missing' },
  })
  expect(await make('c-1')).toMatchObject({ status: 200 })
})
