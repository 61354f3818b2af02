// An attacker's purse and memory over the rounds.
import {
  type Choice,
  chooseNext,
  type Experience,
  leversOf,
  type Rule,
  runningCost,
  settingsOf,
  valuesOf,
  workOnce,
} from '../../../simulate/levers/adaptive.js'
import { exchangesPerAccount } from '../../../simulate/levers/costs.js'
import type { Random } from '../../../simulate/random.js'

/** Dollars for all rounds, for 2,800 exchanges a round: about twice what the cheapest campaign costs. */
export const BUDGET = 3000
/** Accounts of a round at most; fewer where the money does not reach. */
const MOST_ACCOUNTS = 40
/** A choice that pays for fewer is no campaign. */
const LEAST_ACCOUNTS = 10

export interface Attacker {
  readonly name: string
  readonly rule: Rule
  /** What it asks for, as settings of a specification. */
  readonly text: string
  readonly random: Random
  left: number
  /** Values whose work is done. */
  readonly paid: Set<string>
  readonly seen: Experience[]
}

/** What an attacker does in one round. */
export interface Move {
  readonly choice: Choice
  readonly accounts: number
  readonly work: number
  readonly specification: string
}

/** What came of it. */
export interface RoundOutcome {
  readonly accounts: number
  readonly suspended: number
  /** Campaign exchanges that were answered. */
  readonly got: number
  readonly wanted: number
  readonly usd: number
  readonly choice: Choice
  readonly specification: string
}

/** Chooses and says what it can pay for; undefined when the money is gone. */
export function move(attacker: Attacker, told: readonly Experience[], roundsLeft: number): Move | undefined {
  const { rule, random, seen, paid, left, text } = attacker
  const accountsFor = (choice: Choice): number => {
    const { perAccount, perExchange } = runningCost(choice)
    const money = (left - workOnce(choice, paid)) / roundsLeft
    return Math.floor(money / (perAccount + perExchange * exchangesPerAccount(leversOf(choice))))
  }
  const choice = chooseNext(rule, random, seen, told, (one) => accountsFor(one) >= LEAST_ACCOUNTS)
  const accounts = Math.min(MOST_ACCOUNTS, accountsFor(choice))
  if (accounts < 1) return undefined
  return {
    choice,
    accounts,
    work: workOnce(choice, paid),
    specification: `api,${settingsOf(choice)},size=${accounts},${text}`,
  }
}

/** Pays for the round and remembers it. `sent` counts all exchanges of its accounts, honest ones among them. */
export function settle(
  attacker: Attacker,
  { choice, accounts, work, specification }: Move,
  sent: number,
  suspended: number,
): RoundOutcome {
  const levers = leversOf(choice)
  const got = sent * (1 - (levers.honest[0] + levers.honest[1]) / 2)
  const wanted = accounts * exchangesPerAccount(levers)
  const { perAccount, perExchange } = runningCost(choice)
  const usd = work + accounts * perAccount + got * perExchange
  attacker.left -= usd
  for (const [lever, value] of valuesOf(choice)) attacker.paid.add(`${lever}=${value}`)
  attacker.seen.push({
    choice,
    share: got / wanted,
    usdPer1000: got === 0 ? Number.POSITIVE_INFINITY : (1000 * usd) / got,
  })
  return { accounts, suspended, got, wanted, usd, choice, specification }
}
