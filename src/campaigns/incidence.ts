// Who holds what, in memory: every value that accounts share, as compressed rows. It grows with the memberships of
// accounts and not with exchanges, and it is walked over for thousands of seeds, each of which a join would multiply.
import type { Store } from '../store/store.js'
import type { Incidence } from './membership.js'

interface ValueRow {
  readonly kind: number
  readonly total: number
  readonly asking: number
  readonly aids: readonly number[]
  readonly uses: readonly number[]
}

/** All accounts with the values in `work_trait` that they share with others, values in order of kind and value (as text). */
export async function loadIncidence(store: Store): Promise<Incidence> {
  const [accounts] = await store.query<{ aids: number[]; exchanges: number[] }>(
    'SELECT groupArray(aid) AS aids, groupArray(exchanges) AS exchanges FROM (SELECT aid, exchanges FROM work_account ORDER BY aid)',
  )
  const aids = Uint32Array.from(accounts?.aids ?? [])
  const indexOf = new Map(Array.from(aids, (aid, index) => [aid, index]))
  const rows =
    await store.query<ValueRow>(`SELECT t.kind AS kind, any(z.accounts) AS total, any(z.asking) AS asking, groupArray(t.aid) AS aids, groupArray(t.uses) AS uses
FROM work_trait AS t
INNER JOIN work_trait_size AS z ON z.kind = t.kind AND z.value = t.value
GROUP BY t.kind, t.value
ORDER BY t.kind, toString(t.value)`)
  const holders = rows.map((row) => Uint32Array.from(row.aids, (aid) => indexOf.get(aid) as number))
  const { start, place } = layOut(aids.length, holders)
  const held = new Uint32Array(start[aids.length] as number)
  const usesOf = new Uint32Array(held.length)
  rows.forEach(({ uses }, value) => {
    holders[value]?.forEach((account, i) => {
      const at = place(account)
      held[at] = value
      usesOf[at] = uses[i] as number
    })
  })
  return {
    population: aids.length,
    aids,
    exchanges: Uint32Array.from(accounts?.exchanges ?? []),
    start,
    valueOf: held,
    usesOf,
    values: rows.map(({ kind, total, asking }, value) => ({
      kind,
      total,
      asking,
      holders: (holders[value] as Uint32Array).sort(),
    })),
  }
}

/** Room for each account's values, and the next free place of an account. */
function layOut(accounts: number, holders: readonly Uint32Array[]) {
  const start = new Uint32Array(accounts + 1)
  for (const some of holders)
    for (const account of some) start[account + 1] = (start[account + 1] as number) + 1
  for (let i = 0; i < accounts; i++) start[i + 1] = (start[i + 1] as number) + (start[i] as number)
  const next = start.slice()
  const place = (account: number) => {
    const at = next[account] as number
    next[account] = at + 1
    return at
  }
  return { start, place }
}

/** The same for some accounts and the values that they hold, totals as at large, and a value's index there. */
export function narrow(
  data: Incidence,
  accounts: ReadonlySet<number>,
): { readonly data: Incidence; valueAt(value: number): number | undefined } {
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
