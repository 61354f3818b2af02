// New accounts whose wording is that of a partner's sketch are recognised between analyses, and nobody else is.
import { randomInt } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LIVE, LiveTemplates } from '../../../src/share/received/match/live-templates.js'
import { LiveMatching } from '../../../src/share/received/match/match-newer.js'
import { askedSketches } from '../../../src/share/received/match/templates.js'
import { readReceived } from '../../../src/share/received/received-campaigns.js'
import { takeObjects } from '../../../src/share/received/take.js'
import { SketchIndex } from '../../../src/share/sketch-index.js'
import { campaignBundle } from '../../../src/share/stix/campaign-bundle.js'
import { estimateLikeness, SKETCH, templateSketches } from '../../../src/share/template-sketch.js'
import { refused } from '../../../src/share/trust/signature.js'
import { migrate } from '../../../src/store/migrate.js'
import { openStore } from '../../../src/store/open-store.js'
import type { Store } from '../../../src/store/store.js'
import { anchorsFrom, KEY, sharedCampaign } from '../campaign.js'
import { feedOf } from './feed.js'

let store: Store
beforeAll(async () => {
  store = await openStore()
  await migrate(store)
})
afterAll(() => store.close())

const feed = feedOf('birch')
const KEYS = new Map([['birch', KEY]])
/** The campaign's template, of which the bundle has a sketch. */
const TEMPLATE = anchorsFrom(17, 40)
let rows = 0
const exchange = (account: string, anchors: readonly number[]) => ({
  id: `e${rows++}`,
  ts: '2026-11-01 00:00:00.000',
  account,
  anchors,
})
const noise = () => Array.from({ length: 6 }, () => randomInt(2 ** 32))
const send = async (account: string, times: number, anchors: readonly number[]) => {
  const some = Array.from({ length: times }, () => exchange(account, [...anchors, ...noise()]))
  await store.insert('exchange', some)
  await store.insert('newer_exchange', some)
}

test('an index finds what the estimate finds', () => {
  const sketch = templateSketches(KEY)
  const own = anchorsFrom(5, 30)
  const likes = Array.from({ length: 200 }, (_, index) => {
    const kept = own.slice(0, 10 + (index % 21))
    return { sketch: sketch([...kept, ...anchorsFrom(1000 + index, 30 - kept.length)]), of: index }
  })
  const index = new SketchIndex([...likes, { sketch: 'no sketch', of: -1 }])
  expect(index.size).toBe(200)
  const wanted = likes
    .filter((one) => (estimateLikeness(one.sketch, sketch(own)) ?? 0) >= SKETCH.near)
    .map(({ of }) => of)
  expect(wanted.length).toBeGreaterThan(20)
  expect(wanted.length).toBeLessThan(180)
  expect(index.near(sketch(own))).toEqual(wanted)
  expect(index.near('?')).toEqual([])
})

test('are recognised from the fifth request on, and who writes otherwise is not', async () => {
  const told = sharedCampaign(KEY)
  const indicators = told.indicators.filter(({ kind }) => kind === 'template')
  expect(indicators).toHaveLength(1)
  const now = Date.parse('2026-11-01T00:00:00Z')
  const { objects } = campaignBundle({ ...told, indicators }, { tlp: 'amber', producer: 'birch' })
  await takeObjects(
    store,
    feed,
    objects.map((object) => ({ object, text: JSON.stringify(object) })),
    {
      keyOf: (): never => {
        throw refused('nobody is known')
      },
    },
    now,
  )
  await store.insert(
    'exchange',
    Array.from({ length: 12_000 }, (_, index) => exchange(`old-${index}`, noise())),
  )
  const live = new LiveMatching()
  const look = async () => (await live.look(store, { keys: KEYS, own: new Set() }, now)).accounts
  await send('other', 8, anchorsFrom(900, 40))
  await send('new', 4, TEMPLATE)
  expect(await look()).toEqual([])
  await send('new', 1, TEMPLATE)
  expect(await look()).toEqual(['new'])
  // Of a template that was found before it is counted anew who sends it.
  await send('second', 6, TEMPLATE)
  expect(await look()).toEqual(['new', 'second'])
  // What a third of all own accounts write is nobody's mark.
  await store.insert(
    'exchange',
    Array.from({ length: 5000 }, (_, index) => exchange(`old-${index}`, TEMPLATE)),
  )
  await send('third', 6, TEMPLATE)
  expect(await look()).toEqual([])
}, 60_000)

test('are compared for a bounded time, and the others the next time', async () => {
  const { campaigns } = await readReceived(store, new Set(), Date.parse('2026-11-01T00:00:00Z'))
  const templates = new LiveTemplates(askedSketches(campaigns, KEYS))
  let time = 0
  const slow = () => {
    time += LIVE.compareMs / 2
    return time
  }
  await templates.look(store, slow)
  expect(templates.left).toBeGreaterThan(0)
  const before = templates.left
  await templates.look(store, slow)
  expect(templates.left).toBeLessThan(before)
})
