// Who joins a campaign between whole analyses, when the next is whole, and what is told of a campaign's life.
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chooseBase } from '../../src/campaigns/increments/choose.js'
import type { Growth } from '../../src/campaigns/increments/grow.js'
import { findJoiners, type SharedRow } from '../../src/campaigns/increments/join.js'
import { liveOn } from '../../src/campaigns/increments/live-on.js'
import { keepState, type StateGroup } from '../../src/campaigns/increments/state.js'
import type { Campaign } from '../../src/model/analysis.js'
import { migrate } from '../../src/store/migrate.js'
import { beginWhole, dropWhole, keepNewer } from '../../src/store/newer.js'
import { openStore } from '../../src/store/open-store.js'
import type { Store } from '../../src/store/store.js'
import { temporaryDirectory } from '../../src/store/temporary.js'

const PAYMENT = 1
const PLAN = 34

const group = (id: string, floor: number): StateGroup => ({
  id,
  size: 20,
  byTemplate: false,
  families: [],
  capabilities: [],
  profile: {
    floor,
    lacking: [
      [PAYMENT, -1],
      [PLAN, -2],
    ],
  },
})

test('an account joins the campaign that it is most like, and none that it is too little like', () => {
  const shown: SharedRow['shown'] = [
    [PAYMENT, 9],
    [PLAN, 5],
  ]
  const groups = [group('near', 8), group('nearer', 10), group('far', 12)]
  const row = (campaign: string, values = shown) => ({ account: 'a', campaign, shown: values })
  // Plans add two bits at most: eleven in all.
  expect(findJoiners([row('near'), row('far')], groups)).toEqual([
    { account: 'a', campaign: 'near', bits: 11 },
  ])
  expect(findJoiners([row('far')], groups)).toEqual([])
  // Without the plan of the others it is two bits less likely to be one of them.
  expect(findJoiners([row('near', [[PAYMENT, 9]])], groups)).toEqual([])
  expect(findJoiners([row('near', [[PAYMENT, 10]])], groups)).toHaveLength(1)
  const { profile: _, ...cleared } = group('near', 8)
  expect(findJoiners([row('near')], [cleared])).toEqual([])
})

const campaign = (more: Partial<Campaign>): Campaign => ({
  id: 'c',
  name: 'c',
  verdict: 'distillation',
  probability: 0.99,
  q_value: 0,
  accounts: [{ id: 'a', probability: 0.9, exchanges: 9 }],
  exchanges: 9,
  input_tokens: 0,
  output_tokens: 0,
  first_seen: '2026-09-01T00:00:00Z',
  last_seen: '2026-09-02T00:00:00Z',
  capabilities: {},
  templates: [],
  evidence: [],
  state: 'dormant',
  history: [{ at: '2026-09-01T00:00:00Z', event: 'found', accounts: 1 }],
  ...more,
})

test('who came and that a campaign woke is told once', () => {
  const before = campaign({})
  const newcomer = { id: 'b', probability: 0.9, exchanges: 1 }
  const last_seen = '2026-09-10T00:00:00Z'
  const grown = campaign({ accounts: [...before.accounts, newcomer], last_seen })
  const growth: Growth[] = [
    {
      campaign: 'c',
      account: 'b',
      exchanges: 1,
      input_tokens: 0,
      output_tokens: 0,
      first: last_seen,
      last: last_seen,
      capabilities: [],
      models: [],
    },
  ]
  const told = { base: [before], newest: [before], growth, end: last_seen }
  const first = liveOn([grown], told)
  expect(first.campaigns[0]).toMatchObject({ id: 'c', state: 're-emerged' })
  expect(first.lives.news.get('c')?.map(({ event, accounts }) => [event, accounts])).toEqual([
    ['rested', 1],
    ['re-emerged', 1],
    ['grew', 1],
  ])
  const again = liveOn([grown], { ...told, newest: first.campaigns })
  expect(again.lives.news.get('c')).toEqual([])
  expect(again.campaigns).toEqual(first.campaigns)
})

let folder: string
let store: Store
beforeAll(async () => {
  folder = temporaryDirectory('stillwatch-rules-')
  store = await openStore({ location: folder })
  await migrate(store)
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const state = (madeAt: number, ms: number) => ({
  analysis: 'a1',
  madeAt,
  ms,
  exchanges: 1,
  isKnown: false,
  groups: [],
})
const HOUR = 3_600_000

test('an increment needs a whole analysis that took long and is not old', async () => {
  const pace = { wholeEveryMs: 24 * HOUR, wholeUnderMs: 60_000 }
  const now = Date.now()
  expect(await chooseBase(store, pace)).toHaveProperty('whole')
  await beginWhole(store)
  expect(await chooseBase(store, pace)).toHaveProperty('whole')
  await keepState(store, state(now - HOUR, 90_000))
  expect(await chooseBase(store, pace, now)).toHaveProperty('state.analysis', 'a1')
  expect(await chooseBase(store, undefined, now)).toHaveProperty('whole')
  expect(await chooseBase(store, pace, now + 24 * HOUR)).toHaveProperty('whole')
  expect(await chooseBase(store, { ...pace, wholeUnderMs: 100_000 }, now)).toHaveProperty('whole')
})

test('what is loaded is kept for increments, unless it is so much that the next analysis is whole', async () => {
  const count = async (table: string) =>
    (await store.query<{ n: number }>(`SELECT count() AS n FROM ${table}`))[0]?.n
  await store.insert(
    'exchange',
    Array.from({ length: 100 }, (_, i) => ({ id: `e${i}`, ts: '2026-09-01 00:00:00', account: 'a' })),
  )
  await beginWhole(store)
  await keepNewer(store, "SELECT * FROM exchange WHERE id = 'e1'", 1)
  expect(await count('newer_exchange')).toBe(1)
  await keepNewer(store, 'SELECT * FROM exchange LIMIT 6', 6)
  expect(await count('newer_exchange')).toBe(0)
  expect(await count('whole_analysis')).toBe(0)
  await keepNewer(store, "SELECT * FROM exchange WHERE id = 'e1'", 1)
  expect(await count('newer_exchange')).toBe(0)
  await dropWhole(store)
})
