// What campaigns leave of accused groups: who is left is judged as a group of its own.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createLeftOut } from '../../src/campaigns/bystanders.js'
import { judge } from '../../src/campaigns/judge.js'
import { joinLeft, judgeLeft, readLeft } from '../../src/campaigns/left-over.js'
import { THIRD_ROUND } from '../../src/campaigns/substream.js'
import type { Store } from '../../src/store/store.js'
import { openWorldStore, START, World } from '../detectors/world.js'
import { factsOf } from './group.js'

const MEMBERS = Array.from({ length: 11 }, (_, n) => `member-${n}`)
const CONVICTED = 1
const FIRST = { both: 2, again: 3, whole: 4, few: 5 }

describe('pieces of one are put together', () => {
  const piece = (cand: number, aids: readonly number[], isWhole = true) => ({
    cand,
    aids,
    scores: aids.map((aid) => aid / 10 + cand),
    isWhole,
  })
  const accountsOf = (left: Parameters<typeof joinLeft>[0]) =>
    joinLeft(left).joined.map((members) => [...members.keys()].sort((a, b) => a - b))

  test('a whole group that holds the others stands for them', () => {
    const left = [
      piece(1, [1, 2, 3, 4, 5, 6]),
      piece(2, [1, 2, 3, 4, 5, 6]),
      piece(3, [2, 3, 4, 5, 6], false),
    ]
    expect(joinLeft(left)).toEqual({ whole: new Set([1]), joined: [] })
  })

  test('those that overlap by half of the smaller are one, that is judged anew', () => {
    const left = [piece(1, [1, 2, 3, 4, 5, 6]), piece(2, [4, 5, 6, 7, 8]), piece(3, [7, 8, 9, 10, 11])]
    expect(accountsOf(left)).toEqual([[1, 2, 3, 4, 5, 6, 7, 8]])
    expect(joinLeft(left).whole).toEqual(new Set([3]))
    expect(joinLeft(left).joined[0]?.get(4)).toBe(2.4)
  })

  test('what is left of a group of which something was taken is judged anew', () => {
    expect(accountsOf([piece(1, [1, 2, 3, 4, 5], false)])).toEqual([[1, 2, 3, 4, 5]])
  })
})

describe('on a real engine', () => {
  let store: Store
  beforeAll(async () => {
    store = await openWorldStore()
  })
  afterAll(() => store.close())

  /** Groups of the first round put aside, and in the second a campaign of the first five members. */
  beforeEach(async () => {
    const world = new World(store)
    world.people('crowd', 40, 1)
    for (const account of [...MEMBERS, ...['x', 'y', 'z', 'u', 'v'].map((name) => `other-${name}`)])
      for (let n = 0; n < 20; n++) world.send(account, START + n * 3_600_000)
    await world.build({ convicted: MEMBERS.slice(0, 5) })
    await createLeftOut(store)
    await store.command('CREATE TABLE work_first AS work_member')
    const first = (cand: number, accounts: readonly string[]) =>
      store.command(
        `INSERT INTO work_first SELECT ${cand}, aid, owner, 2 FROM work_account WHERE account IN {accounts: Array(String)}`,
        { parameters: { accounts } },
      )
    await first(FIRST.both, MEMBERS)
    await first(FIRST.again, [...MEMBERS.slice(3)])
    await first(FIRST.whole, ['other-x', 'other-y', 'other-z', 'other-u', 'other-v'])
    await first(FIRST.few, MEMBERS.slice(0, 8))
  })

  const named = async (aids: readonly number[]) => {
    const rows = await store.query<{ account: string }>(
      'SELECT account FROM work_account WHERE aid IN {aids: Array(UInt32)} ORDER BY account',
      { parameters: { aids } },
    )
    return rows.map(({ account }) => account)
  }

  test('what is left of a group, and nothing of one of which fewer than five are', async () => {
    const left = await readLeft(store, Object.values(FIRST), [CONVICTED])
    expect(
      await Promise.all(
        left.map(async ({ cand, aids, isWhole }) => ({ cand, isWhole, names: await named(aids) })),
      ),
    ).toEqual([
      { cand: FIRST.both, isWhole: false, names: MEMBERS.slice(5).sort() },
      { cand: FIRST.again, isWhole: false, names: MEMBERS.slice(5).sort() },
      { cand: FIRST.whole, isWhole: true, names: ['u', 'v', 'x', 'y', 'z'].map((name) => `other-${name}`) },
    ])
  })

  test('who left a campaign as a bystander is not left of a group', async () => {
    await store.command(
      "INSERT INTO work_left_out SELECT 1, aid FROM work_account WHERE account IN ('member-9', 'other-v')",
    )
    const left = await readLeft(store, [FIRST.both, FIRST.whole], [CONVICTED])
    expect(await Promise.all(left.map(({ aids }) => named(aids)))).toEqual([
      [...MEMBERS.slice(5, 9), 'member-10'].sort(),
    ])
  })

  test('what is left is all that is examined, and stands beside what was judged before', async () => {
    const { joined } = joinLeft(await readLeft(store, [FIRST.both], [CONVICTED]))
    const sizes = () =>
      store.query<{ cand: number; accounts: number }>(
        'SELECT cand, count() AS accounts FROM work_member GROUP BY cand ORDER BY cand',
      )
    const loads = () => store.query<{ rows: number }>('SELECT count() AS rows FROM work_load')
    const before = await loads()
    const judged = await judgeLeft(store, joined, async () => {
      expect(await sizes()).toEqual([{ cand: THIRD_ROUND, accounts: 6 }])
      expect(await loads()).toEqual([{ rows: 0 }])
      return judge(new Map([[THIRD_ROUND, factsOf({ cand: THIRD_ROUND })]]), new Map())
    })
    expect(judged.map(({ cand }) => cand)).toEqual([THIRD_ROUND])
    expect(await sizes()).toEqual([
      { cand: CONVICTED, accounts: 5 },
      { cand: THIRD_ROUND, accounts: 6 },
    ])
    expect(await loads()).toEqual(before)
  })

  test('nothing is examined where nothing is left', async () => {
    expect(await judgeLeft(store, [], () => Promise.reject(new Error('examined')))).toEqual([])
  })
})
