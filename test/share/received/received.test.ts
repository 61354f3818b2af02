// From objects that came to what is looked for: decay, revocation, patterns, markings, signatures, and whose words count.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newCommunityKey } from '../../../src/share/community-key.js'
import { confidenceLeft } from '../../../src/share/received/decay.js'
import { matchReceived } from '../../../src/share/received/match/match-received.js'
import { type PartnerFeed, readPartnerFile } from '../../../src/share/received/partner-file.js'
import { readPattern } from '../../../src/share/received/pattern-values.js'
import { readReceived } from '../../../src/share/received/received-campaigns.js'
import { sightingsOf } from '../../../src/share/received/sightings.js'
import { takeObjects } from '../../../src/share/received/take.js'
import { campaignBundle } from '../../../src/share/stix/campaign-bundle.js'
import { whatIsWrong } from '../../../src/share/stix/object-check.js'
import { patternOf } from '../../../src/share/stix/pattern.js'
import { producerId, signStixObject, verifyStixObject } from '../../../src/share/stix/signed-object.js'
import type { StixObject } from '../../../src/share/stix/stix-object.js'
import { makeKey } from '../../../src/share/trust/ed25519-key.js'
import { type KeyDirectory, refused } from '../../../src/share/trust/signature.js'
import { migrate } from '../../../src/store/migrate.js'
import { openStore } from '../../../src/store/open-store.js'
import type { Store } from '../../../src/store/store.js'
import { KEY, OTHER_KEY, sharedCampaign } from '../campaign.js'

const NOW = Date.parse('2026-09-30T00:00:00Z')
const SIGNER = { provider: 'birch', key: makeKey() }
const DIRECTORY: KeyDirectory = {
  keyOf: (provider, kid) => {
    if (provider === 'birch' && kid === SIGNER.key.kid) return SIGNER.key.x
    throw refused('nobody knows the key')
  },
}
const FEED: PartnerFeed = {
  name: 'birch',
  url: 'http://127.0.0.1/',
  collection: 'shared',
  credentials: { kind: 'none' },
  key: KEY,
  tlp: 'amber+strict',
  isSignatureNeeded: false,
  sharesSightings: false,
}
const BUNDLE = campaignBundle(sharedCampaign(), { tlp: 'amber', producer: 'birch' })

let store: Store
/** A store of its own for each test. */
function withStore() {
  beforeEach(async () => {
    store = await openStore({})
    await migrate(store)
  })
  afterEach(() => store.close())
}

const take = (objects: readonly StixObject[], feed: Partial<PartnerFeed> = {}) =>
  takeObjects(
    store,
    { ...FEED, ...feed },
    objects.map((object) => ({ object, text: JSON.stringify(object) })),
    DIRECTORY,
    NOW,
  )

describe('confidence', () => {
  const told = { toldAt: 0, until: 100, confidence: 0.8 }

  test('falls slowly first, is gone at the end, and never rises', () => {
    expect(confidenceLeft(told, 0)).toBe(0.8)
    expect(confidenceLeft(told, 50)).toBeCloseTo(0.6)
    expect(confidenceLeft(told, 100)).toBe(0)
    for (let at = -10; at < 120; at += 5)
      expect(confidenceLeft(told, at + 5)).toBeLessThanOrEqual(confidenceLeft(told, at))
  })

  test('of what says no end is gone after a month', () => {
    expect(confidenceLeft({ toldAt: 0, confidence: 1 }, 30 * 86_400_000)).toBe(0)
  })

  test('of what claims to hold for ever is gone after a year', () => {
    const told = { toldAt: 0, until: Date.parse('9999-12-31T23:59:59Z'), confidence: 1 }
    expect(confidenceLeft(told, 180 * 86_400_000)).toBeCloseTo(0.757, 2)
    expect(confidenceLeft(told, 365 * 86_400_000)).toBe(0)
  })
})

describe('patterns', () => {
  test('of our own come back as what they were made of', () => {
    for (const indicator of sharedCampaign().indicators) {
      const { pattern, pattern_type } = patternOf(indicator)
      const [asked, ...more] = readPattern(pattern, pattern_type)
      expect(more).toEqual([])
      if (asked?.form === 'pseudonym')
        expect(asked).toMatchObject({ kind: indicator.kind, value: indicator.value })
      else if (asked?.form === 'client')
        expect(`${asked.ja4} ${asked.userAgent}`.trim()).toBe(indicator.value)
      else expect(Object.values(asked ?? {})).toContain(indicator.value)
    }
  })

  test.each<[string, number]>([
    ["[ipv4-addr:value = '198.51.100.7']", 1],
    ["[ipv4-addr:value = '198.51.100.7' OR ipv4-addr:value = '198.51.100.8']", 2],
    ["[ipv4-addr:value IN ('198.51.100.7', '198.51.100.8')]", 2],
    ["[ipv6-addr:value ISSUBSET '2001:db8::/32']", 1],
    ["[ipv4-addr:value ISSUBSET '0.0.0.0/0']", 0],
    ["[ipv4-addr:value = '198.51.100.7' AND ipv4-addr:value = '198.51.100.8']", 0],
    ["[ipv4-addr:value = '1.2.3.4' AND file:size = '3' OR domain-name:value = 'a']", 0],
    ["[ipv4-addr:value = '1.2.3.4'] FOLLOWEDBY [ipv4-addr:value = '1.2.3.5']", 0],
    ["[file:hashes.'SHA-256' = 'aa']", 0],
    ["[ipv4-addr:value != '1.2.3.4']", 0],
  ])('%s asks for %i', (pattern, count) => {
    expect(readPattern(pattern, 'stix')).toHaveLength(count)
  })

  test('of thousands of comparisons without an end ask for nothing', () => {
    expect(readPattern(`[${"ipv4-addr:value = '1.2.3.4' AND ".repeat(5000)}`, 'stix')).toEqual([])
  })

  test('of another type ask for nothing', () => {
    expect(readPattern('rule x {}', 'yara')).toEqual([])
  })
})

describe('what is received', () => {
  withStore()

  test('is a campaign with its indicators, as its producer told it', async () => {
    await take(BUNDLE.objects)
    const { campaigns, over } = await readReceived(store, new Set(), NOW)
    expect(campaigns).toHaveLength(1)
    expect(campaigns[0]).toMatchObject({
      partner: 'birch',
      producer: producerId('birch'),
      name: 'birch-gannet',
      accounts: 40,
      tlp: 'amber',
      signedBy: '',
    })
    expect(campaigns[0]?.indicators).toHaveLength(sharedCampaign().indicators.length - over)
  })

  test('ends by its time, by revocation, and when the campaign is revoked', async () => {
    await take(BUNDLE.objects)
    expect((await readReceived(store, new Set(), NOW + 365 * 86_400_000)).campaigns).toEqual([])
    const later = { modified: '2026-09-29T00:00:00.5Z', revoked: true }
    const indicators = BUNDLE.objects.filter(({ type }) => type === 'indicator')
    await take(indicators.slice(0, 2).map((object) => ({ ...object, ...later })))
    const left = (await readReceived(store, new Set(), NOW)).campaigns[0]?.indicators ?? []
    expect(left.map(({ id }) => id)).not.toContain(indicators[0]?.id)
    await take(
      BUNDLE.objects.filter(({ type }) => type === 'campaign').map((object) => ({ ...object, ...later })),
    )
    expect((await readReceived(store, new Set(), NOW)).campaigns).toEqual([])
  })

  test('of a day to come is kept aside until then, and takes the place of nothing', async () => {
    await take(BUNDLE.objects)
    const [campaign] = BUNDLE.objects.filter(({ type }) => type === 'campaign')
    const ahead = { ...campaign, modified: '9999-12-31T23:59:59.999Z', revoked: true } as StixObject
    expect(await take([ahead])).toMatchObject({ taken: 0, aside: 1 })
    expect((await readReceived(store, new Set(), NOW)).campaigns).toHaveLength(1)
    const soon = { ...campaign, modified: '2026-09-30T12:00:00.000Z', name: 'by another clock' } as StixObject
    expect(await take([soon])).toMatchObject({ taken: 1, aside: 0 })
  })

  test('written otherwise is the same, also where its text was hashed before', async () => {
    const turned = (object: StixObject) => Object.fromEntries(Object.entries(object).reverse()) as StixObject
    expect(await take(BUNDLE.objects)).toMatchObject({ repeated: 0 })
    expect(await take(BUNDLE.objects.map(turned))).toMatchObject({ taken: 0, aside: 0 })
    const rows = await store.query<Record<string, string>>(
      `SELECT * EXCEPT (received_at, digest), toString(o.received_at) AS received_at,
  lower(hex(substring(SHA256(text), 1, 16))) AS digest
FROM received_object AS o`,
    )
    await store.command('TRUNCATE TABLE received_object')
    await store.insert('received_object', rows)
    expect(await take(BUNDLE.objects)).toMatchObject({ taken: 0, aside: 0 })
  })

  test('that is our own, come back by another, is no news', async () => {
    await take(BUNDLE.objects)
    expect((await readReceived(store, new Set([producerId('birch')]), NOW)).campaigns).toEqual([])
  })

  test('counts by what its producer found itself, not by what others told it', async () => {
    const tell = (name: string, evidence: { detector: string; bits: number }[]) =>
      take(campaignBundle({ ...sharedCampaign(), evidence }, { tlp: 'amber', producer: name }).objects, {
        name,
      })
    const own = { detector: 'shared-payment', bits: 9 }
    await tell('birch', [own])
    await tell('cedar', [own, { detector: 'partner-indicators', bits: 6 }])
    const { campaigns } = await readReceived(store, new Set(), NOW)
    expect(campaigns.map(({ ownBits }) => ownBits)).toEqual([9, 9])
  })

  test('counts for less where nobody was accused', async () => {
    const suspected = { ...sharedCampaign(), verdict: 'suspected' as const }
    await take(campaignBundle(suspected, { tlp: 'amber', producer: 'birch' }).objects)
    expect((await readReceived(store, new Set(), NOW)).campaigns[0]?.ownBits).toBe(8)
  })
})

describe('signatures', () => {
  withStore()

  test('travel in the object, and hold for it alone', () => {
    for (const object of BUNDLE.objects.filter(
      ({ created_by_ref }) => created_by_ref === producerId('birch'),
    )) {
      const signed = signStixObject(object, SIGNER)
      expect(whatIsWrong(signed)).toBeUndefined()
      expect(verifyStixObject(signed, DIRECTORY)?.provider).toBe('birch')
      expect(() => verifyStixObject({ ...signed, name: 'other' }, DIRECTORY)).toThrow(
        /is not what birch signed/,
      )
    }
  })

  test('of one provider on what another made don’t count', () => {
    const object = { type: 'campaign', id: 'campaign--x', created_by_ref: producerId('cedar'), name: 'x' }
    expect(() => verifyStixObject(signStixObject(object, SIGNER), DIRECTORY)).toThrow(/somebody else made/)
  })

  describe('in a collection that several write into', () => {
    const cedar = { provider: 'cedar', key: makeKey() }
    const directory: KeyDirectory = {
      keyOf: (provider, kid, atMs) =>
        provider === 'cedar' && kid === cedar.key.kid ? cedar.key.x : DIRECTORY.keyOf(provider, kid, atMs),
    }
    const later = { modified: '2026-09-29T12:00:00.000Z' }
    const ofBirch = BUNDLE.objects.map((object) =>
      object.created_by_ref === producerId('birch') ? signStixObject(object, SIGNER, NOW) : object,
    )
    /** What cedar makes of an object of birch: under its own name, with its own signature. */
    const byCedar = (object: StixObject, more: Readonly<Record<string, unknown>>) => {
      return signStixObject({ ...object, ...more, created_by_ref: producerId('cedar') }, cedar, NOW)
    }
    const bring = (objects: readonly StixObject[]) =>
      takeObjects(
        store,
        { ...FEED, isSignatureNeeded: true },
        objects.map((object) => ({ object, text: JSON.stringify(object) })),
        directory,
        NOW,
      )
    const read = async () => (await readReceived(store, new Set(), NOW, directory)).campaigns
    const one = (type: string) => ofBirch.find((object) => object.type === type) as StixObject

    test('nobody revokes or rewords what another signed', async () => {
      await bring(ofBirch)
      const before = await read()
      expect(before).toMatchObject([{ signedBy: 'birch', name: 'birch-gannet' }])
      await bring([
        byCedar(one('campaign'), { ...later, revoked: true }),
        ...ofBirch
          .filter(({ type }) => type === 'indicator')
          .map((object) => byCedar(object, { ...later, revoked: true })),
      ])
      expect(await read()).toEqual(before)
    })

    test('nobody adds to what another signed', async () => {
      const birch = one('indicator')
      await bring(ofBirch)
      const before = await read()
      const id = 'indicator--0c7b0a4e-3a3c-4a54-9b0f-2f8a3a3f6a11'
      const pattern = "[ipv4-addr:value = '203.0.113.9']"
      await bring([
        byCedar(birch, { ...later, id, pattern, pattern_type: 'stix' }),
        byCedar(one('relationship'), {
          ...later,
          id: 'relationship--0c7b0a4e-3a3c-4a54-9b0f-2f8a3a3f6a11',
          relationship_type: 'indicates',
          source_ref: id,
          target_ref: one('campaign').id,
        }),
      ])
      const after = await read()
      expect(after.filter(({ signedBy }) => signedBy === 'birch')).toEqual(before)
      expect(after.filter(({ signedBy }) => signedBy === 'cedar')).toMatchObject([{ indicators: [{ id }] }])
    })

    test('whose version came first keeps nobody else’s out', async () => {
      const campaign = one('campaign')
      await bring([byCedar(campaign, {})])
      expect(await bring(ofBirch)).toMatchObject({ aside: 0 })
      expect(await read()).toMatchObject([{ signedBy: 'birch', name: 'birch-gannet' }])
    })

    test('what its maker signed stands against what nobody signed in its name', async () => {
      await bring(ofBirch)
      const before = await read()
      const bare = BUNDLE.objects.find(({ type }) => type === 'campaign') as StixObject
      await take([{ ...bare, ...later, revoked: true }])
      expect(await read()).toEqual(before)
    })
  })

  test('are asked for where the file of partners says so', async () => {
    const campaign = BUNDLE.objects.find(({ type }) => type === 'campaign') as StixObject
    expect(await take([campaign], { isSignatureNeeded: true })).toMatchObject({ taken: 0, aside: 1 })
    expect(await take([signStixObject(campaign, SIGNER, NOW)], { isSignatureNeeded: true })).toMatchObject({
      taken: 1,
      unsigned: 0,
    })
  })

  test('whose key becomes known later are taken then', async () => {
    const campaign = BUNDLE.objects.find(({ type }) => type === 'campaign') as StixObject
    const objects = [signStixObject(campaign, SIGNER, NOW)].map((object) => ({
      object,
      text: JSON.stringify(object),
    }))
    const nobody = {
      keyOf: (): never => {
        throw refused('nobody is known')
      },
    }
    expect(await takeObjects(store, FEED, objects, nobody, NOW)).toMatchObject({ aside: 1 })
    expect(await takeObjects(store, FEED, objects, DIRECTORY, NOW)).toMatchObject({ taken: 1 })
  })
})

describe('matches', () => {
  withStore()

  /** Twelve accounts of a campaign behind its block, with its cards; a hundred others, of which many use its client. */
  async function fill() {
    const account = (name: string, payment: string) => ({ account: name, payment })
    const exchange = (name: string, ip: string, user_agent: string) => ({
      id: `${name}-1`,
      ts: '2026-09-20 00:00:00',
      account: name,
      ip,
      user_agent,
    })
    const inside = Array.from({ length: 12 }, (_, index) => `in-${index}`)
    const others = Array.from({ length: 100 }, (_, index) => `out-${index}`)
    await store.insert('account', [
      ...inside.map((name) => account(name, 'fp_own')),
      ...others.map((name) => account(name, `fp_${name}`)),
    ])
    await store.insert('exchange', [
      ...inside.map((name) => ({
        ...exchange(name, '10.1.2.3', 'x'),
        block: String(0x0a_01_02n | (1n << 40n)),
      })),
      ...others.map((name) => exchange(name, '', '=popular/2')),
    ])
    return { inside, others }
  }

  test('are those who show what the partner named, and nobody who shows what many do', async () => {
    const { inside } = await fill()
    await take(BUNDLE.objects)
    const { campaigns } = await readReceived(store, new Set(), NOW)
    const [match] = await matchReceived(store, campaigns, new Map([['birch', KEY]]), false)
    expect(match?.accounts.map(({ account }) => account).sort()).toEqual(inside.sort())
    expect(
      [...new Set(match?.accounts.flatMap(({ shows }) => shows.map(({ kind }) => kind)))].sort(),
    ).toEqual(['block', 'payment'])
  })

  test('under another community key are those by plain values alone', async () => {
    await fill()
    await take(BUNDLE.objects)
    const { campaigns } = await readReceived(store, new Set(), NOW)
    const matches = await matchReceived(store, campaigns, new Map([['birch', OTHER_KEY]]), false)
    expect(
      matches.flatMap(({ accounts }) => accounts.flatMap(({ shows }) => shows.map(({ kind }) => kind))),
    ).not.toContain('payment')
  })

  test('are told as counts, and not where few match', async () => {
    const { inside } = await fill()
    await take(BUNDLE.objects)
    const { campaigns } = await readReceived(store, new Set(), NOW)
    const matches = await matchReceived(store, campaigns, new Map([['birch', KEY]]), false)
    const told = matches.map((one) => ({
      ...one,
      accounts: one.accounts.map((own) => ({ ...own, bits: 12 })),
    }))
    const sightings = sightingsOf(told, {
      producer: 'cedar',
      key: KEY,
      signer: { ...SIGNER, provider: 'cedar' },
    })
    expect(sightings.map(whatIsWrong)).toEqual([undefined, undefined])
    expect(sightings[1]).toMatchObject({ count: 12, sighting_of_ref: campaigns[0]?.id })
    const text = JSON.stringify(sightings)
    for (const raw of [...inside, '10.1.2', 'fp_own']) expect(text).not.toContain(raw)
    const few = told.map((one) => ({ ...one, accounts: one.accounts.slice(0, 2) }))
    expect(sightingsOf(few, { producer: 'cedar', key: KEY })).toEqual([])
  })
})

describe('the file of partners', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-partners-'))
  afterEach(() => rmSync(join(folder, 'partners.yaml'), { force: true }))
  const read = (text: string) => {
    writeFileSync(join(folder, 'partners.yaml'), text)
    return readPartnerFile(join(folder, 'partners.yaml'))
  }

  test('names secrets by file', () => {
    writeFileSync(join(folder, 'birch.password'), 'secret\n')
    writeFileSync(join(folder, 'community.key'), newCommunityKey())
    const [feed] = read(`partners:
  - name: birch
    url: https://birch.example/taxii2/
    collection: distillation
    user: us
    password-file: birch.password
    community-key: community.key
`)
    expect(feed).toMatchObject({
      credentials: { kind: 'basic', user: 'us', password: 'secret' },
      tlp: 'amber+strict',
      isSignatureNeeded: false,
      sharesSightings: false,
    })
  })

  test.each([
    ['partners: []', /partners/],
    ['partners:\n  - name: birch\n    url: ftp://x\n    collection: c', /url is no http/],
    ['partners:\n  - name: birch\n    url: https://x\n    collection: c\n    tpl: red', /tpl/],
    ['partners:\n  - name: birch\n    url: https://x\n    collection: c\n    user: me', /password-file/],
    ['partners:\n  - name: birch\n    url: https://x\n    collection: c\n    key-file: nowhere', /nowhere/],
    ['partners: [', /can’t be used/],
  ])('%j is told what is wrong with it', (text, says) => {
    expect(() => read(text)).toThrow(says)
  })
})
