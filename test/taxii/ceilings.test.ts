// Who is given what of a collection and may add what to it: by marking, by what the file withholds, and by how much. The
// preview shows what goes out, word for word.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeNamedKey, type Reply, RunningService } from '../../bench/live/running-service.js'
import { campaignBundle } from '../../src/share/stix/campaign-bundle.js'
import { EXTENSION_ID } from '../../src/share/stix/extension.js'
import type { StixObject } from '../../src/share/stix/stix-object.js'
import { rankOf, TLP, TLP_LEVELS, tlpOf } from '../../src/share/stix/tlp.js'
import { parseTaxiiConfiguration } from '../../src/share/taxii/server/read-configuration.js'
import { servedTo } from '../../src/share/taxii/server/served-to.js'
import type { Collection, Envelope, Manifest, Status, TaxiiError } from '../../src/share/taxii/wire.js'
import { TLP_SQL } from '../../src/store/marking-sql.js'
import { openStore } from '../../src/store/open-store.js'
import { makeFolder, runStillwatch } from '../cli/stillwatch.js'
import { KEY, sharedCampaign } from '../share/campaign.js'

const [ALL, AMBER, SMALL] = [
  '11111111-1111-4111-8111-111111111111',
  '22222222-2222-4222-8222-222222222222',
  '33333333-3333-4333-8333-333333333333',
] as const
const FILE = `
schema: stillwatch.taxii/1
title: Provider A
clients:
  - { name: green, tlp: green }
  - name: part
    withhold: { types: [sighting], kinds: [payment, mail, block, signup-block], properties: [description, stillwatch.evidence, labels] }
  - { name: little, quota: { dayObjects: 3 } }
roots:
  - path: a
    title: A
    collections:
      - { id: ${ALL}, title: All, tlp: red, read: ["*"], write: ["*"] }
      - { id: ${AMBER}, title: Amber, tlp: amber, read: ["*"], write: ["*"] }
      - { id: ${SMALL}, title: Small, read: ["*"], write: ["*"], quota: { objects: 8, bytes: 100000, dayObjects: 5, dayBytes: 2000 } }
`
const folder = makeFolder()
const store = join(folder.path, 'store')
let service: RunningService
const keys: Record<string, string> = {}

beforeAll(async () => {
  const file = join(folder.path, 'taxii.yaml')
  writeFileSync(file, FILE)
  for (const name of ['open', 'green', 'part', 'little', 'other'])
    keys[name] = makeNamedKey(name, store, '--scope', 'share')
  keys.admin = makeNamedKey('admin', store, '--scope', 'admin')
  service = await RunningService.start(store, keys.open ?? '', ['--taxii', file])
})
afterAll(async () => {
  await service?.stop()
  folder.remove()
})

const at = (collection: string, rest = '') => `/taxii2/a/collections/${collection}/${rest}`
const post = <Body = Status>(collection: string, objects: readonly object[], who = 'open') =>
  service.send<Body>(at(collection, 'objects/'), {
    body: JSON.stringify({ objects }),
    key: keys[who],
    headers: { 'content-type': 'application/taxii+json;version=2.1' },
  })
const get = <Body>(collection: string, rest: string, who: string): Promise<Reply<Body>> =>
  service.send<Body>(at(collection, rest), { key: keys[who] })
const indicator = (number: number, marks: readonly string[], more: object = {}): StixObject => ({
  type: 'indicator',
  spec_version: '2.1',
  id: `indicator--00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  created: '2026-09-14T00:00:00.000Z',
  modified: '2026-09-14T00:00:00.000Z',
  ...(marks.length > 0 && { object_marking_refs: marks }),
  ...more,
})
const RED_OF_1 = 'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed'
const AMBER_OF_1 = 'marking-definition--f88d31f6-486f-44da-b317-01333bde0b82'
const MARKED: readonly StixObject[] = [
  ...TLP_LEVELS.map((level, number) => indicator(number, [TLP[level].id])),
  indicator(10, []),
  indicator(11, [RED_OF_1]),
  indicator(12, [TLP.green.id, AMBER_OF_1]),
  indicator(13, [TLP.green.id], {
    granular_markings: [{ marking_ref: TLP.red.id, selectors: ['description'] }],
  }),
  indicator(14, [TLP.clear.id, TLP.red.id.toUpperCase()]),
]
const IDENTITIES = [
  { type: 'identity', id: 'identity--firm', identity_class: 'organization' },
  { type: 'identity', id: 'identity--person', identity_class: 'individual' },
  { type: 'identity', id: 'identity--desk', contact_information: 'desk@a.example' },
]
const idsOf = ({ body }: Reply<Envelope>) => (body.objects ?? []).map(({ id }) => String(id)).sort()

test('nobody is given what is marked above their ceiling, by any endpoint', async () => {
  expect((await post(ALL, MARKED)).body).toMatchObject({ success_count: MARKED.length })
  expect(idsOf(await get(ALL, 'objects/', 'open'))).toHaveLength(MARKED.length)
  const open = MARKED.filter((one) => rankOf(tlpOf(one)) <= rankOf('green')).map(({ id }) => id)
  expect(open).toHaveLength(2)
  expect(idsOf(await get(ALL, 'objects/', 'green'))).toEqual(open)
  expect(idsOf(await get(ALL, 'objects/?match[version]=all&limit=1', 'green'))).toEqual(open.slice(0, 1))
  const manifest = await get<Manifest>(ALL, 'manifest/', 'green')
  expect(manifest.body.objects?.map(({ id }) => id).sort()).toEqual(open)
  for (const rest of ['', 'versions/']) {
    const closed = `objects/${MARKED[4]?.id}/${rest}`
    expect((await get(ALL, closed, 'green')).status).toBe(404)
    expect((await get(ALL, closed, 'open')).status).toBe(200)
  }
  const gone = await service.send(at(ALL, `objects/${MARKED[4]?.id}/`), { method: 'DELETE', key: keys.green })
  expect(gone.status).toBe(404)
  expect((await get<Collection>(ALL, '', 'green')).body).toMatchObject({ x_stillwatch_tlp: 'green' })
  expect((await get<Collection>(AMBER, '', 'open')).body).toMatchObject({ x_stillwatch_tlp: 'amber' })
})

test('nothing above the ceiling is taken, and the rest is', async () => {
  const { body } = await post(AMBER, MARKED)
  const closed = MARKED.filter((one) => rankOf(tlpOf(one)) > rankOf('amber')).map(({ id }) => id)
  expect(body).toMatchObject({
    success_count: MARKED.length - closed.length,
    failure_count: closed.length,
    total_count: MARKED.length,
  })
  expect(body.failures?.map(({ id }) => id)).toEqual(closed)
  expect(body.failures?.[0]?.message).toContain('TLP:AMBER is the most closed')
  const own = await post(ALL, [indicator(20, [TLP.amber.id]), indicator(21, [TLP.green.id])], 'green')
  expect(own.body).toMatchObject({ success_count: 1, failure_count: 1 })
  const { body: metrics } = await service.send<string>('/metrics', { key: keys.admin })
  expect(String(metrics)).toMatch(/stillwatch_taxii_refused_total\{why="tlp"\} [1-9]/)
  expect(String(metrics)).toMatch(/stillwatch_taxii_withheld_total\{why="tlp"\} [1-9]/)
})

test.each<[string, object]>([
  ['ids with spaces', { object_marking_refs: [TLP.clear.id, ` ${TLP.red.id} `] }],
  ['one id where a list should be', { object_marking_refs: TLP.red.id }],
  ['parts that are no list', { granular_markings: { marking_ref: TLP.red.id, selectors: ['name'] } }],
  ['parts under another name', { granular_markings: [{ marking_refs: [TLP.red.id], selectors: ['name'] }] }],
  ['a part marked by no id', { granular_markings: [{ marking_ref: 'TLP:RED', selectors: ['name'] }] }],
])('markings that can’t be read are not taken for none: %s', async (_, marks) => {
  const { body } = await post(ALL, [indicator(30, [TLP.clear.id], marks)])
  expect(body).toMatchObject({ success_count: 0, failure_count: 1 })
  expect(body.failures?.[0]?.message).toMatch(/has a (object_marking_refs|granular_markings) that/)
})

test('what was added before it was known how closed it is counts by its text', async () => {
  const plain = await openStore()
  try {
    const rows = await plain.query<{ id: string; rank: number }>(
      `SELECT JSONExtractString(text, 'id') AS id, JSONExtractString(text, 'type') AS type, ${TLP_SQL} AS rank
FROM (SELECT arrayJoin({texts: Array(String)}) AS text)`,
      {
        parameters: {
          texts: [...MARKED, ...IDENTITIES].map((one) => JSON.stringify(one)),
        },
      },
    )
    expect(new Map(rows.map(({ id, rank }) => [id, rank]))).toEqual(
      new Map([...MARKED, ...IDENTITIES].map((one) => [one.id, rankOf(tlpOf(one))] as const)),
    )
    expect(IDENTITIES.map((one) => tlpOf(one))).toEqual(['clear', 'amber+strict', 'amber+strict'])
    expect(MARKED.slice(-1).map((one) => tlpOf(one))).toEqual(['red'])
  } finally {
    await plain.close()
  }
})

test('a client is given a part, as the preview shows it, and nothing else tells of the rest', async () => {
  const { objects } = campaignBundle(sharedCampaign(KEY), { tlp: 'amber', producer: 'acme.example' })
  expect((await post(AMBER, objects)).body).toMatchObject({ failure_count: 0 })
  const page = await get<Envelope>(AMBER, 'objects/?limit=1000', 'part')
  const seen = await servedTo(parseTaxiiConfiguration(FILE, 'x'), 'part', 'Amber', objects, (same) => same)
  const ids = new Set(objects.map(({ id }) => id))
  const given = (page.body.objects ?? []).filter(({ id }) => ids.has(String(id)))
  expect(given).toEqual(seen.objects)
  expect(given.length).toBeGreaterThan(20)
  expect(seen.withheld.length).toBeGreaterThan(10)
  expect(seen.altered.length).toBeGreaterThan(5)
  const text = JSON.stringify(given)
  const kinds = ['payment', 'mail', 'block', 'signup-block']
  const hidden = objects.filter(
    ({ type, extensions, kind }) =>
      type === 'sighting' ||
      type === 'ipv4-addr' ||
      type === 'ipv6-addr' ||
      kinds.includes(String(kind)) ||
      kinds.includes(String((extensions as Record<string, { kind?: string }>)?.[EXTENSION_ID]?.kind)),
  )
  expect(hidden.length).toBeGreaterThan(10)
  for (const { id, value, pattern } of hidden) {
    expect(text).not.toContain(id)
    for (const raw of [value, pattern]) if (raw !== undefined) expect(text).not.toContain(String(raw))
  }
  expect(given.filter((one) => 'description' in one || 'labels' in one)).toEqual([])
  expect(text).not.toContain('"evidence":')
  const manifest = await get<Manifest>(AMBER, 'manifest/?limit=1000', 'part')
  expect(manifest.body.objects?.filter(({ id }) => ids.has(id)).map(({ id }) => id)).toEqual(
    given.map(({ id }) => id),
  )
  const [first] = hidden
  expect(await get(AMBER, `objects/${first?.id}/`, 'part')).toMatchObject({ status: 200, body: {} })
  // By pages of one nothing is lost, nor given twice.
  const read: string[] = []
  for (let next: string | undefined, more = true; more; ) {
    const { body } = await get<Envelope>(
      AMBER,
      `objects/?limit=7${next === undefined ? '' : `&next=${next}`}`,
      'part',
    )
    read.push(...(body.objects ?? []).map(({ id }) => String(id)))
    next = body.next
    more = body.more === true
  }
  expect(read.filter((id) => ids.has(id))).toEqual(given.map(({ id }) => id))
})

test('quotas hold a collection and a client, with errors of TAXII', async () => {
  const some = (from: number, count: number, more = {}) =>
    Array.from({ length: count }, (_, index) => indicator(from + index, [], more))
  const refused = async (objects: readonly object[], who: string) => {
    const { status, body, headers } = await post<TaxiiError>(SMALL, objects, who)
    return { status, code: body.error_code, http: body.http_status, wait: headers.get('retry-after') }
  }
  expect(await refused(some(100, 6), 'open')).toEqual({
    status: 413,
    code: 'post-above-quota',
    http: '413',
    wait: null,
  })
  expect(await refused(some(100, 4), 'little')).toMatchObject({ status: 413 })
  expect((await post(SMALL, some(100, 3), 'little')).body).toMatchObject({ success_count: 3 })
  expect(await refused(some(103, 1), 'little')).toEqual({
    status: 429,
    code: 'quota-used',
    http: '429',
    wait: '3600',
  })
  // Another key of the same name is the same member, also when the one before was revoked.
  for (const who of ['again', 'third']) {
    keys[who] = makeNamedKey('little', store, '--scope', 'share')
    await service.until(async () => (await get(SMALL, 'objects/', who)).status === 200)
    expect(await refused(some(103, 1), who)).toMatchObject({ status: 429, code: 'quota-used' })
    await runStillwatch(['keys', 'revoke', keys.little?.split('_')[1] ?? '', '--store', store])
  }
  await service.until(async () => (await get(SMALL, 'objects/', 'little')).status === 401)
  keys.little = keys.third ?? ''
  // What is there already takes no room.
  expect((await post(SMALL, some(100, 3), 'little')).body).toMatchObject({ success_count: 3 })
  expect((await post(SMALL, some(110, 4), 'open')).body).toMatchObject({ success_count: 4 })
  expect(await refused(some(120, 1, { name: 'x'.repeat(1500) }), 'open')).toMatchObject({ status: 429 })
  expect(await refused(some(130, 2), 'other')).toEqual({
    status: 413,
    code: 'collection-full',
    http: '413',
    wait: null,
  })
  expect((await post(SMALL, some(130, 1), 'other')).body).toMatchObject({ success_count: 1 })
  expect((await get<Envelope>(SMALL, 'objects/', 'open')).body.objects).toHaveLength(8)
})

test('the file says what can’t be meant', () => {
  for (const [line, says] of [
    ['  - { name: x, tlp: amber-strict }', '“clients 1 tlp”'],
    ['  - { name: x, withhold: { kinds: [cards] } }', '“clients 1 withhold kinds 1”'],
    ['  - { name: x, withhold: { properties: [pattern] } }', 'objects can’t do without'],
  ] as const)
    expect(() =>
      parseTaxiiConfiguration(FILE.replace('clients:\n', `clients:\n${line}\n`), 'taxii.yaml'),
    ).toThrow(says)
})

test('audited: who was not given what', async () => {
  await service.stop()
  const lines = readFileSync(join(store, 'service', 'audit.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { action: string; details: Record<string, number> })
  const reads = lines.filter(({ action }) => action === 'taxii.read')
  expect(reads.some(({ details }) => (details.closed ?? 0) > 0)).toBe(true)
  expect(reads.some(({ details }) => (details.withheld ?? 0) > 0)).toBe(true)
  expect(lines.some(({ action, details }) => action === 'taxii.added' && (details.closed ?? 0) > 0)).toBe(
    true,
  )
})
