// Who holds what, in memory: every value that accounts share, as compressed rows. It grows with the memberships of
// accounts and not with exchanges, and it is walked over for thousands of seeds, each of which a join would multiply.

import { packedSql, unpack } from '../store/packed.js'
import type { Store } from '../store/store.js'
import { layOutRows } from './compressed-rows.js'
import { isWhole, type Log } from './drawn-log.js'
import type { Incidence } from './membership.js'
import { HABITS } from './traits.js'

/** Values as columns, in order of kind and value, and beside them their holders and uses end to end; packed but for `asking`. */
interface Columns {
  readonly kinds: string
  readonly totals: string
  readonly asking: readonly number[]
  readonly sizes: string
  readonly places: string
  readonly aids: string
  readonly uses: string
}

/** What was loaded, and the places of its values in `work_trait_size`, in their order. */
export interface Loaded extends Incidence {
  readonly places: Uint32Array
}

/**
 * All accounts with the values in `work_trait` that they share with others, values in order of kind and value (as text).
 * Of a large log without habits, which are half of all and link nobody.
 */
export function loadIncidence(store: Store, log: Log): Promise<Loaded> {
  return load(
    store,
    'true',
    isWhole(log) ? 'true' : `t.kind NOT IN (${HABITS.map(({ code }) => code).join(', ')})`,
  )
}

/** Some accounts with all values that they share with others, and a value's index there. */
export async function loadSome(
  store: Store,
  everyone: Loaded,
  accounts: ReadonlySet<number>,
): Promise<Narrowed> {
  await store.command('CREATE TABLE work_fitting (aid UInt32) ENGINE = Memory')
  await store.insert(
    'work_fitting',
    Array.from(accounts, (account) => ({ aid: everyone.aids[account] })),
  )
  const isWanted = 'aid IN (SELECT aid FROM work_fitting)'
  const { places, ...data } = await load(store, isWanted, `t.${isWanted}`)
  await store.command('DROP TABLE work_fitting')
  const valueAt = new Map(Array.from(places, (place, value) => [place, value]))
  return {
    data: { ...data, population: everyone.population },
    valueAt: (value) => valueAt.get(everyone.places[value] as number),
  }
}

async function load(store: Store, accountWhere: string, traitWhere: string): Promise<Loaded> {
  const [accounts] = await store.query<{ aids: string; exchanges: string }>(
    `SELECT ${packedSql('groupArray(aid)')} AS aids, ${packedSql('groupArray(toUInt32(exchanges))')} AS exchanges FROM (SELECT aid, exchanges FROM work_account WHERE ${accountWhere} ORDER BY aid)`,
  )
  const aids = accounts ? unpack(accounts.aids) : new Uint32Array()
  const indexOf = new Uint32Array((aids[aids.length - 1] ?? 0) + 1)
  aids.forEach((aid, index) => {
    indexOf[aid] = index
  })
  // As columns of one row: a row a value would be tens of thousands of small documents.
  const [columns] =
    await store.query<Columns>(`SELECT ${packedSql('groupArray(toUInt32(kind))')} AS kinds, ${packedSql('groupArray(total)')} AS totals, groupArray(asking) AS asking,
  ${packedSql('groupArray(toUInt32(length(holders)))')} AS sizes, ${packedSql('groupArray(place)')} AS places, ${packedSql('groupArrayArray(holders)')} AS aids, ${packedSql('groupArrayArray(counts)')} AS uses
FROM (
  SELECT t.kind AS kind, any(z.place) AS place, any(z.accounts) AS total, any(z.asking) AS asking, groupArray(t.aid) AS holders, groupArray(t.uses) AS counts
  FROM work_trait AS t
  INNER JOIN work_trait_size AS z ON z.kind = t.kind AND z.value = t.value
  WHERE ${traitWhere}
  GROUP BY t.kind, t.value
  ORDER BY t.kind, toString(t.value)
)`)
  const read = (column: Exclude<keyof Columns, 'asking'>) =>
    columns ? unpack(columns[column]) : new Uint32Array()
  const [kinds, totals, uses] = [read('kinds'), read('totals'), read('uses')]
  const holders = read('aids').map((aid) => indexOf[aid] as number)
  const { start, place } = layOutRows(aids.length, holders)
  const held = new Uint32Array(holders.length)
  const usesOf = new Uint32Array(holders.length)
  let end = 0
  const values = Array.from(read('sizes'), (size, value) => {
    for (let i = end; i < end + size; i++) {
      const at = place(holders[i] as number)
      held[at] = value
      usesOf[at] = uses[i] as number
    }
    end += size
    return {
      kind: kinds[value] as number,
      total: totals[value] as number,
      asking: columns?.asking[value] as number,
      holders: holders.subarray(end - size, end).sort(),
    }
  })
  return {
    population: aids.length,
    aids,
    exchanges: accounts ? unpack(accounts.exchanges) : new Uint32Array(),
    start,
    valueOf: held,
    usesOf,
    values,
    places: read('places'),
  }
}

export interface Narrowed {
  readonly data: Incidence
  valueAt(value: number): number | undefined
}

/** The same for some accounts and the values that they hold, totals as at large, and a value's index there. */
export function narrow(data: Incidence, accounts: ReadonlySet<number>): Narrowed {
  const kept = Uint32Array.from(accounts).sort()
  const accountAt = new Map(Array.from(kept, (account, index) => [account, index]))
  const valueAt = new Map<number, number>()
  const values = data.values.flatMap(({ holders, ...rest }, value) => {
    const some = holders.filter((holder) => accountAt.has(holder))
    if (some.length === 0) return []
    valueAt.set(value, valueAt.size)
    return [{ ...rest, holders: some.map((holder) => accountAt.get(holder) as number) }]
  })
  const rowOf = (column: Uint32Array, account: number) =>
    column.subarray(data.start[account] as number, data.start[account + 1] as number)
  const start = new Uint32Array(kept.length + 1)
  kept.forEach((account, index) => {
    start[index + 1] = (start[index] as number) + rowOf(data.valueOf, account).length
  })
  const held = new Uint32Array(start[kept.length] as number)
  const usesOf = new Uint32Array(held.length)
  kept.forEach((account, index) => {
    held.set(
      rowOf(data.valueOf, account).map((value) => valueAt.get(value) as number),
      start[index],
    )
    usesOf.set(rowOf(data.usesOf, account), start[index])
  })
  return {
    data: {
      population: data.population,
      aids: kept.map((account) => data.aids[account] as number),
      exchanges: kept.map((account) => data.exchanges[account] as number),
      start,
      valueOf: held,
      usesOf,
      values,
    },
    valueAt: (value) => valueAt.get(value),
  }
}
