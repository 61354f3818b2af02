// What partners share, by the command line: fetched from another provider's service, listed, matched, told back, forgotten.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeNamedKey, RunningService } from '../../bench/live/running-service.js'
import { keyOf } from '../../src/share/community-key.js'
import { campaignBundle } from '../../src/share/stix/campaign-bundle.js'
import { migrate } from '../../src/store/migrate.js'
import { openStore } from '../../src/store/open-store.js'
import { sharedCampaign } from '../share/campaign.js'
import { makeFolder, runStillwatch } from './stillwatch.js'

const folder = makeFolder()
const [birch, cedar] = [join(folder.path, 'birch'), join(folder.path, 'cedar')]
const SECRET = Buffer.alloc(32, 9)
const COLLECTION = '7d3f7f0e-6a51-4f0c-9d9b-0f4c3f1f6a10'
const NOW = new Date()
let service: RunningService
let operator: string

const told = () => {
  const campaign = { ...sharedCampaign(keyOf(SECRET, true)), modified: NOW.toISOString() }
  const validUntil = new Date(NOW.getTime() + 86_400_000).toISOString()
  const indicators = campaign.indicators.map((one) => ({ ...one, validUntil }))
  return campaignBundle({ ...campaign, indicators }, { tlp: 'amber', producer: 'birch' }).objects
}
const post = (objects: readonly object[]) =>
  service.send(`/taxii2/providers/collections/${COLLECTION}/objects/`, {
    body: { objects },
    headers: {
      'content-type': 'application/taxii+json;version=2.1',
      accept: 'application/taxii+json;version=2.1',
    },
  })
const share = (...args: readonly string[]) =>
  runStillwatch(['share', ...args, '--store', cedar, '--partners', join(folder.path, 'partners.yaml')])

beforeAll(async () => {
  for (const store of [birch, cedar]) mkdirSync(store, { recursive: true })
  operator = makeNamedKey('operator', birch, '--scope', 'admin')
  writeFileSync(join(folder.path, 'birch.key'), makeNamedKey('cedar', birch, '--scope', 'share'))
  writeFileSync(join(folder.path, 'community.key'), `swck_${SECRET.toString('base64url')}\n`)
  writeFileSync(
    join(folder.path, 'taxii.yaml'),
    `schema: stillwatch.taxii/1
title: birch
roots:
  - path: providers
    title: Providers
    collections:
      - { id: ${COLLECTION}, title: Campaigns, alias: campaigns, read: [operator, cedar], write: [operator, cedar] }
`,
  )
  service = await RunningService.start(birch, operator, ['--taxii', join(folder.path, 'taxii.yaml')])
  writeFileSync(
    join(folder.path, 'partners.yaml'),
    `partners:
  - name: birch
    url: ${service.url}/taxii2/
    collection: campaigns
    key-file: birch.key
    community-key: community.key
    sightings: share
`,
  )
  const store = await openStore({ location: cedar })
  await migrate(store)
  const inside = Array.from({ length: 12 }, (_, index) => `in-${index}`)
  const others = Array.from({ length: 1500 }, (_, index) => `out-${index}`)
  await store.insert(
    'account',
    [...inside, ...others].map((account, index) => ({
      account,
      payment: index < 12 ? 'fp_own' : `fp_${account}`,
    })),
  )
  await store.insert(
    'exchange',
    [...inside, ...others].map((account, index) => ({
      id: `e${index}`,
      ts: '2026-09-20 00:00:00',
      account,
      ip: '10.1.2.7',
      block: index < 12 ? String(0x0a_01_02n | (1n << 40n)) : '0',
    })),
  )
  await store.close()
}, 60_000)
afterAll(async () => {
  await service?.stop()
  folder.remove()
})

test('fetches, lists, matches, tells and forgets', async () => {
  expect((await post(told())).status).toBe(202)
  const pulled = await share('pull', '--format', 'json')
  expect(pulled.stderr).toBe('')
  expect(JSON.parse(pulled.stdout)).toMatchObject([
    { partner: 'birch', taken: told().length, aside: 0, ended: 'whole' },
  ])
  const listed = await share('received', 'list', '--format', 'json')
  expect(JSON.parse(listed.stdout)).toMatchObject([
    { campaign: 'birch-gannet', tlp: 'amber', accounts_there: 40 },
  ])
  const matched = await share('received', 'match', '--accounts', '--format', 'json')
  expect(JSON.parse(matched.stdout)).toMatchObject([{ accounts_here: 12, partner: 'birch' }])
  expect(matched.stdout).toContain('in-7')

  const nobody = await share('received', 'sightings', 'birch')
  expect(nobody).toMatchObject({ status: 2 })
  expect(nobody.stderr).toContain('[producer-missing]')
  const shown = await share('received', 'sightings', 'birch', '--producer', 'cedar')
  expect(JSON.parse(shown.stdout)).toContainEqual(expect.objectContaining({ type: 'sighting', count: 12 }))
  expect(shown.stdout).not.toMatch(/in-\d|fp_own|10\.1\.2/)
  const sent = await share(
    'received',
    'sightings',
    'birch',
    '--producer',
    'cedar',
    '--send',
    '--format',
    'json',
  )
  expect(JSON.parse(sent.stdout)).toMatchObject([{ accepted: 2, pending: 0, refused: 0, waiting: 0 }])

  const revoked = told()
    .filter(({ type }) => type === 'campaign')
    .map((object) => ({ ...object, modified: new Date(NOW.getTime() + 1000).toISOString(), revoked: true }))
  await post(revoked)
  await share('pull')
  expect((await share('received', 'list', '--format', 'json')).stdout).toBe('[]\n')

  await share('received', 'forget', 'birch')
  expect(JSON.parse((await share('pull', '--format', 'json')).stdout)).toMatchObject([{ known: 0 }])
}, 120_000)

test('without a file of partners says what to do', async () => {
  const { status, stderr } = await runStillwatch(['share', 'pull', '--store', cedar])
  expect(status).toBe(2)
  expect(stderr).toContain('[partners-missing]')
  expect(existsSync(cedar)).toBe(true)
})
