// Innocent explanations hold where they should, and one changed fact makes each fail.
import { describe, expect, test } from 'vitest'
import { EXPLANATIONS } from '../../src/campaigns/explanations.js'
import { behaviourBits, dealtBits, isRelay } from '../../src/campaigns/one-hand.js'
import { DISMISSALS } from '../../src/feedback/feedback.js'
import { evidenceOf, explains, factsOf, found, RELAYED_TEXT } from './group.js'

/** Evidence of one hand that asks for training material: nothing innocent holds. */
const guilty = { 'shared-payment': 10, purpose: 3 }

test('nothing explains a group that one hand pays for and that asks for training material', () => {
  expect(explains({}, guilty)).toEqual([])
})

test('every explanation says why, whether it holds or not', () => {
  const group = { facts: factsOf(), measured: evidenceOf(guilty), bits: new Map<string, number>() }
  expect(new Set(EXPLANATIONS.map(({ name }) => name)).size).toBe(EXPLANATIONS.length)
  for (const { name, test: examine } of EXPLANATIONS) expect(examine(group).why.text, name).not.toBe('')
})

test('people can dismiss a campaign for every reason that clears one', () => {
  const reasons = new Set<string>(DISMISSALS)
  expect(EXPLANATIONS.map(({ name }) => name).filter((name) => !reasons.has(name))).toEqual([])
})

test('one owner: all accounts of one organisation, or nearly all', () => {
  expect(explains({ owners: 1 }, guilty)).toEqual(['one-owner'])
  expect(explains({ topOrg: 0.85, topOrgName: 'Acme' }, guilty)).toEqual(['one-owner'])
  expect(explains({ topOrg: 0.84, owners: 4 }, guilty)).toEqual([])
})

test('one owner: one company’s mail domain, unless many cards pay', () => {
  expect(explains({ topDomain: 0.9, payments: 3 }, guilty)).toContain('one-owner')
  expect(explains({ topDomain: 0.9, payments: 4 }, guilty)).toEqual([])
  expect(explains({ topDomain: 0.9, payments: 4, accounts: 80 }, guilty)).toContain('one-owner')
  expect(explains({ topDomain: 0.8, payments: 3 }, guilty)).toEqual([])
})

test('one owner names the organisation that the provider can ask', () => {
  const group = {
    facts: factsOf({ topOrg: 0.9, topOrgName: 'Acme' }),
    measured: evidenceOf({}),
    bits: new Map<string, number>(),
  }
  const found = EXPLANATIONS.find(({ name }) => name === 'one-owner')?.test(group)
  expect(found?.why.text).toContain('90 %')
  expect(found?.why.text).toContain('Acme')
})

test('declared: nearly all say so and belong together openly', () => {
  const declared = { declared: 0.9, declaredAs: 'red team' }
  expect(explains({ ...declared, owners: 5 }, guilty)).toEqual(['declared'])
  expect(explains({ ...declared, topPayment: 0.5 }, guilty)).toEqual(['declared'])
  expect(explains({ ...declared, topOrg: 0.5 }, guilty)).toEqual(['declared'])
  expect(explains(declared, guilty)).toEqual([])
  expect(explains({ declared: 0.8, owners: 5 }, guilty)).toEqual([])
})

test('class: one programme, one place and different people', () => {
  const enrolled = { topProgram: 0.9, topProgramName: 'course', topBlock: 0.5 }
  expect(explains(enrolled, guilty)).toEqual(['class-or-event'])
  expect(explains({ ...enrolled, topBlock: 0.1, topDomain: 0.7 }, guilty)).toEqual(['class-or-event'])
  expect(explains({ ...enrolled, topBlock: 0.3 }, guilty)).toEqual([])
  expect(explains({ ...enrolled, topProgram: 0.8 }, guilty)).toEqual([])
  expect(explains(enrolled, { ...guilty, 'single-deck': 1 })).toEqual([])
  // One script makes what they send alike; sittings and hours of their own tell students from one hand.
  expect(explains(enrolled, { ...guilty, 'single-deck': 1, 'no-sessions': -4 })).toContain('class-or-event')
})

test('household: few accounts that share a card, an address or a registration', () => {
  const shared = { ...guilty, 'shared-payment': 6, 'single-deck': 1 }
  expect(explains({ accounts: 8 }, shared)).toEqual(['household-or-small-firm'])
  expect(explains({ accounts: 9 }, shared)).toEqual([])
  expect(explains({ accounts: 8 }, { 'opaque-replay': 6, 'shared-payment': 1, purpose: 3 })).toEqual([])
  for (const id of ['shared-payment', 'shared-registration', 'shared-address'])
    expect(explains({ accounts: 5 }, { [id]: 2 }), id).toContain('household-or-small-firm')
})

test('shared network: a common exit and nothing else', () => {
  const network = { 'shared-address': 5, 'shared-registration': 6 }
  expect(explains({}, network)).toContain('shared-network')
  expect(explains({}, { ...network, 'shared-address': 1 })).not.toContain('shared-network')
  const more = { 'shared-payment': 4, 'opaque-replay': 6, 'disposable-mail': 3, handoff: 3 }
  for (const [id, bits] of Object.entries(more))
    expect(explains({}, { ...network, [id]: bits }), id).not.toContain('shared-network')
  expect(explains({}, { ...network, 'single-deck': 3 })).not.toContain('shared-network')
  expect(explains({}, { ...network, 'registration-burst': 5 })).not.toContain('shared-network')
})

test('shared network: asking for training material needs clearer signs of different people', () => {
  const asking = { 'shared-address': 5, 'shared-registration': 6, purpose: 3 }
  expect(explains({}, { ...asking, 'no-sessions': -4 })).not.toContain('shared-network')
  expect(explains({}, { ...asking, 'no-sessions': -5 })).toContain('shared-network')
})

test('popular tool: nothing but the text binds, and it is people or asks for nothing', () => {
  expect(explains({}, { 'shared-template': 8 })).toEqual(['popular-tool-or-text'])
  expect(explains({}, { 'shared-template': 8, purpose: 3 })).toEqual([])
  expect(explains({}, { 'shared-template': 8, purpose: 3, 'daily-rhythm': -2 })).toEqual([
    'popular-tool-or-text',
  ])
  expect(explains({}, { 'shared-template': 8, 'shared-payment': 6 })).toEqual([])
})

test('popular tool: strangers keep their own words, hours and models', () => {
  const text = { 'shared-template': 8, 'no-sessions': 2, 'single-deck': 1 }
  expect(explains({}, { ...text, 'dealt-wording': 2 })).toEqual(['popular-tool-or-text'])
  expect(explains({}, { ...text, 'dealt-wording': 3 })).toEqual([])
  const asking = { 'shared-template': 8, 'no-sessions': 4, purpose: 5 }
  expect(explains({}, { ...asking, 'single-deck': -3 })).toEqual(['popular-tool-or-text'])
  expect(explains({}, { ...asking, 'single-deck': -3, 'dealt-wording': 2 })).toEqual([])
  expect(explains({}, { ...asking, 'single-deck': 1, 'dealt-wording': -1 })).toEqual(['popular-tool-or-text'])
  expect(explains({}, { ...asking, 'single-deck': 1, 'dealt-wording': -0.5 })).toEqual([])
})

test('popular tool: hours of people do not clear what was dealt from one list and asks for training material', () => {
  const imitation = { 'shared-template': 4, purpose: 5, 'no-sessions': -4, 'single-deck': -5 }
  const dealt = { 'dealt-wording': 3.5, 'dealt-content': 3.8 }
  expect(explains({}, imitation)).toEqual(['popular-tool-or-text'])
  expect(explains({}, { ...imitation, ...dealt })).toEqual([])
  expect(explains({}, { ...imitation, ...dealt, 'dealt-content': 2.9 })).toEqual(['popular-tool-or-text'])
  expect(explains({}, { ...imitation, ...dealt, purpose: 0 })).toContain('popular-tool-or-text')
})

test('popular tool: exits that never come back bind accounts of whatever manner and wording', () => {
  const own = { purpose: 5, 'no-sessions': -4, 'dealt-wording': -2 }
  expect(explains({}, own)).toEqual(['popular-tool-or-text'])
  expect(explains({}, { ...own, 'address-rotation': 6 })).toEqual([])
})

test('popular tool: strangers sign up within days of what is new, and not within hours', () => {
  const tool = (bits_beyond_launch: number, others: Readonly<Record<string, number>> = {}) =>
    EXPLANATIONS.find(({ name }) => name === 'popular-tool-or-text')?.test({
      facts: factsOf(),
      measured: new Map([
        ...evidenceOf({ purpose: 4, 'no-sessions': -4, 'single-deck': -5, ...others }),
        ['registration-burst', found(10, { bits_beyond_launch })],
      ]),
      bits: new Map(),
    }).holds
  expect([10, 6, 5, 1, 0].map((bits) => tool(bits))).toEqual([false, false, true, true, true])
  // Where something else binds them as well, or is nearly enough to, the launch clears nobody.
  expect(tool(0, { 'shared-payment': 6 })).toBe(false)
  expect(tool(2, { 'disposable-mail': 5 })).toBe(false)
})

test('nobody who never comes back to a network is cleared by people’s manner, or by a place', () => {
  const manner = { 'no-sessions': -4, 'single-deck': -3 }
  expect(explains({}, manner)).toContain('different-people')
  expect(explains({}, { ...manner, 'address-rotation': 4 })).not.toContain('different-people')
  const network = { 'shared-address': 5, 'shared-registration': 6 }
  expect(explains({}, { ...network, 'address-rotation': 4 })).not.toContain('shared-network')
  expect(explains({}, { ...network, 'address-rotation': 3 })).toContain('shared-network')
})

test('popular tool: strangers keep the one or two languages that they write', () => {
  const rush = { 'single-deck': 2.4, 'no-sessions': -4, 'dealt-wording': 3.6 }
  expect(explains({}, rush)).toEqual(['popular-tool-or-text'])
  expect(explains({}, { ...rush, 'language-breadth': 4 })).toEqual([])
})

test('dealt content: a list that many of the owners work through was dealt by nobody', () => {
  const items = (owners_an_item: number) =>
    new Map([
      ...evidenceOf({ 'dealt-wording': 3.5, 'dealt-content': 3.8 }),
      ['slot-enumeration', found(0, { owners: 40, owners_an_item })],
    ])
  expect(dealtBits(items(1))).toBeCloseTo(7.3)
  expect(dealtBits(items(3))).toBeCloseTo(7.3)
  expect(dealtBits(items(8))).toBe(0)
})

test('different people: behaviour clears unless a strong bond or the purpose speaks against it', () => {
  const people = { 'single-deck': -2, 'no-sessions': -2, 'shared-registration': 8 }
  expect(explains({}, people)).toEqual(['different-people'])
  expect(explains({}, { ...people, 'no-sessions': -1 })).toEqual([])
  for (const [id, bits] of Object.entries({ purpose: 2, 'opaque-replay': 6, 'shared-payment': 6 }))
    expect(explains({}, { ...people, [id]: bits }), id).toEqual([])
})

test('different people: hours do not clear who works off one list that asks for training material', () => {
  const imitation = { 'single-deck': -5, 'no-sessions': -4, purpose: 1.9, 'shared-registration': 8 }
  const dealt = { 'dealt-wording': 3.5, 'dealt-content': 3.8 }
  expect(explains({}, imitation)).toEqual(['different-people'])
  expect(explains({}, { ...imitation, ...dealt })).toEqual([])
  expect(explains({}, { ...imitation, ...dealt, purpose: 0.9 })).toEqual(['different-people'])
})

test('event or place: brought together, with words and ways of their own and nothing that one hand would share', () => {
  const hackathon = {
    'registration-burst': 10,
    'no-sessions': 4,
    'single-deck': -5,
    'dealt-wording': -2,
    purpose: 5,
  }
  expect(explains({}, hackathon)).toContain('event-or-place')
  const others = {
    'registration-burst': 1,
    'single-deck': -1,
    'dealt-wording': 0,
    'shared-payment': 4,
    handoff: 3,
  }
  for (const [id, bits] of Object.entries(others))
    expect(explains({}, { ...hackathon, [id]: bits }), id).not.toContain('event-or-place')
})

describe('people who were brought together', () => {
  const place = (
    items: Readonly<Record<string, number>>,
    exchanges: number,
    bits: Readonly<Record<string, number>> = {},
  ) =>
    EXPLANATIONS.find(({ name }) => name === 'event-or-place')?.test({
      facts: factsOf({ exchanges }),
      measured: new Map([
        ...evidenceOf({ 'registration-burst': 10, 'shared-address': 8, ...bits }),
        ['slot-enumeration', found(1.5, { exchanges, owners: 20, ...items })],
      ]),
      bits: new Map(),
    })
  const workshop = { items: 60, asked_by_others: 0.45, variance_of_times_asked: 3.5 }

  test('and who ask the same few things are cleared', () => {
    expect(place(workshop, 100)).toMatchObject({
      holds: true,
      why: { text: expect.stringMatching(/same few things/) },
    })
    expect(place(workshop, 401)?.holds).toBe(false)
    expect(place(workshop, 100, { 'shared-payment': 8 })?.holds).toBe(false)
  })

  test('but not when few things are asked by two, or all of them as often', () => {
    expect(place({ ...workshop, asked_by_others: 0.24 }, 100)?.holds).toBe(false)
    expect(place({ items: 25, asked_by_others: 1, variance_of_times_asked: 0.5 }, 100)?.holds).toBe(false)
    // Items that were asked at all are asked 2.5 times each on average: a random deal would leave a variance of 1.5.
    const list = { items: 40, asked_by_others: 0.8 }
    expect(place({ ...list, variance_of_times_asked: 2.2 }, 100)?.holds).toBe(false)
    expect(place({ ...list, variance_of_times_asked: 2.3 }, 100)?.holds).toBe(true)
  })

  test('and whose programs repeat themselves have work of their own', () => {
    const hackathon = { items: 50, repeats_within_account: 0.9 }
    const people = { 'single-deck': -5, 'no-sessions': -4, 'daily-rhythm': 3, purpose: 2.2 }
    expect(place(hackathon, 3000, people)?.holds).toBe(true)
    expect(place({ ...hackathon, repeats_within_account: 0.7 }, 3000, people)?.holds).toBe(false)
  })
})

test('shared network: people’s hours do not clear hired machines that were opened together and ask', () => {
  const rack = {
    'shared-address': 8,
    'shared-registration': 10,
    'single-deck': -5,
    'no-sessions': -4,
    purpose: 6,
  }
  expect(explains({ hosted: 0.4 }, rack)).toContain('shared-network')
  expect(explains({ hosted: 0.6 }, rack)).not.toContain('shared-network')
  expect(explains({ hosted: 0.6 }, { ...rack, purpose: 0 })).toContain('shared-network')
  expect(explains({ hosted: 0.6 }, { ...rack, 'shared-registration': 3.9 })).toContain('shared-network')
})

describe('one platform', () => {
  const platform = (
    changes: { hosted?: number; registration?: number; content?: number },
    bits: Readonly<Record<string, number>> = {},
  ) =>
    EXPLANATIONS.find(({ name }) => name === 'one-platform')?.test({
      facts: factsOf({ hosted: changes.hosted ?? 1 }),
      measured: evidenceOf({ 'shared-address': 8, 'shared-client': 4, purpose: 6, ...bits }),
      bits: new Map([
        ['registration', changes.registration ?? 0],
        ['content', changes.content ?? 0],
      ]),
    })

  test('holds for customers who share its hosts and client, and nothing of their own', () => {
    expect(platform({})).toMatchObject({ holds: true })
  })

  test('fails where sign-ups or content join them, or no host does', () => {
    expect(platform({ registration: 2 })?.holds).toBe(false)
    expect(platform({ content: 3 })?.holds).toBe(false)
    expect(platform({ hosted: 0.4 })?.holds).toBe(false)
    expect(platform({}, { 'shared-client': 1.9 })?.holds).toBe(false)
    expect(platform({}, { handoff: 3 })?.holds).toBe(false)
  })
})

test('popular tool: work off one list is a tool’s all the same when as many elsewhere send its text', () => {
  const judges = (owners_elsewhere: number) =>
    EXPLANATIONS.find(({ name }) => name === 'popular-tool-or-text')?.test({
      facts: factsOf(),
      measured: new Map([
        ...evidenceOf({
          'single-deck': -5,
          'no-sessions': -4,
          purpose: 4.5,
          'dealt-content': 4,
          'dealt-wording': 3.9,
        }),
        ['shared-template', found(-1, { owners: 30, owners_elsewhere })],
      ]),
      bits: new Map(),
    })
  expect(judges(30)?.holds).toBe(true)
  expect(judges(29)?.holds).toBe(false)
})

test('resold accounts: one card and throw-away mail, but hours, sittings and words of many people', () => {
  const resold = {
    'shared-payment': 12,
    'disposable-mail': 5,
    'daily-rhythm': -2,
    'single-deck': -1,
    'dealt-wording': -2,
  }
  expect(explains({}, resold)).toEqual(['resold-accounts'])
  const others = { 'daily-rhythm': 0, 'dealt-wording': 0, purpose: 1, 'opaque-replay': 6 }
  for (const [id, bits] of Object.entries(others))
    expect(explains({}, { ...resold, [id]: bits }), id).toEqual([])
})

test('behaviour is the sum of decks, sittings and rhythm', () => {
  const measured = evidenceOf({ 'single-deck': 1, 'no-sessions': -2.5, 'daily-rhythm': 4, synchrony: 9 })
  expect(behaviourBits({ measured })).toBe(2.5)
})

test('household: several of them are no more, while nothing else binds them and they act as people do', () => {
  const households = (
    largest_value_inside: number,
    bits: Readonly<Record<string, number>> = {},
    accounts = 40,
  ) => {
    const measured = new Map([
      ...evidenceOf({ 'no-sessions': -2, 'single-deck': -2, ...bits }),
      ['shared-payment', found(12, { largest_value_inside })],
    ])
    const examine = EXPLANATIONS.find(({ name }) => name === 'household-or-small-firm')?.test
    return examine?.({ facts: factsOf({ accounts }), measured, bits: new Map<string, number>() }).holds
  }
  expect(households(4)).toBe(true)
  expect(households(9)).toBe(false)
  expect(households(4, { 'no-sessions': 2 })).toBe(false)
  for (const id of ['purpose', 'registration-burst', 'dealt-wording', 'opaque-replay'])
    expect(households(4, { [id]: 1 }), id).toBe(false)
  // Two or three that send little need not be told apart, if nothing of one hand shows.
  expect(households(4, { 'no-sessions': 2 }, 24)).toBe(true)
  expect(households(4, { 'no-sessions': 3 }, 24)).toBe(false)
})

describe('a relay words every request, and its exits and sign-ups are common', () => {
  const relay = (
    changes: Partial<typeof RELAYED_TEXT> = {},
    bits: Readonly<Record<string, number>> = {},
    hosted = 0.9,
  ) => {
    const measured = new Map([
      ...evidenceOf({
        'shared-address': 6,
        'shared-registration': 6,
        'no-sessions': -4,
        'single-deck': -5,
        ...bits,
      }),
      ['shared-template', found(1, { ...RELAYED_TEXT, ...changes })],
    ])
    return { facts: factsOf({ hosted }), measured, bits: new Map<string, number>() }
  }
  const holding = (group: ReturnType<typeof relay>) =>
    EXPLANATIONS.filter(({ test: examine }) => examine(group).holds).map(({ name }) => name)

  test('so it is none of strangers behind one exit, whatever the people behind it are like', () => {
    expect(isRelay(relay())).toBe(true)
    expect(holding(relay())).toEqual([])
  })

  test.each([
    ['a text now and then', relay({ median_share_filled: 0.8 })],
    ['a text of half of them', relay({ accounts_carrying: 10 })],
    ['a text that others send too', relay({ owners_elsewhere: 10 })],
    ['an application’s system prompt', relay({ system_share: 1 })],
    ['exits of their own', relay({}, { 'shared-address': 1 })],
    ['sign-ups at home', relay({}, { 'shared-registration': 0 })],
    ['an office’s line', relay({}, {}, 0)],
  ])('%s is none', (_, group) => {
    expect(isRelay(group)).toBe(false)
    expect(holding(group)).not.toEqual([])
  })

  test('or one hand pays for them, wherever the text stands and wherever they connect from', () => {
    const paid = { 'shared-payment': 8, 'shared-address': 0, 'shared-registration': 0 }
    expect(isRelay(relay({ system_share: 1 }, paid, 0))).toBe(true)
    expect(isRelay(relay({ system_share: 1, owners_elsewhere: 10 }, paid, 0))).toBe(false)
    expect(isRelay(relay({ system_share: 1 }, { ...paid, 'shared-payment': 6 }, 0))).toBe(false)
  })
})

test('repeated probes: a few texts sent over and over that ask for nothing to train on', () => {
  const examine = EXPLANATIONS.find(({ name }) => name === 'repeated-probes')?.test
  const probe = (exchanges: number, items: number, purpose: number) => {
    const measured = new Map([
      ['slot-enumeration', found(-2, { exchanges, items })],
      ['purpose', found(purpose)],
    ])
    return examine?.({ facts: factsOf(), measured, bits: new Map<string, number>() }).holds
  }
  expect(probe(500, 4, -1.5)).toBe(true)
  expect(probe(500, 400, -1.5)).toBe(false)
  expect(probe(500, 4, 3)).toBe(false)
})
