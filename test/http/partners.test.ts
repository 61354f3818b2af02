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
