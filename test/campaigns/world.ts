// Small worlds of accounts and the values they hold, written out by hand, with rules like the detectors' own.
import type { Incidence, KindRule } from '../../src/campaigns/membership.js'
import { OPAQUE_TRAIT } from '../../src/detectors/opaque-replay.js'

export const KINDS = {
  payment: 1,
  registration: 2,
  address: 5,
  reference: OPAQUE_TRAIT,
  template: 9,
  plan: 34,
  mail: 32,
} as const

type Kind = keyof typeof KINDS
/** A value by kind and name. */
export type Value = `${Kind}:${string}`
/** A value, with its uses where these are not all of the account's exchanges. */
export type Holding = Value | readonly [Value, number]

const bond = { recruits: true, isBond: true, isText: false }
const habit = { recruits: false, isBond: false, isText: false }
export const RULES: ReadonlyMap<number, KindRule> = new Map([
  [KINDS.payment, { ...bond, most: 12, least: -1 }],
  [KINDS.registration, { ...bond, most: 8, least: -1 }],
  [KINDS.address, { ...bond, most: 6, least: -1 }],
  [KINDS.reference, { ...bond, most: 12, least: 0 }],
  [KINDS.template, { ...bond, isText: true, most: 6, least: -3 }],
  [KINDS.plan, { ...habit, most: 2, least: -2 }],
  [KINDS.mail, { ...habit, most: 2, least: -2 }],
])

/** Exchanges of every account. */
export const EXCHANGES = 100

export interface SmallWorld {
  readonly data: Incidence
  /** Index of a value. */
  indexOf(value: Value): number
}

/** A world of the given accounts in a larger population; `totals` are holders at large where others hold it too. */
export function worldOf(
  population: number,
  accounts: readonly (readonly Holding[])[],
  totals: Readonly<Record<string, number>> = {},
): SmallWorld {
  const named = accounts.map((list) =>
    list.map((holding) => (typeof holding === 'string' ? ([holding, EXCHANGES] as const) : holding)),
  )
  const names = [...new Set(named.flatMap((list) => list.map(([name]) => name)))]
  const index = new Map(names.map((name, value) => [name, value]))
  const indexOf = (name: Value) => {
    const value = index.get(name)
    if (value === undefined) throw new Error(`nobody holds ${name}`)
    return value
  }
  const rows = named.map((list) => [...list].sort(([one], [other]) => indexOf(one) - indexOf(other)))
  const starts = [0]
  for (const list of named) starts.push((starts.at(-1) as number) + list.length)
  return {
    indexOf,
    data: {
      population,
      aids: Uint32Array.from(accounts, (_, account) => account + 1),
      exchanges: new Uint32Array(accounts.length).fill(EXCHANGES),
      start: Uint32Array.from(starts),
      valueOf: Uint32Array.from(rows.flatMap((list) => list.map(([name]) => indexOf(name)))),
      usesOf: Uint32Array.from(rows.flatMap((list) => list.map(([, uses]) => uses))),
      values: names.map((name) => {
        const holders = named.flatMap((list, account) =>
          list.some(([held]) => held === name) ? [account] : [],
        )
        return {
          kind: KINDS[name.slice(0, name.indexOf(':')) as Kind],
          total: totals[name] ?? holders.length,
          holders: Uint32Array.from(holders),
        }
      }),
    },
  }
}

/** `count` accounts that hold the same. */
export function alike(count: number, ...holdings: readonly Holding[]): (readonly Holding[])[] {
  return Array.from({ length: count }, () => holdings)
}

/** Numbers from `from` up to, not including, `to`. */
export function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i)
}

/** Members in order. */
export function sorted(members: Iterable<number>): number[] {
  return [...members].sort((a, b) => a - b)
}
