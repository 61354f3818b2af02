// What partners point at: nobody's campaigns keep another's from being looked at or weigh against it, many names of one
// voice are one, and a part of a campaign is more than one customer with bystanders.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { judge } from '../../src/campaigns/judge.js'
import { accountsElsewhere } from '../../src/campaigns/one-hand.js'
import { clearPointedAt } from '../../src/campaigns/pointed-at.js'
import { addSuggested, fillReceived, type Suggested, suggestedCand } from '../../src/campaigns/suggested.js'
import { createMembers } from '../../src/campaigns/workspace.js'
import type { Context } from '../../src/detectors/detector.js'
import { partnerIndicators } from '../../src/detectors/partner-indicators.js'
import { openStore } from '../../src/store/open-store.js'
import type { Store } from '../../src/store/store.js'
import { evidenceOf, factsOf, found } from './group.js'

const told = (
  source: string,
  accounts: readonly number[],
  { bits = 12, ...who }: { producer?: string; voice?: string; bits?: number } = {},
): Suggested => ({
  source,
  producer: who.producer ?? source,
  voice: who.voice ?? who.producer ?? source,
  told: source,
  ownBits: 30,
  accounts: 40,
  matches: accounts.map((account) => ({ account: `a-${account}`, bits, families: 2 })),
})

describe('among what partners point at', () => {
  let store: Store
  beforeEach(async () => {
    store = await openStore({})
    await store.command(
      'CREATE TABLE work_received (source String, producer String, voice String, told String, own_bits Float64, accounts_there UInt32, aid UInt32, bits Float64, families UInt8) ENGINE = Memory',
    )
    await store.command(
      `CREATE TABLE work_account ENGINE = Memory AS SELECT toUInt32(number) AS aid, 'a-' || toString(number) AS account, toUInt64(number) AS owner FROM numbers(2000)`,
    )
    await createMembers(store)
  })
  afterEach(() => store.close())

  /** Bits of the partners' word about a group that has the accounts. */
  async function wordOn(suggested: readonly Suggested[], accounts: readonly number[]) {
    await fillReceived(store, suggested)
    await addSuggested(store)
    const rows = await store.query<{ cand: number; aids: number[] }>(
      'SELECT cand, arraySort(groupArray(aid)) AS aids FROM work_member GROUP BY cand ORDER BY cand',
    )
    const group = rows.find(({ aids }) => aids.join() === accounts.join())
    const context = {
      store,
      candidates: rows.map(({ cand, aids }) => ({
        id: cand,
        accounts: aids.length,
        owners: aids.length,
        exchanges: 100,
      })),
      query: (sql: string) => store.query(sql),
    } as unknown as Context
    const measured = await partnerIndicators.measure?.(context)
    return { groups: rows.length, measured: measured?.get(group?.cand ?? -1) }
  }

  const lies = Array.from({ length: 1000 }, (_, index) =>
    told(`lie ${index}`, [100 + index, 101 + index, 102 + index], { producer: 'liar', bits: 30 }),
  )

  test('a thousand campaigns of one partner leave another’s one what it is worth', async () => {
    const alone = await wordOn([told('true', [1, 2, 3])], [1, 2, 3])
    expect(alone.measured?.bits).toBe(6)
    await store.command('TRUNCATE TABLE work_received')
    await store.command('TRUNCATE TABLE work_member')
    const beside = await wordOn([...lies, told('true', [1, 2, 3])], [1, 2, 3])
    expect(beside.groups).toBe(200)
    expect(beside.measured?.bits).toBe(6)
  })

  test('each of a partner’s many campaigns is worth less for it', async () => {
    const { measured } = await wordOn(
      lies.map((lie) => ({ ...lie, matches: lie.matches.map((match) => ({ ...match, bits: 12 })) })),
      [100, 101, 102],
    )
    expect(measured?.bits).toBeCloseTo(12 - Math.log2(1000))
  })

  test('many names of what one partner delivers unsigned are one', async () => {
    const names = Array.from({ length: 12 }, (_, index) =>
      told(`name ${index}`, [1, 2, 3], { voice: 'partner x', bits: 20 }),
    )
    expect((await wordOn(names, [1, 2, 3])).measured?.bits).toBe(6)
  })

  test('those who surely are the campaign’s are a group beside all who match', async () => {
    const weak = { ...told('birch', [1, 2, 3, 4, 5, 6]), source: 'birch' }
    const matches = weak.matches.map((match, index) =>
      index < 3 ? match : index < 5 ? { ...match, families: 1 } : { ...match, bits: 6 },
    )
    const all = [1, 2, 3, 4, 5, 6]
    const { groups, measured } = await wordOn([{ ...weak, matches }], all)
    expect(groups).toBe(2)
    expect(measured?.facts).toMatchObject({ matched: 6, sure: 3 })
  })

  test('two who sign count twice, up to eight bits', async () => {
    const both = [told('birch', [1, 2, 3]), told('cedar', [1, 2, 3])]
    const { measured } = await wordOn(both, [1, 2, 3])
    expect(measured?.bits).toBe(8)
    expect(measured?.facts.partners).toBe(2)
  })
})

describe('a part of a partner’s campaign', () => {
  const part = { accounts: 4, owners: 4, exchanges: 200, topPayment: 1 }
  const measured = (asking: number, elsewhere = 1, sure = 4) =>
    new Map([
      ['shared-template', found(0.5, { owners: 4, owners_elsewhere: elsewhere })] as const,
      ...evidenceOf({ 'shared-parameters': 4, 'dealt-content': 4 }),
      ...evidenceOf({ complementarity: 4, 'no-sessions': 4 }),
      ['purpose', found(5, { owners_asking: asking })] as const,
      ['partner-indicators', found(4, { accounts_there: 9, sure })] as const,
    ])
  const counts = (changes: object, asking = 1, elsewhere?: number, sure?: number) =>
    accountsElsewhere({
      facts: factsOf({ ...part, ...changes }),
      measured: measured(asking, elsewhere, sure),
    })

  test('counts with the rest where each of its owners does the work', () => {
    expect(counts({})).toBe(9)
  })

  test.each<[string, object, number, number?, number?]>([
    ['one customer with bystanders', { topOrg: 0.75 }, 1],
    ['one company’s mail domain', { topDomain: 0.75 }, 1],
    ['bystanders who ask for nothing', {}, 0.5],
    ['two owners', { owners: 2 }, 1],
    ['too few requests to clear anybody', { exchanges: 60 }, 1],
    ['a text that many others here send too', {}, 1, 3],
    ['somebody who has nothing but the text', {}, 1, 1, 3],
  ])('is not %s', (_, changes, asking, elsewhere, sure) => {
    expect(counts(changes, asking, elsewhere, sure)).toBe(0)
  })

  test('that was pointed at is judged on as many requests as clear each of its accounts', () => {
    const verdict = (cand: number) =>
      judge(
        new Map([[cand, factsOf({ cand, accounts: 12, owners: 12, exchanges: 60 })]]),
        new Map([[cand, measured(1)]]),
      )[0]
    expect(verdict(1)?.verdict).toBe('distillation')
    expect(verdict(suggestedCand(1))?.lacking.map(({ name }) => name)).toEqual(['exchanges', 'linkedAsking'])
  })
})

describe('a group that partners point at', () => {
  let store: Store
  beforeEach(async () => {
    store = await openStore({})
    await createMembers(store)
  })
  afterEach(() => store.close())

  /** A group of ten that partners point at, beside a course of which so many of its accounts are. */
  async function judgedBeside(enrolled: number, course: object) {
    const members = [
      ...Array.from({ length: 20 }, (_, aid) => ({ cand: 1, aid })),
      ...Array.from({ length: 10 }, (_, index) => ({ cand: suggestedCand(3), aid: 20 - enrolled + index })),
    ]
    await store.insert(
      'work_member',
      members.map((member) => ({ ...member, owner: member.aid, score: 0 })),
    )
    const evidence = (bits: object) =>
      new Map([
        ...evidenceOf({ 'shared-registration': 8, 'shared-parameters': 4, complementarity: 6, ...bits }),
        ['purpose', found(5, { owners_asking: 1 })] as const,
      ])
    const judged = judge(
      new Map([
        [1, factsOf({ cand: 1, ...course })],
        [suggestedCand(3), factsOf({ cand: suggestedCand(3), accounts: 10, owners: 10 })],
      ]),
      new Map([
        [1, evidence({})],
        [suggestedCand(3), evidence({})],
      ]),
    )
    return (await clearPointedAt(store, judged)).find(({ cand }) => cand === suggestedCand(3))
  }
  const COURSE = { topProgram: 1, topProgramName: 'education', topDomain: 0.9 }

  test('is cleared where more than a few of it are a course that the search found', async () => {
    const group = await judgedBeside(3, COURSE)
    expect(group?.verdict).toBe('explained')
    expect(group?.explanation).toBe('class-or-event')
    expect(group?.explanations.find(({ name }) => name === 'class-or-event')?.why.text).toContain(
      '3 of 10 accounts',
    )
  })

  test('is accused where two of it are, or the others were cleared of nothing', async () => {
    expect((await judgedBeside(2, COURSE))?.verdict).toBe('distillation')
    await store.command('TRUNCATE TABLE work_member')
    expect((await judgedBeside(8, {}))?.verdict).toBe('distillation')
  })

  test('is no campaign’s where most of its owners ask for nothing', () => {
    const measured = (asking: number) =>
      new Map([
        ...evidenceOf({ 'shared-registration': 16, complementarity: 6, 'partner-indicators': 6 }),
        ['purpose', found(2, { owners_asking: asking })] as const,
      ])
    const judgedAs = (cand: number, asking: number) =>
      judge(new Map([[cand, factsOf({ cand })]]), new Map([[cand, measured(asking)]]))[0]
    expect(judgedAs(1, 0.5)?.verdict).toBe('distillation')
    expect(judgedAs(suggestedCand(1), 0.5)?.lacking.map(({ name }) => name)).toEqual(['linkedAsking'])
    // Nor does a partner's word add to what the search found.
    expect((judgedAs(1, 1)?.bits ?? 0) - (judgedAs(1, 0.5)?.bits ?? 0)).toBe(6)
  })
})
