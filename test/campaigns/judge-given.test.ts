// Groups that somebody names, on a real engine: judged by what they did, as an analysis would judge them.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { analyzeStore } from '../../src/campaigns/analyze.js'
import { type GivenGroups, judgeGiven } from '../../src/campaigns/judge-given.js'
import type { Store } from '../../src/store/store.js'
import { DAY, HOUR, openWorldStore, START, World } from '../detectors/world.js'

const SIZE = 24
const hands = Array.from({ length: SIZE }, (_, member) => `hand-${member}`)
const crowd = Array.from({ length: 60 }, (_, person) => `crowd-${person}`)

let store: Store
let given: GivenGroups
beforeAll(async () => {
  store = await openWorldStore()
  const world = new World(store)
  world.people('crowd', crowd.length, 1)
  // One list worked off in turn around the clock, by accounts that two cards pay for and one hour opened.
  for (const [member, account] of hands.entries()) {
    world.register(account, {
      payment: `card-${member % 2}`,
      created_at: START - 5 * DAY + member * 60_000,
      signup_ip: '198.51.100.7',
      email_domain: 'example.com',
    })
    for (let number = 0; number < 40; number++)
      world.send(account, START + number * 6 * HOUR + member * 9 * 60_000, { marks: 1, anchors: [7, 8, 9] })
  }
  for (const person of crowd)
    world.register(person, { payment: `own-${person}`, created_at: START - 90 * DAY })
  await world.build({})
  given = await judgeGiven(store, [hands, crowd, ['hand-0', 'nobody', 'nobody'], ['nobody']])
}, 60_000)
afterAll(() => store.close())

test('one hand is accused and a crowd is not', () => {
  const [one, people] = given.groups
  expect(one?.judged?.verdict).not.toBe('explained')
  expect(one?.judged?.lacking).toEqual([])
  expect(people?.judged?.verdict).toBe('explained')
  expect(people?.judged?.lacking).not.toEqual([])
  expect(one?.accounts).toHaveLength(SIZE)
  expect(one?.judged?.facts.owners).toBe(SIZE)
})

test('an account may be in several groups, and those that sent nothing are named once', () => {
  const [, , some, none] = given.groups
  expect(some?.accounts).toEqual([{ id: 'hand-0', exchanges: 40 }])
  expect(some?.unknown).toEqual(['nobody'])
  expect(none).toEqual({ accounts: [], unknown: ['nobody'] })
})

test('the evidence of a group is that which an analysis finds for the same accounts', async () => {
  const { campaigns, details } = await analyzeStore(store)
  const found = campaigns.find(({ accounts }) => accounts.some(({ id }) => id === 'hand-0'))
  expect(found?.accounts.map(({ id }) => id).toSorted()).toEqual(hands.toSorted())
  const judged = given.groups[0]?.judged
  expect(details.find(({ id }) => id === found?.id)?.bits).toBeCloseTo(judged?.bits as number, 1)
  expect(found?.verdict).toBe(judged?.verdict)
  const bits = (detector: string) => found?.evidence.find((one) => one.detector === detector)?.bits
  for (const [detector, measured] of judged?.measured ?? [])
    if (bits(detector) !== undefined) expect(bits(detector), detector).toBeCloseTo(measured.bits, 1)
})

test('every detector says whether it ran, and nothing is left behind', async () => {
  expect(given.detectors.filter(({ state }) => state === 'failed')).toEqual([])
  expect(given.detectors.filter(({ state }) => state === 'ran').length).toBeGreaterThan(10)
  const [row] = await store.query<{ tables: number }>(
    "SELECT count() AS tables FROM system.tables WHERE database = currentDatabase() AND name LIKE 'work\\_%'",
  )
  expect(row?.tables).toBe(0)
})

test('in a store of one account there is no group', async () => {
  const world = new World(store)
  world.send('alone', START)
  await world.build({})
  const { groups, detectors } = await judgeGiven(store, [['alone', 'nobody']])
  expect(groups).toEqual([{ accounts: [{ id: 'alone', exchanges: 1 }], unknown: ['nobody'] }])
  expect(new Set(detectors.map(({ state }) => state))).toEqual(new Set(['skipped']))
})
