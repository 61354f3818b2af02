// Campaigns from levers: what a specification means, what it costs, what each lever changes in the log, and how an
// attacker learns.
import { describe, expect, it } from 'vitest'
import {
  CHEAPEST,
  chooseNext,
  type Experience,
  leversOf,
  MOVABLE,
  runningCost,
  settingsOf,
  workOnce,
} from '../../simulate/levers/adaptive.js'
import { BASES } from '../../simulate/levers/bases.js'
import { costOf } from '../../simulate/levers/costs.js'
import { readCampaign } from '../../simulate/levers/specification.js'
import { LEVERS } from '../../simulate/levers/table.js'
import { createRandom } from '../../simulate/random.js'
import type { ExchangeRecord } from '../../simulate/records.js'
import { Problem } from '../../src/model/problem.js'
import { readScenario } from './read-scenario.js'

async function attackers(campaign: string) {
  const { exchanges, accounts, truth } = await readScenario(`levers:honest=300+${campaign}`, { scale: 0.3 })
  const isAttacker = ({ account }: { readonly account: string }): boolean =>
    truth[account]?.startsWith('attack:') === true
  return { exchanges: exchanges.filter(isAttacker), accounts: accounts.filter(isAttacker) }
}

/** Share of the requests that hold the eight words in a row that most of them hold. */
function fixedShare(exchanges: readonly ExchangeRecord[]): number {
  const counts = new Map<string, number>()
  for (const { system = '', messages = [] } of exchanges) {
    const words = `${system} ${messages.map(({ content }) => content).join(' ')}`.split(/\s+/)
    for (const row of new Set(words.map((_, index) => words.slice(index, index + 8).join(' '))))
      counts.set(row, (counts.get(row) ?? 0) + 1)
  }
  return Math.max(...counts.values()) / exchanges.length
}

describe('a specification', () => {
  it('is read back from every value of every lever on every base', () => {
    for (const base of Object.keys(BASES))
      for (const { id, values } of LEVERS)
        for (const [value, change] of Object.entries(values)) {
          const { label, levers } = readCampaign(`${base},${id}=${value}`)
          expect(label).toMatch(/^attack:[a-z0-9]+(-[a-z0-9]+)*$/)
          expect(levers).toMatchObject(change)
        }
  })

  it.each([
    'tv',
    'api,colour=red',
    'api,cards=0',
    'api,purpose=fun',
    'api,size=-1',
    'api,rate=0',
    'api,language=xx',
  ])('is refused with a problem: %s', (specification) => {
    expect(() => readCampaign(specification)).toThrow(Problem)
  })

  it('sets how much an account asks for, in its own conversations where it has them', () => {
    expect(readCampaign('api,rate=2.5').levers).toMatchObject({ perAccountDay: 2.5 })
    const { conversations = 0 } = readCampaign('people,rate=4.6').levers
    expect(conversations).toBeCloseTo(2)
  })

  it('asks in the same words whatever its levers are', async () => {
    const first = await attackers('api')
    const second = await attackers('api,cards=1,addresses=homes')
    const openings = (list: readonly ExchangeRecord[]) =>
      new Set(list.map(({ system, messages }) => (system ?? String(messages?.[0]?.content)).slice(0, 30)))
    const known = openings(first.exchanges)
    expect([...openings(second.exchanges)].some((one) => known.has(one))).toBe(true)
  })

  it('makes the same campaign whichever other one lives in its world', async () => {
    const alone = await attackers('api,cards=1')
    const beside = await attackers('api,cards=1+careful,size=8')
    const times = new Set(beside.exchanges.map(({ ts }) => ts))
    expect(alone.exchanges.filter(({ ts }) => !times.has(ts))).toEqual([])
  })
})

describe('levers in the log', () => {
  it('leaves out what is dropped', async () => {
    const { exchanges, accounts } = await attackers('api,dropped=everything')
    expect(exchanges.length).toBeGreaterThan(0)
    for (const one of exchanges) {
      expect(one).not.toHaveProperty('ip')
      expect(one).not.toHaveProperty('ja4')
      expect(one).not.toHaveProperty('messages')
    }
    for (const one of accounts) expect(one).not.toHaveProperty('payment')
  })

  it('gives every request another address and program when they are forged', async () => {
    const { exchanges } = await attackers('api,forged=both')
    expect(new Set(exchanges.map(({ ip }) => ip)).size).toBeGreaterThan(0.9 * exchanges.length)
    expect(new Set(exchanges.map(({ user_agent: agent }) => agent)).size).toBeGreaterThan(3)
  })

  it('words about as many requests anew as it is told to', async () => {
    const half = await attackers('api,reworded=0.5')
    const all = await attackers('api,reworded=1')
    expect(fixedShare(half.exchanges)).toBeLessThan(0.7)
    expect(fixedShare(half.exchanges)).toBeGreaterThan(0.3)
    expect(fixedShare(all.exchanges)).toBeLessThan(0.1)
  })

  it('shares cards among so many accounts', async () => {
    const { accounts } = await attackers('careful,cards=3')
    expect(new Set(accounts.map(({ payment }) => payment)).size).toBe(Math.ceil(accounts.length / 3))
  })

  it('suspends and replaces accounts, and none sends after its ban', async () => {
    const { exchanges, accounts } = await attackers('api,hand-off=1-hour')
    const banned = new Map(accounts.map(({ account, suspended_at: at }) => [account, at]))
    expect([...banned.values()].filter((at) => at !== undefined).length).toBeGreaterThan(2)
    for (const { account, ts } of exchanges) {
      const at = banned.get(account)
      expect(at === undefined || ts < at).toBe(true)
    }
  })
})

describe('costs', () => {
  const usd = (specification: string): number => costOf(readCampaign(specification).levers).usdPer1000

  it('grow with what the attacker buys', () => {
    expect(usd('api,cards=1')).toBeGreaterThan(usd('api,cards=3'))
    expect(usd('api,addresses=homes')).toBeGreaterThan(usd('api,addresses=rack'))
    expect(usd('api,mixing=0.9')).toBeGreaterThan(usd('api,mixing=0.3'))
    expect(usd('api,accounts=4000')).toBeGreaterThan(usd('api,accounts=20'))
    expect(usd('api,hand-off=1-day')).toBeGreaterThan(usd('api'))
  })

  it('are the sum of their items', () => {
    const { items, usdPer1000 } = costOf(BASES.careful)
    expect(Object.values(items).reduce((sum, one) => sum + one, 0)).toBeCloseTo(usdPer1000, 9)
  })
})

describe('an attacker that learns', () => {
  const all = (): boolean => true
  const seen = (choice: Experience['choice'], share: number): Experience => ({
    choice,
    share,
    usdPer1000: 100 / share,
  })

  it('names only values that levers have', () => {
    for (const [lever, values] of Object.entries(MOVABLE))
      for (const value of values)
        expect(LEVERS.find(({ id }) => id === lever)?.values).toHaveProperty([value])
  })

  it('climbs by one lever from the best it has seen', () => {
    const best = seen({ ...CHEAPEST, cards: '1' }, 0.9)
    const next = chooseNext('hill-climbing', createRandom(3), [seen(CHEAPEST, 0.1), best], [], all)
    const changed = Object.entries(next).filter(([lever, value]) => best.choice[lever] !== value)
    expect(changed).toHaveLength(1)
  })

  it('prefers as a bandit what got through, and only what it can pay for', () => {
    const told = Array.from({ length: 30 }, (_, index) =>
      seen({ ...CHEAPEST, reworded: index % 2 === 0 ? '1' : '0' }, index % 2 === 0 ? 1 : 0.001),
    )
    const choices = Array.from({ length: 20 }, (_, seed) =>
      chooseNext('bandit', createRandom(seed), [], told, ({ rhythm }) => rhythm !== 'human'),
    )
    expect(choices.filter(({ reworded }) => reworded === '0').length).toBeLessThan(5)
    expect(choices.filter(({ rhythm }) => rhythm === 'human')).toEqual([])
  })

  it('pays for work once, and for accounts and exchanges each time', () => {
    const choice = { ...CHEAPEST, reworded: '1' }
    expect(workOnce(choice, new Set())).toBeGreaterThan(0)
    expect(workOnce(choice, new Set(['reworded=1']))).toBe(0)
    expect(runningCost({ ...CHEAPEST, cards: '1' }).perAccount).toBeGreaterThan(
      runningCost(CHEAPEST).perAccount,
    )
    expect(runningCost({ ...CHEAPEST, mixing: '0.7' }).perExchange).toBeGreaterThan(
      runningCost(CHEAPEST).perExchange,
    )
    expect(readCampaign(`api,${settingsOf(choice)}`).levers).toMatchObject(leversOf(choice))
  })
})
