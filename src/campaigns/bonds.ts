// What binds accounts of one campaign: values that most of them hold and hardly anybody else does. One card, address or
// text that fills a good part of the traffic is enough by itself; of texts that come beside others it takes several.
import { OPAQUE_TRAIT } from '../detectors/opaque-replay.js'
import { type Incidence, type KindRule, shareAt, type TraitValue, valuesOf } from './membership.js'

/** What is tuned. */
export const BONDS = {
  /** Share of the accounts that must hold a value for it to bind them, and of an account's exchanges for a text. */
  common: 0.6,
  constant: 0.25,
  /** Share of an account's exchanges from which a text is a wording of the work and no item of it. */
  wording: 0.04,
  /** Wordings that two parts must have in common, and the share of the wordings of either that they must be. */
  leastWordings: 2,
  sameWordings: 0.5,
  /** Wordings of a campaign that one account must have: fewer travel between strangers. */
  leastOfAccount: 3,
  /** Holders at large, for each one here, up to which a value is these accounts' own. */
  exclusive: 2,
} as const

export interface Bonds {
  /** Each is enough by itself: a card, an address, a text that fills a good part of the traffic. */
  readonly strong: ReadonlySet<number>
  /** Texts that come again and again beside others: many of them together are one hand's way to ask. */
  readonly wordings: ReadonlySet<number>
}

/**
 * What binds some accounts.
 * @param heldHere accounts that hold each value among those that its holders at large are counted against: the accused,
 *   or, when left out, the accounts themselves
 */
export function commonBonds(
  data: Incidence,
  accounts: ReadonlySet<number>,
  rules: ReadonlyMap<number, KindRule>,
  heldHere?: ReadonlyMap<number, number>,
): Bonds {
  const strong = new Map<number, number>()
  const wordings = new Map<number, number>()
  for (const account of accounts) {
    const end = data.start[account + 1] as number
    for (let i = data.start[account] as number; i < end; i++) {
      const value = data.valueOf[i] as number
      const rule = rules.get((data.values[value] as TraitValue).kind)
      if (!rule?.isBond) continue
      const share = rule.isText ? shareAt(data, account, i) : 1
      if (share >= BONDS.constant) strong.set(value, (strong.get(value) ?? 0) + 1)
      if (rule.isText && share >= BONDS.wording) wordings.set(value, (wordings.get(value) ?? 0) + 1)
    }
  }
  const ofMost = (counts: ReadonlyMap<number, number>) =>
    new Set(
      [...counts].flatMap(([value, count]) => {
        const { total } = data.values[value] as TraitValue
        const isOwn = total <= BONDS.exclusive * (heldHere?.get(value) ?? count)
        return isOwn && count >= BONDS.common * accounts.size ? [value] : []
      }),
    )
  return { strong: ofMost(strong), wordings: ofMost(wordings) }
}

/** Whether most of the wordings of either part are wordings of both. */
export function haveSameWordings({ wordings: one }: Bonds, { wordings: other }: Bonds): boolean {
  const shared = [...one].filter((value) => other.has(value)).length
  return shared >= BONDS.leastWordings && shared >= BONDS.sameWordings * Math.max(one.size, other.size)
}

/** Whether an account asks in most of a campaign's own wordings: strangers copy one text, and not a way to ask. */
export function asksAlike(data: Incidence, account: number, { wordings }: Bonds): boolean {
  let shared = 0
  const end = data.start[account + 1] as number
  for (let i = data.start[account] as number; i < end; i++)
    if (wordings.has(data.valueOf[i] as number) && shareAt(data, account, i) >= BONDS.wording) shared++
  return shared >= Math.max(BONDS.leastOfAccount, BONDS.sameWordings * wordings.size)
}

/** Whether an account presents references out of a campaign's own ring: strangers don't hold each other's reasoning. */
export function isInRing(data: Incidence, account: number, { strong }: Bonds): boolean {
  return valuesOf(data, account).some(
    (value) => strong.has(value) && (data.values[value] as TraitValue).kind === OPAQUE_TRAIT,
  )
}
