// Who took whose place, as scenarios and groups tell it: heirs come after who is gone, keep what they are to keep, and who
// comes for nobody's sake is told as such.
import { beforeAll, describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../simulate/clock.js'
import { enlist } from '../../simulate/groups/group.js'
import { homes, oneOffCards, ownClients } from '../../simulate/groups/plans.js'
import { staffSize, type Turnover, turnOver } from '../../simulate/groups/turnover.js'
import { ownAddressBook } from '../../simulate/network/blocks.js'
import { createRandom } from '../../simulate/random.js'
import { ownTexts } from '../../simulate/text/source.js'
import { createWorld } from '../../simulate/world.js'
import { readScenario, type WrittenScenario } from './read-scenario.js'

describe('a scenario in which banned accounts are replaced', () => {
  let written: WrittenScenario
  beforeAll(async () => {
    written = await readScenario('proxy-hydra', { scale: 0.3 })
  })

  it('tells of every heir whom it follows', () => {
    const of = new Map(written.accounts.map((record) => [record.account, record]))
    const pairs = Object.entries(written.heirs)
    expect(pairs.length).toBeGreaterThan(10)
    expect(new Set(Object.values(written.heirs)).size).toBe(pairs.length)
    for (const [heir, gone] of pairs) {
      expect(written.truth[heir]).toBe('attack:proxy-hydra')
      expect(of.get(gone ?? '')?.status).toBe('suspended')
    }
  })

  it('has an heir work only when the other is gone', () => {
    const first = new Map<string, string>()
    for (const { account, ts } of written.exchanges) if (!first.has(account)) first.set(account, ts)
    const of = new Map(written.accounts.map((record) => [record.account, record]))
    for (const [heir, gone] of Object.entries(written.heirs))
      expect((first.get(heir) ?? '9') >= (of.get(gone ?? '')?.suspended_at ?? '9')).toBe(true)
  })
})

const HEADS = 30
const TURNOVER: Turnover = {
  banned: 1,
  waves: 0,
  replaced: 0.7,
  ready: (at) => at + 2 * HOUR,
  fresh: 1,
  atBan: true,
  keeps: ['address', 'card'],
  growth: 0.5,
  batch: 5,
}

function staffed(turnover: Turnover) {
  const world = createWorld({ seed: 9, scale: 1, book: ownAddressBook(), texts: ownTexts() })
  const group = enlist(world, {
    label: 'attack:turnover',
    size: staffSize(HEADS, turnover),
    accounts: oneOffCards(),
    network: homes(0),
    clients: ownClients({ aiohttp: 1 }),
  })
  const staff = turnOver(world, createRandom(4), group.actors, HEADS, turnover)
  return { world, staff, actorOf: new Map(staff.actors.map((actor) => [actor.account, actor])) }
}

describe('a group that loses accounts and gets others', () => {
  it('tells heirs and growth apart', () => {
    const { world } = staffed(TURNOVER)
    const heirs = world.joined.filter(({ follows }) => follows !== undefined)
    expect(world.joined.length - heirs.length).toBe(0.5 * HEADS)
    const banned = world.accounts.filter(({ record }) => record.status === 'suspended').length
    expect(banned).toBe(HEADS)
    expect(heirs.length / banned).toBeGreaterThan(0.5)
    expect(heirs.length / banned).toBeLessThan(0.9)
    expect(new Set(heirs.map(({ follows }) => follows)).size).toBe(heirs.length)
  })

  it('gives heirs what they keep, and opens them when somebody is gone', () => {
    const { world, actorOf } = staffed(TURNOVER)
    const at = world.period.start + 3 * DAY
    for (const { record, follows } of world.joined) {
      if (follows === undefined) continue
      expect(record.payment).toBe(follows.payment)
      expect(record.signup_ip).toBe(follows.signup_ip)
      expect(actorOf.get(record)?.address(at, createRandom(1))).toBe(
        actorOf.get(follows)?.address(at, createRandom(1)),
      )
      const wait = Date.parse(record.created_at) - Date.parse(follows.suspended_at ?? '')
      expect(wait).toBeGreaterThanOrEqual(0)
      expect(wait).toBeLessThanOrEqual(10 * MINUTE)
    }
  })

  it('shares nothing with who is gone where nothing is kept', () => {
    const { world } = staffed({ ...TURNOVER, keeps: [] })
    for (const { record, follows } of world.joined) expect(record.payment).not.toBe(follows?.payment)
  })

  it('loses them in waves when it is to', () => {
    const { world } = staffed({ ...TURNOVER, waves: 2 })
    const times = world.accounts
      .flatMap(({ record }) => record.suspended_at ?? [])
      .map(Date.parse)
      .sort((a, b) => a - b)
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0))
    expect(gaps.filter((gap) => gap > HOUR)).toHaveLength(1)
  })

  it('has everybody in use between coming and going', () => {
    const { world, staff } = staffed(TURNOVER)
    const { start, end } = world.period
    expect(staff.live(start + HOUR)).toHaveLength(HEADS)
    for (const member of staff.live(end - HOUR)) expect(staff.actors[member]?.account.status).toBe('active')
  })
})
