// The experiment on life: a log that tells only what is known by then, seats that change hands, and what counts as
// reported. No engine here; the verdicts are given.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FORTNIGHT, leversOfSize } from '../../bench/detection/life/exposure-world.js'
import { exposureBySize, largeCampaigns, type MeasuredCampaign } from '../../bench/detection/life/figures.js'
import { type Enlisted, Follower } from '../../bench/detection/life/follower.js'
import { factsAt, GrowingLog, type Growth } from '../../bench/detection/life/growing-log.js'
import { Seats } from '../../bench/detection/life/seats.js'
import { replacementStyles } from '../../bench/detection/life/styles.js'
import { survival, survivalQuantile } from '../../bench/detection/life/survival.js'
import { median } from '../../bench/detection/median.js'
import { DAY, HOUR } from '../../simulate/clock.js'
import { ownAddressBook } from '../../simulate/network/blocks.js'
import { populate } from '../../simulate/people/population.js'
import { createRandom } from '../../simulate/random.js'
import type { AccountRecord } from '../../simulate/records.js'
import { ownTexts } from '../../simulate/text/source.js'
import { createWorld } from '../../simulate/world.js'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillwatch-life-test-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const smallWorld = () =>
  createWorld({ seed: 5, scale: 1, book: ownAddressBook(), texts: ownTexts(), days: 3 })

function readLines<Row>(path: string): Row[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row)
}

const sentIn = (growth: Growth) => readLines<{ ts: string; account: string; id: string }>(growth.exchanges)

test('survival: those not followed to their end count while they were followed', () => {
  const waitings = [1, 2, 2, 3, 5].map((length, index) => ({ length, isOver: index !== 2 && index !== 4 }))
  // By hand: 4 of 5 are left after 1; of 4 at risk one ends at 2; of 2 at risk one ends at 3.
  expect(survival(waitings).map(({ length, left }) => [length, Number(left.toFixed(3))])).toEqual([
    [0, 1],
    [1, 0.8],
    [2, 0.6],
    [3, 0.3],
  ])
  expect(survivalQuantile(waitings, 0.5)).toBe(3)
  expect(survivalQuantile(waitings, 0.9)).toBeNull()
  expect(survivalQuantile([], 0.5)).toBeNull()
  expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5])
})

test('an account is known once it is opened, and its suspension once it happened', () => {
  const record: AccountRecord = {
    account: 'a',
    created_at: '2026-09-02T00:00:00.000Z',
    status: 'suspended',
    suspended_at: '2026-09-04T00:00:00.000Z',
  }
  const at = (day: number) => factsAt(record, Date.UTC(2026, 8, day))
  expect(at(1)).toBeUndefined()
  expect(JSON.parse(at(3) ?? '')).toEqual({ account: 'a', created_at: record.created_at, status: 'active' })
  expect(JSON.parse(at(5) ?? '')).toEqual(record)
})

test('a growing log writes everything once, and nothing of the suspended', () => {
  const world = smallWorld()
  populate(world, 40)
  const planned = world.planned.map(({ ts, actor }) => ({ ts, account: actor.account.account }))
  const busiest = world.planned[Math.floor(world.planned.length / 2)]?.actor.account as AccountRecord
  const log = new GrowingLog(world, folder)
  const { start } = world.period
  const first = log.grow(start + DAY)
  expect(sentIn(first).every(({ ts }) => Date.parse(ts) < start + DAY)).toBe(true)
  busiest.status = 'suspended'
  busiest.suspended_at = new Date(start + DAY).toISOString()
  const second = log.grow(start + 3 * DAY)
  expect(readLines<AccountRecord>(second.accounts[0] as string)).toContainEqual(busiest)
  const all = [...sentIn(first), ...sentIn(second)]
  const expected = planned.filter(({ ts, account }) => account !== busiest.account || ts < start + DAY)
  expect(all).toHaveLength(expected.length)
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  expect([...log.sent.values()].reduce((sum, count) => sum + count, 0)).toBe(all.length)
  // Nothing happened since: no facts are told again.
  expect(log.grow(start + 3 * DAY)).toMatchObject({ rows: 0, accounts: [] })
})

test('a seat changes hands when its account is suspended, and stays empty without reserve', () => {
  const world = smallWorld()
  const { start } = world.period
  const style = replacementStyles(5).find(({ id }) => id === 'new-cards')
  if (style === undefined) throw new Error('no such style')
  const seats = new Seats(world, { ...style.plan, label: 'attack:seats', seats: 5, reserve: 1 }, start)
  const senders = () => new Set(world.planned.splice(0).map(({ actor }) => actor.account.account))
  seats.deal(start, start + DAY)
  const before = senders()
  expect(before.size).toBe(5)
  for (const account of before) seats.suspend(account, start + DAY)
  seats.deal(start + DAY, start + 2 * DAY)
  const heirs = world.planned.map(({ ts, actor }) => ({ ts, account: actor.account }))
  expect(heirs.length).toBeGreaterThan(100)
  for (const { ts, account } of heirs) {
    expect(before).not.toContain(account.account)
    expect(Date.parse(account.created_at)).toBeGreaterThanOrEqual(start + DAY)
    expect(ts).toBeGreaterThanOrEqual(seats.holders.get(account.account)?.from ?? Number.POSITIVE_INFINITY)
    expect(seats.holders.get(account.account)?.generation).toBe(1)
  }
  for (const account of senders()) seats.suspend(account, start + 2 * DAY)
  seats.deal(start + 2 * DAY, start + 3 * DAY)
  expect(senders().size).toBe(0)
})

const enlisted: Enlisted = {
  label: 'attack:one',
  accounts: new Set(['a', 'b', 'c', 'd', 'never']),
  exchanges: 100,
}

test('reported is half of those seen in one campaign; parts and single accounts are told apart', () => {
  const follower = new Follower(enlisted)
  const sent = new Map([...'abcdz'].map((account, index) => [account, index + 1]))
  const look = (hour: number, ...groups: readonly (readonly [string, string])[]) =>
    follower.look(hour * HOUR, 0, sent, {
      accused: groups.map(([id, accounts]) => ({ id, accounts: new Set(accounts) })),
      cleared: [{ explanation: 'chance', accounts: new Set('abz') }],
    })
  look(1)
  look(2, ['x', 'a'])
  look(3, ['x', 'a'], ['y', 'b'])
  expect(follower.isReported).toBe(false)
  look(4, ['y', 'ab'])
  look(5, ['w', 'cz'], ['x', 'a'])
  look(6, ['v', 'abcd'])
  const { life } = follower
  expect(life.firstAccount?.hours).toBe(2)
  expect(life.halfInParts?.hours).toBe(3)
  expect(life.half).toEqual({ hours: 4, exchanges: 10, seen: 4, accused: 2 })
  expect(life.nineTenths?.hours).toBe(6)
  // `w` is half a stranger's.
  expect(life).toMatchObject({ looks: 6, looksAfter: 2, lapses: 1, identities: 3, keepsName: false })
  expect(life.accounts).toBe(5)
  expect(life.heldBack).toEqual({ chance: 2 })
})

test('a campaign that was never reported is exposed whole', () => {
  const moment = (exchanges: number) => ({ hours: 1, exchanges, seen: 1, accused: 1 })
  const of = (size: number, exchanges: number | null): MeasuredCampaign => ({
    ...new Follower(enlisted).life,
    half: exchanges === null ? null : moment(exchanges),
    size,
    cleanDays: 0,
    seed: 1,
  })
  const campaigns = [of(20, 50), of(20, null), of(500, 4), of(800, 6), of(800, 1)]
  const [small] = exposureBySize(campaigns)
  expect(small).toMatchObject({ campaigns: 2, reported: 1, medianExposure: 0.75, worstExposure: 1 })
  expect(largeCampaigns(campaigns)).toMatchObject({ campaigns: 3, within: 2 })
})

test('a campaign of a given size works a fortnight at the rate of quiet ones', () => {
  for (const size of [20, 800]) {
    const levers = leversOfSize(createRandom(size), size)
    expect(levers).toMatchObject({ accounts: size, days: FORTNIGHT })
    expect(levers.perAccountDay * size * FORTNIGHT).toBeLessThanOrEqual(40_001)
    expect(levers.perAccountDay).toBeGreaterThan(1)
  }
})
