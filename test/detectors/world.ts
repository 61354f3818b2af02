// A small provider for the detectors' tests: exchanges and accounts go into the base tables of a real engine, the
// workspace is built by the product's own functions, and groups are given instead of found.
import { createSubstreams, fillInside, fillSubstreams } from '../../src/campaigns/substream.js'
import { buildTemplates } from '../../src/campaigns/templates.js'
import { buildTraits } from '../../src/campaigns/traits.js'
import { buildPeople, buildUses, createMembers, dropWorkspace } from '../../src/campaigns/workspace.js'
import type { Context, Detector, Measured, Population } from '../../src/detectors/detector.js'
import { loadFacts } from '../../src/fingerprint/facts/facts.js'
import { migrate } from '../../src/store/migrate.js'
import { openStore } from '../../src/store/open-store.js'
import type { Store } from '../../src/store/store.js'

export const START = Date.UTC(2026, 5, 1)
export const HOUR = 3_600_000
export const DAY = 24 * HOUR

type Fields = Readonly<Record<string, string | number | readonly number[]>>

const time = (ms: number) => new Date(ms).toISOString().replace('T', ' ').replace('Z', '')

/** Numbers in [0, 1) that are the same in every run (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export class World {
  private readonly exchanges: object[] = []
  private readonly accounts: object[] = []

  constructor(private readonly store: Store) {}

  /** One exchange; text is unlike any other's unless given. */
  send(account: string, at: number, fields: Fields = {}): void {
    const number = this.exchanges.length + 1
    this.exchanges.push({
      id: `e${number}`,
      ts: time(at),
      account,
      model: 'old',
      pathway: 'api',
      status: '200',
      capability: 10,
      language: 0,
      prompt_hash: number,
      words: 20,
      ...fields,
    })
  }

  register(account: string, fields: Fields = {}): void {
    const { created_at, suspended_at, ...others } = fields
    this.accounts.push({
      account,
      ...others,
      version: 1,
      ...(created_at !== undefined && { created_at: time(Number(created_at)) }),
      ...(suspended_at !== undefined && { suspended_at: time(Number(suspended_at)) }),
    })
  }

  /** People: sittings of some requests by day, from the first day on; returns their account ids. */
  people(
    name: string,
    count: number,
    seed: number,
    fields: (roll: () => number) => Fields = () => ({}),
  ): string[] {
    const roll = dice(seed)
    return Array.from({ length: count }, (_, i) => {
      const account = `${name}-${i}`
      const sittings = 3 + Math.floor(roll() * 6)
      for (let sitting = 0; sitting < sittings; sitting++) {
        let at = START + Math.floor(roll() * 10) * DAY + (8 + 12 * roll()) * HOUR
        for (let n = 1 + Math.floor(roll() * 5); n > 0; n--) {
          this.send(account, at, fields(roll))
          at += (0.5 + 5 * roll()) * 60_000
        }
      }
      return account
    })
  }

  /** Fills the tables, declares the groups (candidates from 1 on) and returns what a measure is given. */
  async build(groups: Readonly<Record<string, readonly string[]>>): Promise<Context> {
    const { store } = this
    await clear(store)
    await store.insert('exchange', this.exchanges)
    await store.insert('account', this.accounts)
    await buildPeople(store)
    await buildTemplates(store)
    await buildUses(store)
    await buildTraits(store)
    await createMembers(store)
    for (const [index, accounts] of Object.values(groups).entries()) {
      const list = accounts.map((account) => `'${account}'`).join(', ')
      await store.command(
        `INSERT INTO work_member SELECT ${index + 1}, aid, owner, 1 FROM work_account WHERE account IN (${list})`,
      )
    }
    const context = await contextOf(store)
    await createSubstreams(store)
    await fillInside(store)
    await fillSubstreams(store, context.population.accounts)
    return context
  }

  /** Builds the workspace and runs the detector on the groups. */
  async measure(
    detector: Detector,
    groups: Readonly<Record<string, readonly string[]>>,
  ): Promise<Record<string, Measured | undefined>> {
    const context = await this.build(groups)
    const measured = (await detector.measure?.(context)) ?? new Map<number, Measured>()
    return Object.fromEntries(Object.keys(groups).map((name, index) => [name, measured.get(index + 1)]))
  }
}

/** What a measure is given, on the workspace as it stands. */
async function contextOf(store: Store): Promise<Context> {
  const [population] = await store.query<Population>(
    'SELECT count() AS accounts, uniqExact(owner) AS owners, sum(exchanges) AS exchanges, toUnixTimestamp(min(first)) AS from, toUnixTimestamp(max(last)) AS to FROM work_account',
  )
  const candidates = await store.query<Context['candidates'][number]>(
    'SELECT m.cand AS id, count() AS accounts, uniqExact(m.owner) AS owners, sum(a.exchanges) AS exchanges FROM work_member AS m INNER JOIN work_account AS a ON a.aid = m.aid GROUP BY id ORDER BY id',
  )
  return {
    store,
    population: population as Population,
    candidates,
    sent: 'work_sub',
    texts: 'true',
    hours: 'true',
    query: <Row>(sql: string) => store.query<Row>(sql),
  }
}

async function clear(store: Store): Promise<void> {
  for (const table of ['exchange', 'account']) await store.command(`TRUNCATE TABLE ${table}`)
  await dropWorkspace(store)
}

/** A store with the durable tables, in which nothing is known of the networks; close it. */
export async function openWorldStore(): Promise<Store> {
  const store = await openStore()
  await migrate(store)
  await loadFacts(store, { packaged: false })
  return store
}

export const bitsOf = (measured: Measured | undefined): number => measured?.bits ?? 0
