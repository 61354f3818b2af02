// A service that asks a partner: what it shares is fetched on the clock and looked for by an analysis at once, and what
// matches goes back as counts.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeKey, RunningService } from '../../bench/live/running-service.js'
import { keyOf } from '../../src/share/community-key.js'
import { campaignBundle } from '../../src/share/stix/campaign-bundle.js'
import { makeFolder } from '../cli/stillwatch.js'
import { sharedCampaign } from '../share/campaign.js'
import { SloppyServer } from '../share/received/sloppy-server.js'

const folder = makeFolder()
const store = join(folder.path, 'store')
const SECRET = Buffer.alloc(32, 9)
let partner: SloppyServer
let service: RunningService
let key: string
let theirs: string

beforeAll(async () => {
  partner = await SloppyServer.start()
  writeFileSync(join(folder.path, 'community.key'), `swck_${SECRET.toString('base64url')}\n`)
  writeFileSync(
    join(folder.path, 'partners.yaml'),
    `partners:
  - name: birch
    url: ${partner.url}
    collection: shared
    community-key: community.key
    sightings: share
`,
  )
  key = makeKey(store, '--scope', 'admin')
  theirs = makeKey(store, '--scope', 'share')
  service = await RunningService.start(store, key, [
    ...['--partners', join(folder.path, 'partners.yaml'), '--pull-every', '1s', '--producer', 'cedar'],
    ...['--every', '0'],
  ])
})
afterAll(async () => {
  await service?.stop()
  await partner?.stop()
  folder.remove()
})

const line = (row: object) => `${JSON.stringify(row)}\n`
const metric = async (name: string) => {
  const { body } = await service.send<string>('/metrics', { method: 'GET' })
  return Number(new RegExp(`^${name.replace(/[{}"]/g, '\\$&')} (.+)$`, 'm').exec(String(body))?.[1] ?? 0)
}

interface Rows<Row> {
  readonly as_of: string | null
  readonly total: number
  readonly rows: readonly Row[]
}
const get = async <Body>(path: string) => (await service.send<Body>(path, { method: 'GET' })).body

test('fetches, matches and tells back', async () => {
  const inside = Array.from({ length: 12 }, (_, index) => `in-${index}`)
  const others = Array.from({ length: 1500 }, (_, index) => `out-${index}`)
  const ts = new Date(Date.now() - 3_600_000).toISOString()
  const accounts = [
    ...inside.map((account) => ({ account, payment: 'fp_own' })),
    ...others.map((account) => ({ account, payment: `fp_${account}` })),
  ]
  const exchanges = [...inside, ...others].map((account, index) => ({
    id: `e${index}`,
    ts,
    account,
    ip: index < inside.length ? '10.1.2.7' : `10.9.${index % 250}.1`,
    prompt: `Question ${index} about the weather in the town of ${account}`,
  }))
  for (const [path, rows] of [
    ['/v1/accounts', accounts],
    ['/v1/exchanges', exchanges],
  ] as const)
    expect(await service.send(`${path}?wait=60`, { body: rows.map(line).join('') })).toMatchObject({
      status: 200,
    })

  const now = new Date()
  const told = {
    ...sharedCampaign(keyOf(SECRET, true)),
    modified: now.toISOString(),
  }
  const indicators = told.indicators.map((one) => ({
    ...one,
    validUntil: new Date(now.getTime() + 86_400_000).toISOString(),
  }))
  const { objects } = campaignBundle({ ...told, indicators }, { tlp: 'amber', producer: 'birch' })
  for (const object of objects) partner.objects.push({ object, addedAt: Date.now() / 1000 })

  const until = Date.now() + 60_000
  while (Date.now() < until && partner.posted.length === 0) await sleep(200)
  expect(partner.posted).toContainEqual(expect.objectContaining({ type: 'sighting', count: 12 }))
  const text = JSON.stringify(partner.posted)
  for (const { account } of accounts) expect(text).not.toContain(`"${account}"`)
  expect(await metric('stillwatch_received_total{partner="birch",kind="taken"}')).toBe(objects.length)
  const { body } = await service.send<{ analyses: { asked_by: string }[] }>('/v1/analyses', { method: 'GET' })
  expect(body.analyses.map(({ asked_by }) => asked_by)).toContain('partners')
}, 90_000)

test('tells its own people what came, what is left of it, who shows it, and what was kept aside', async () => {
  const broken = { type: 'indicator', spec_version: '2.1', id: `indicator--${crypto.randomUUID()}` }
  partner.objects.push({ object: broken as never, addedAt: Date.now() / 1000 })
  type Campaign = {
    name: string
    producer: string
    tlp: string
    confidence: number
    matches: number
    sighted: number
    matched: { account: string; bits: number }[]
  }
  let received: Rows<Campaign> = { as_of: null, total: 0, rows: [] }
  let aside: Rows<{ id: string; why: string }> = { as_of: null, total: 0, rows: [] }
  const until = Date.now() + 60_000
  do {
    await sleep(500)
    received = await get('/v1/received')
    aside = await get('/v1/received/aside')
  } while (Date.now() < until && (aside.total === 0 || received.total === 0))
  expect(received.total).toBe(1)
  const [campaign] = received.rows
  expect(campaign).toMatchObject({
    name: 'birch-gannet',
    producer: expect.stringContaining('birch'),
    tlp: 'amber',
    matches: 12,
    sighted: 12,
  })
  expect(campaign?.confidence).toBeGreaterThan(0.5)
  expect(campaign?.matched.map(({ account }) => account).sort()).toEqual(
    Array.from({ length: 12 }, (_, index) => `in-${index}`).sort(),
  )
  expect(aside.rows).toContainEqual(
    expect.objectContaining({ id: broken.id, why: expect.stringMatching(/./) }),
  )
  const indicators = await get<Rows<{ confidence: number; until: string }>>('/v1/received/indicators?limit=2')
  expect(indicators.rows).toHaveLength(2)
  expect(indicators.total).toBeGreaterThan(2)
  const strength = indicators.rows.map(({ confidence }) => confidence)
  expect(strength).toEqual([...strength].sort((a, b) => b - a))
  expect(await get('/v1/received?q=nobody-has-this')).toMatchObject({ total: 0, rows: [] })
  expect(await get('/v1/sharing')).toMatchObject({
    has_partners: true,
    partners_failure: '',
    partners: [{ name: 'birch', sightings: 'share', last: { failure: '' }, aside: 1 }],
    received: { campaigns: 1, matched: 1, aside: 1 },
    has_collections: false,
  })
  expect((await service.send('/v1/received?limit=100000', { method: 'GET' })).status).toBe(400)
}, 90_000)

test('knows a new account that shows it before the next analysis', async () => {
  const ts = new Date().toISOString()
  const account = 'late'
  await service.send('/v1/accounts?wait=30', { body: line({ account, payment: 'fp_own' }) })
  const exchange = { id: 'late-1', ts, account, ip: '10.1.2.9', prompt: 'Where is the weather?' }
  await service.send('/v1/exchanges?wait=30', { body: line(exchange) })
  await service.until(async () => (await metric('stillwatch_partner_matches_total')) >= 1, 30_000)
}, 60_000)

test('tells partners nothing of it, and its people when the file can’t be used', async () => {
  for (const path of ['/v1/sharing', '/v1/received', '/v1/received/indicators', '/v1/received/aside'])
    expect((await service.send(path, { method: 'GET', key: theirs })).status, path).toBe(403)
  writeFileSync(join(folder.path, 'partners.yaml'), 'partners: nobody')
  let told = { partners_failure: '' }
  const until = Date.now() + 40_000
  while (Date.now() < until && told.partners_failure === '') {
    await sleep(500)
    told = await get('/v1/sharing')
  }
  expect(told.partners_failure).toMatch(/can’t be used/)
}, 60_000)
