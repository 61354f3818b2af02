// Fetching from servers as they are: every fault ends in all objects being there once, or in words.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PartnerFeed } from '../../../src/share/received/partner-file.js'
import { pullFrom } from '../../../src/share/received/pull.js'
import { readAside, TAKEN } from '../../../src/share/received/take.js'
import { CONNECTION, Connection, retryAfterMs } from '../../../src/share/taxii/client/connection.js'
import { refused } from '../../../src/share/trust/signature.js'
import { migrate } from '../../../src/store/migrate.js'
import { openStore } from '../../../src/store/open-store.js'
import type { Store } from '../../../src/store/store.js'
import { type Faults, SloppyServer } from './sloppy-server.js'

let store: Store
let server: SloppyServer | undefined
beforeEach(async () => {
  store = await openStore({})
  await migrate(store)
})
afterEach(async () => {
  await server?.stop()
  server = undefined
  await store.close()
})

const NOBODY = {
  keyOf: (): never => {
    throw refused('nobody is known')
  },
}
const START = Date.parse('2026-06-01T00:00:00Z') / 1000
const NOW = Date.parse('2026-06-02T00:00:00Z')

const indicator = (number: number, more: object = {}) => ({
  type: 'indicator',
  spec_version: '2.1',
  id: `indicator--00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  created: '2026-06-01T00:00:00.000Z',
  modified: '2026-06-01T00:00:00.000Z',
  pattern: `[ipv4-addr:value = '198.51.100.${number % 250}']`,
  pattern_type: 'stix',
  valid_from: '2026-06-01T00:00:00.000Z',
  object_marking_refs: ['marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb'],
  ...more,
})

async function startWith(count: number, faults: Faults = {}): Promise<PartnerFeed> {
  server = await SloppyServer.start(faults)
  for (let number = 0; number < count; number++)
    server.objects.push({ object: indicator(number), addedAt: START + 600 * number })
  return feedOf(server.url)
}

const feedOf = (url: string): PartnerFeed => ({
  name: 'birch',
  url,
  collection: 'shared',
  credentials: { kind: 'basic', user: 'me', password: 'secret' },
  key: undefined,
  tlp: 'amber',
  isSignatureNeeded: false,
  sharesSightings: false,
})

const waits: number[] = []
const pull = (feed: PartnerFeed, limit = 10) =>
  pullFrom(store, feed, {
    directory: NOBODY,
    limit,
    now: () => NOW,
    wait: async (ms) => {
      waits.push(ms)
    },
  })

async function held(): Promise<number> {
  const [row] = await store.query<{ objects: number }>(
    "SELECT uniqExact(id) AS objects FROM received_object WHERE refused = ''",
  )
  return row?.objects ?? 0
}

describe('a server in order', () => {
  test('is read to its end, and then only what came since', async () => {
    const feed = await startWith(35)
    expect(await pull(feed)).toMatchObject({ pages: 4, taken: 35, repeated: 0, aside: 0, oddities: [] })
    expect(server?.authorization).toBe(`Basic ${Buffer.from('me:secret').toString('base64')}`)
    server?.objects.push({ object: indicator(35), addedAt: START + 600 * 35 })
    // The overlap of five minutes brings the last one again, which is passed over.
    expect(await pull(feed)).toMatchObject({ pages: 1, taken: 1, repeated: 1 })
    expect(await held()).toBe(36)
  })

  test('goes on where a pull was broken off', async () => {
    const feed = await startWith(35, { refusals: [[200], [200]].slice(2) as [] })
    await expect(
      pullFrom(Object.create(store, { insert: { value: brokenAfter(4) } }), feed, {
        directory: NOBODY,
        limit: 10,
        now: () => NOW,
      }),
    ).rejects.toThrow('out of power')
    expect(await held()).toBe(20)
    const before = server?.asked.length ?? 0
    expect(await pull(feed)).toMatchObject({ taken: 15, repeated: 0 })
    expect(server?.asked[before]?.searchParams.get('next')).toBe('20')
    expect(await held()).toBe(35)
  })
})

/** Writes to the store until it fails. */
function brokenAfter(writes: number): Store['insert'] {
  let left = writes
  return async (table, rows) => {
    if (left-- === 0) throw new Error('out of power')
    await store.insert(table, rows)
  }
}

describe('a sloppy server', () => {
  test.each<[string, Faults, RegExp]>([
    ['calls its answers something else', { type: 'application/json' }, /not TAXII 2\.1/],
    ['leaves out `more`', { isMoreLeftOut: true }, /without saying that there is more/],
    ['leaves out `next`', { isNextLeftOut: true }, /and not where/],
    ['forgets the page that it named', { forgetsAt: 3 }, /forgot the page/],
    ['says that it is elsewhere', { rootHost: 'http://internal.example' }, /internal\.example/],
  ])('that %s is read whole', async (_, faults, says) => {
    const feed = await startWith(35, faults)
    const pulled = await pull(feed)
    expect(pulled.failure).toBeUndefined()
    expect(await held()).toBe(35)
    expect(pulled.oddities.map(({ text }) => text).join('\n')).toMatch(says)
  })

  test('that tells no times is read from the beginning each time, and taken once', async () => {
    const feed = await startWith(15, { areTimesLeftOut: true })
    await pull(feed)
    expect(await pull(feed)).toMatchObject({ taken: 0, repeated: 15 })
  })

  test('that sends one page for ever is left', async () => {
    const feed = await startWith(35, { isStuck: true })
    const pulled = await pull(feed)
    expect(pulled.oddities.map(({ text }) => text).join('\n')).toMatch(/same page/)
    expect(server?.asked.length).toBeLessThan(4)
    expect(await held()).toBe(10)
  })

  test('whose clock goes back loses nothing', async () => {
    const feed = await startWith(5)
    await pull(feed)
    server?.objects.push({ object: indicator(77), addedAt: START + 600 * 4 - 120 })
    await pull(feed)
    expect(await held()).toBe(6)
  })

  test('that is busy is asked again when it says', async () => {
    waits.length = 0
    const feed = await startWith(5, { refusals: [[503], [429, '7']] })
    expect((await pull(feed)).taken).toBe(5)
    expect(waits).toEqual([CONNECTION.waitMs, 7000])
  })

  test('that refuses or is gone ends the pull in words, and nothing else', async () => {
    const feed = await startWith(5, { refusals: [[401]] })
    expect((await pull(feed)).failure?.code).toBe('taxii-refused')
    expect((await pull(feed)).taken).toBe(5)
    await server?.stop()
    expect((await pull(feed)).failure?.code).toBe('taxii-unreachable')
    server = undefined
  })

  test('whose page is too large is read no further', async () => {
    const feed = await startWith(5, { padding: CONNECTION.bytes })
    expect((await pull(feed)).failure?.message).toMatch(/larger than 64 MB/)
  })

  test.each([
    ['a list', '[]', /no object/],
    ['objects that are no list', '{"objects": {"0": {}}}', /no list/],
  ])('that answers %s is not taken for one that has nothing', async (_, page, says) => {
    const { failure } = await pull(await startWith(5, { page }))
    expect(failure?.code).toBe('taxii-unreadable')
    expect(failure?.message).toMatch(says)
  })

  test('that answers with nothing at all is told', async () => {
    const pulled = await pull(await startWith(5, { page: '' }))
    expect(pulled.failure).toBeUndefined()
    expect(pulled.oddities.map(({ text }) => text).join('\n')).toMatch(/nothing at all/)
  })

  test.each<[string, Faults]>([
    ['', {}],
    [', and tells no times', { areTimesLeftOut: true }],
  ])('that has more pages than one pull reads%s is read on by the next', async (_, faults) => {
    const feed = await startWith(35, faults)
    const some = () => pullFrom(store, feed, { directory: NOBODY, limit: 10, pages: 2, now: () => NOW })
    const first = await some()
    expect(first).toMatchObject({ pages: 2, taken: 20 })
    expect(first.oddities.map(({ text }) => text).join('\n')).toMatch(/more pages than/)
    const second = await some()
    expect(second.taken).toBe(15)
    expect(second.oddities.map(({ text }) => text).join('\n')).not.toMatch(/more pages than/)
    expect(await held()).toBe(35)
  })

  test('a collection that is not there is told with those that are', async () => {
    const feed = { ...(await startWith(1)), collection: 'other' }
    expect((await pull(feed)).failure?.message).toMatch(/no collection “other”; it shows shared/)
  })
})

test('what does not validate is kept aside with its reason, and the rest is taken', async () => {
  server = await SloppyServer.start()
  const deep = JSON.parse(`${'[{"a":'.repeat(200)}1${'}]'.repeat(200)}`) as unknown
  const bad = [
    'no object',
    { type: 'indicator', id: 'nonsense' },
    indicator(1, { valid_from: 'yesterday' }),
    indicator(2, { x_deep: deep }),
    indicator(3, { object_marking_refs: ['marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1'] }),
    indicator(4, { description: 'x'.repeat(2 ** 20) }),
    indicator(5, { __proto__: { polluted: true } }),
    indicator(6),
    indicator(6, { name: 'the same version says something else' }),
  ]
  for (const object of bad) server.objects.push({ object, addedAt: START })
  const pulled = await pull(feedOf(server.url), 100)
  expect(pulled).toMatchObject({ taken: 2, aside: 7 })
  const why = (await readAside(store)).map((one) => one.why).join('\n')
  for (const says of [
    'is no object',
    'no id',
    'valid_from',
    'deeper than 64 levels',
    'marked red',
    'longer than',
    'something else than the same version',
  ])
    expect(why).toContain(says)
  // All of it is known now: nothing is kept twice.
  expect(await pull(feedOf(server.url), 100)).toMatchObject({ taken: 0, aside: 0, repeated: 9 })
})

test('a page that is larger than what the store is given at once is one page', async () => {
  const feed = await startWith(TAKEN.atOnce + 100)
  server?.objects.push({ object: indicator(0, { name: 'says something else' }), addedAt: START })
  expect(await pull(feed, 10_000)).toMatchObject({ pages: 1, taken: TAKEN.atOnce + 100, aside: 1 })
})

test('no name of a type keeps the other objects out', async () => {
  server = await SloppyServer.start()
  const types = ['constructor', 'valueof', 'has-own-property']
  for (const [place, type] of types.entries()) {
    const object = { ...indicator(place), type, id: `${type}--00000000-0000-4000-8000-00000000000${place}` }
    server.objects.push({ object, addedAt: START })
  }
  server.objects.push({ object: indicator(9), addedAt: START })
  expect(await pull(feedOf(server.url), 100)).toMatchObject({ taken: 4, aside: 0 })
})

test('credentials that go in clear are told, and not on this machine', async () => {
  const toldOf = async (url: string) => {
    const told: string[] = []
    const connection = new Connection({
      credentials: { kind: 'key', key: 'k' },
      tries: 1,
      onOddity: ({ text }) => told.push(text),
    })
    await expect(connection.get(new URL(url))).rejects.toThrow('can’t be reached')
    return told.join('\n')
  }
  expect(await toldOf('http://taxii.invalid/')).toMatch(/in clear/)
  expect(await toldOf('https://taxii.invalid/')).toBe('')
  expect(await toldOf('http://127.0.0.1:1/')).toBe('')
})

test('a wait is told in seconds or as a date', () => {
  const now = Date.parse('2026-06-01T00:00:00Z')
  const wait = (value: string) => retryAfterMs(new Headers({ 'Retry-After': value }), now)
  expect(wait('12')).toBe(12_000)
  expect(wait('Mon, 01 Jun 2026 00:00:30 GMT')).toBe(30_000)
  expect(wait('soon')).toBeUndefined()
})
