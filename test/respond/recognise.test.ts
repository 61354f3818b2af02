// New accounts that show what a campaign's accounts show are recognised; who shows what many show is not.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Campaign } from '../../src/model/analysis.js'
import { keepRecognised, readRecognised, recognisedBy } from '../../src/respond/kept/recognitions.js'
import type { KeptAnalysis } from '../../src/respond/kept/subjects.js'
import { bitsOf, type Match, Matcher, type Profile } from '../../src/respond/recognise/matcher.js'
import { type Profiles, readProfiles } from '../../src/respond/recognise/read-profiles.js'
import { readSightings } from '../../src/respond/recognise/read-sightings.js'
import { Recogniser } from '../../src/respond/recognise/recogniser.js'
import { blockOf, toldValue } from '../../src/respond/recognise/shown-traits.js'
import { migrate } from '../../src/store/migrate.js'
import { openStore } from '../../src/store/open-store.js'
import type { Store } from '../../src/store/store.js'
import { NOW, policyOf } from './subject.js'

const profile: Profile = {
  campaign: 'c-1',
  inside: 20,
  outside: 1000,
  values: [
    { kind: 'template', value: '1', inside: 20, outside: 0 },
    { kind: 'template', value: '2', inside: 10, outside: 0 },
    { kind: 'client', value: 'rare', inside: 15, outside: 3 },
    { kind: 'client', value: 'usual', inside: 5, outside: 500 },
    { kind: 'payment', value: 'own', inside: 1, outside: 0 },
  ],
  threshold: 14,
  falseMatchBound: 0.001,
  recall: 1,
  membership: 0.95,
}

describe('a matcher', () => {
  test('adds up the best of each kind, and says which', () => {
    const match = new Matcher([profile]).observe('a', {
      template: ['1', 2],
      client: ['usual', 'rare'],
      mail: ['x'],
    })
    expect(match).toMatchObject({ campaign: 'c-1', exchanges: 1 })
    expect(match?.evidence.map(({ kind, value }) => [kind, value])).toEqual([
      ['template', '1'],
      ['client', 'rare'],
    ])
    const by = (number: number) => bitsOf(profile.values[number] as Profile['values'][number], 20, 1000)
    expect(match?.bits).toBeCloseTo(by(0) + by(2))
  })

  test('remembers what was shown before, for the first exchanges', () => {
    const matcher = new Matcher([profile])
    expect(matcher.observe('a', { template: ['1'] })).toBeUndefined()
    expect(matcher.observe('b', { client: ['rare'] })).toBeUndefined()
    expect(matcher.observe('a', { client: ['rare'] })).toMatchObject({ exchanges: 2 })
    for (let exchange = 0; exchange < 20; exchange++) matcher.observe('old', {})
    expect(matcher.observe('old', { template: ['1'], client: ['rare'] })).toBeUndefined()
  })

  test('counts neither what one account alone showed nor what everybody shows', () => {
    expect(
      new Matcher([{ ...profile, threshold: 0.1 }]).observe('a', { payment: ['own'], client: ['usual'] }),
    ).toBeUndefined()
  })
})

test('blocks are numbered as in the store', async () => {
  const store = await openStore()
  try {
    const { blockSql } = await import('../../src/fingerprint/fingerprint-sql.js')
    for (const ip of [
      '203.0.113.77',
      '::ffff:203.0.113.77',
      '::FFFF:CB00:714D',
      '0:0:0:0:0:ffff:203.0.113.77',
      '::ffff:0:203.0.113.77',
      '2001:db8:1:2::3',
      'ffff:ffff:ffff::1',
      '0.0.0.0',
    ]) {
      const [row] = await store.query<{ block: string }>(`SELECT toString(${blockSql(`'${ip}'`)}) AS block`)
      expect([ip, blockOf(ip)]).toEqual([ip, row?.block])
    }
  } finally {
    await store.close()
  }
})

describe('a store', () => {
  const OUTSIDE = 400
  let store: Store
  let profiles: Profiles
  let kept: KeptAnalysis
  const campaign = {
    id: 'c-1',
    name: 'sable-lark',
    verdict: 'distillation',
    probability: 0.99,
    q_value: 0.001,
    state: 'active',
    accounts: Array.from({ length: 20 }, (_, index) => ({
      id: `m${index}`,
      probability: 0.99,
      exchanges: 1,
    })),
    templates: [{ anchors: [11, 12, 13, 14], share: 1 }],
  } as unknown as Campaign

  /** Members and heirs share a text, a rare client and a block; others have one of these at most. */
  const exchange = (account: string, day: number, fields: object = {}) => ({
    id: `${account}-${day}`,
    ts: `2026-02-${String(day).padStart(2, '0')} 12:00:00`,
    account,
    user_agent: 'usual',
    anchors: [1, 2, 3],
    block: 7,
    ...fields,
  })
  const shared = { user_agent: 'rare', anchors: [11, 12, 13, 99], block: 99 }

  beforeAll(async () => {
    store = await openStore()
    await migrate(store)
    const members = campaign.accounts.map(({ id }) => exchange(id, 1, shared))
    const others = Array.from({ length: OUTSIDE }, (_, index) =>
      exchange(
        `h${index}`,
        1,
        index < 4 ? { user_agent: 'rare' } : index < 8 ? { anchors: shared.anchors } : {},
      ),
    )
    await store.insert('exchange', [...members, ...others])
    await store.insert(
      'campaign_member',
      campaign.accounts.map(({ id }) => ({
        analysis: 'an',
        campaign: 'c-1',
        account: id,
        probability: 1,
        exchanges: 1,
      })),
    )
    await store.command(
      "INSERT INTO campaign_exchange SELECT 'an', 'c-1', cityHash64(id), 0 FROM exchange WHERE account LIKE 'm%'",
    )
    const analysis = { campaigns: [campaign] } as unknown as KeptAnalysis['analysis']
    kept = { id: 'an', madeAt: '', analysis }
    profiles = await readProfiles(store, kept)
    await store.insert('exchange', [
      exchange('heir', 2, { anchors: shared.anchors }),
      exchange('heir', 3, shared),
      exchange('honest', 2, { user_agent: 'rare' }),
    ])
  })
  afterAll(() => store.close())

  test('has profiles of what members share, with a threshold above all honest accounts', () => {
    const [made, ...more] = profiles.profiles
    expect(more).toEqual([])
    expect(made).toMatchObject({ campaign: 'c-1', inside: 20, outside: OUTSIDE, recall: 1 })
    // Rule of three, and a little more at either side: about 3.7 of so many.
    expect((made?.falseMatchBound ?? 0) * OUTSIDE).toBeCloseTo(3.7, 1)
    expect(made?.membership).toBeCloseTo(20 / 23.7, 1)
    const template = made?.values.find(({ kind }) => kind === 'template')
    expect(template).toEqual({ kind: 'template', value: '1', inside: 20, outside: 4 })
  })

  test('shows new accounts exchange by exchange, and the heir alone is recognised and decided about', async () => {
    const since = Date.parse('2026-02-02T00:00:00Z')
    const sightings = await readSightings(store, since, profiles.templates)
    expect(sightings.map(({ account, place }) => [account, place])).toEqual([
      ['heir', 1],
      ['heir', 2],
      ['honest', 1],
    ])
    const policy = policyOf({
      action: 'suspend',
      mode: 'enforce',
      when: { membership: { atLeast: 0.8 } },
      lowConfidence: 'a small log',
    })
    const recogniser = new Recogniser(profiles, kept.analysis.campaigns, { policy })
    const found = sightings.flatMap(({ account, traits }) => recogniser.observe(account, traits, NOW) ?? [])
    expect(found.map(({ match }) => [match.account, match.exchanges])).toEqual([['heir', 2]])
    expect(found[0]?.decisions).toMatchObject([
      { account: 'heir', campaign: 'c-1', action: 'suspend', mode: 'enforce' },
    ])
    expect(Date.parse(found[0]?.decisions[0]?.until ?? '') - NOW).toBe(86_400_000)
    expect(recogniser.observe('heir', sightings[1]?.traits ?? {}, NOW)).toBeUndefined()
    expect(recogniser.observe('m1', sightings[1]?.traits ?? {}, NOW)).toBeUndefined()
  })

  test('keeps who was recognised, once a campaign, and counts what the store holds from before', async () => {
    const match = new Matcher([{ ...profile, threshold: 1 }]).observe('heir', { client: ['rare'] }, 1)
    const seen = { analysis: 'an', seenBy: 'gateway' } as const
    const row = recognisedBy(match as Match, seen, Date.parse('2026-02-03T00:00:00Z'))
    expect(row).toMatchObject({ account: 'heir', campaign: 'c-1', request: 1, threshold: 1 })
    expect(row.evidence).toMatchObject([{ kind: 'client', value: 'rare', inside: 15, outside: 3 }])
    // One of its two exchanges lies before.
    const [kept] = await keepRecognised(store, [row])
    expect(kept).toEqual({ ...row, request: 2 })
    expect(await keepRecognised(store, [{ ...row, request: 9, bits: 1 }])).toEqual([kept])
    expect(await readRecognised(store)).toEqual([kept])
    expect(await keepRecognised(store, [])).toEqual([])
  })

  test('tells values that can be read, and no hashes', () => {
    for (const [ip, block] of [
      ['203.0.113.77', '203.0.113.0/24'],
      ['2001:db8:1:2::3', '2001:db8:1::/48'],
      ['0.0.0.0', '0.0.0.0/24'],
    ] as const)
      expect(toldValue('block', blockOf(ip) ?? '')).toBe(block)
    expect(toldValue('mail', 'mail.example')).toBe('mail.example')
    expect(toldValue('payment', 'fp_1')).toBe('')
    expect(toldValue('block', 'x')).toBe('')
  })

  test('leaves no table of its own behind', async () => {
    const left = await store.query("SELECT name FROM system.tables WHERE name LIKE 'work\\_%'")
    expect(left).toEqual([])
  })
})
