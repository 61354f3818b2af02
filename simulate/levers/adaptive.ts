// An attacker that learns: it sees which of its accounts were suspended in earlier rounds and what it paid, and chooses
// its levers for the next round by a stated rule. It knows nothing else of the detector.
import { gamma, pick, type Random } from '../random.js'
import { BASES } from './bases.js'
import { type Cost, costOf, exchangesPerAccount } from './costs.js'
import type { Levers } from './levers.js'
import { PRICES } from './prices.js'
import { LEVERS } from './table.js'

/** A value for each lever that the attacker may move. */
export type Choice = Readonly<Record<string, string>>

/** What may be moved, from the cheapest value on; the first values are where everybody starts. */
export const MOVABLE: Readonly<Record<string, readonly string[]>> = {
  cards: ['10', '3', '1'],
  addresses: ['rack', 'residential-40', 'residential-400', 'homes'],
  'sign-up': ['20', '150', 'bought'],
  clients: ['same', 'disguised', 'own'],
  rhythm: ['flat', 'crew', 'daily', 'human'],
  jitter: ['none', 'tenth', 'gap', 'heavy-tailed'],
  reworded: ['0', '0.5', '0.9', '1'],
  mixing: ['0', '0.3', '0.5', '0.7'],
  dropped: ['nothing', 'text'],
  forged: ['nothing', 'client', 'both'],
}

/**
 * How the next choice is made.
 *
 * - `fixed`: always the cheapest values. A control.
 * - `random`: any values that can be paid for. A control: what moving levers does without learning.
 * - `hill-climbing`: the best choice so far by dollars for 1,000 exchanges got, with one lever moved; two after two
 *   rounds without an improvement.
 * - `bandit`: Thompson sampling (Thompson 1933) with one Beta posterior for each value of each lever, of the share of
 *   wanted exchanges that campaigns with this value got; takes the choice with most expected exchanges for a dollar
 *   among {@link CANDIDATES} drawn ones. Attackers of this rule tell each other what they saw.
 */
export const RULES = ['fixed', 'random', 'hill-climbing', 'bandit'] as const
export type Rule = (typeof RULES)[number]

/** What a round showed. */
export interface Experience {
  readonly choice: Choice
  /** Exchanges answered before suspension, over those wanted from the accounts. */
  readonly share: number
  /** Dollars paid in the round for 1,000 exchanges got, work once included; infinite when none was got. */
  readonly usdPer1000: number
}

const CANDIDATES = 200

export const CHEAPEST: Choice = Object.fromEntries(
  Object.entries(MOVABLE).map(([lever, values]) => [lever, values[0] as string]),
)

/** The campaign of a choice, on the base that rents what is cheapest. */
export function leversOf(choice: Choice): Levers {
  const changes = Object.entries(choice).map(
    ([id, value]) => LEVERS.find((lever) => lever.id === id)?.values[value] ?? {},
  )
  return Object.assign({}, BASES.api, ...changes) as Levers
}

/** The choice as settings of a specification. */
export function settingsOf(choice: Choice): string {
  return Object.entries(choice)
    .map(([lever, value]) => `${lever}=${value}`)
    .join(',')
}

/** Dollars of a campaign: at its start for its accounts and lines, and with each exchange. */
export interface RunningCost {
  readonly perAccount: number
  readonly perExchange: number
}

const USED: readonly (keyof Cost['items'])[] = ['answers', 'filler', 'rewording']

export function runningCost(choice: Choice): RunningCost {
  const levers = leversOf(choice)
  const { items, usdPer1000 } = costOf(levers)
  const used = USED.reduce((sum, item) => sum + items[item], 0)
  return {
    perAccount: ((usdPer1000 - used) / 1000) * exchangesPerAccount(levers),
    perExchange: used / 1000,
  }
}

/** Dollars of the work that each value needs once, for those of a choice that have not been paid before. */
export function workOnce(choice: Choice, paid: ReadonlySet<string>): number {
  const without = costOf(leversOf(CHEAPEST)).hours
  const hours = valuesOf(choice)
    .filter(([lever, value]) => !paid.has(`${lever}=${value}`))
    .reduce(
      (sum, [lever, value]) => sum + costOf(leversOf({ ...CHEAPEST, [lever]: value })).hours - without,
      0,
    )
  return hours * PRICES.labour.usd
}

export function valuesOf(choice: Choice): readonly (readonly [string, string])[] {
  return Object.entries(choice)
}

/** The next choice; `isAffordable` says what there is money for. */
export function chooseNext(
  rule: Rule,
  random: Random,
  own: readonly Experience[],
  told: readonly Experience[],
  isAffordable: (choice: Choice) => boolean,
): Choice {
  if (rule === 'fixed' || (own.length === 0 && rule === 'hill-climbing')) return CHEAPEST
  if (rule === 'random') return firstAffordable(() => drawChoice(random), isAffordable)
  if (rule === 'hill-climbing') return climb(random, own, isAffordable)
  return sampleBest(random, told, isAffordable)
}

function drawChoice(random: Random): Choice {
  return Object.fromEntries(Object.entries(MOVABLE).map(([lever, values]) => [lever, pick(random, values)]))
}

function firstAffordable(draw: () => Choice, isAffordable: (choice: Choice) => boolean): Choice {
  for (let attempt = 0; attempt < CANDIDATES; attempt++) {
    const choice = draw()
    if (isAffordable(choice)) return choice
  }
  return CHEAPEST
}

function climb(
  random: Random,
  own: readonly Experience[],
  isAffordable: (choice: Choice) => boolean,
): Choice {
  const best = own.reduce((least, one) => (one.usdPer1000 < least.usdPer1000 ? one : least))
  const rounds = own.length - 1 - own.indexOf(best)
  const tried = new Set(own.map(({ choice }) => settingsOf(choice)))
  const moves = rounds >= 2 ? 2 : 1
  return firstAffordable(
    () => {
      let choice = best.choice
      for (let move = 0; move < moves; move++) choice = moveOne(random, choice)
      return choice
    },
    (choice) => isAffordable(choice) && !tried.has(settingsOf(choice)),
  )
}

function moveOne(random: Random, choice: Choice): Choice {
  const lever = pick(random, Object.keys(MOVABLE))
  const values = (MOVABLE[lever] ?? []).filter((value) => value !== choice[lever])
  return { ...choice, [lever]: pick(random, values) }
}

function sampleBest(
  random: Random,
  told: readonly Experience[],
  isAffordable: (choice: Choice) => boolean,
): Choice {
  const drawn = new Map<string, number>()
  for (const [lever, values] of Object.entries(MOVABLE)) {
    for (const value of values) {
      const seen = told.filter(({ choice }) => choice[lever] === value)
      const got = seen.reduce((sum, { share }) => sum + Math.min(1, share), 0)
      drawn.set(`${lever}=${value}`, beta(random, 1 + got, 1 + seen.length - got))
    }
  }
  let best = CHEAPEST
  let most = 0
  for (let candidate = 0; candidate < CANDIDATES; candidate++) {
    const choice = drawChoice(random)
    if (!isAffordable(choice)) continue
    const value = expectedPerDollar(choice, drawn)
    if (value > most) {
      most = value
      best = choice
    }
  }
  return best
}

/** Exchanges for a dollar, with the mean of the levers' drawn shares as the share that is got. */
function expectedPerDollar(choice: Choice, drawn: ReadonlyMap<string, number>): number {
  const values = valuesOf(choice)
  const share =
    values.reduce((sum, [lever, value]) => sum + (drawn.get(`${lever}=${value}`) ?? 0.5), 0) / values.length
  const got = share * exchangesPerAccount(leversOf(choice))
  const { perAccount, perExchange } = runningCost(choice)
  return got / (perAccount + got * perExchange)
}

function beta(random: Random, a: number, b: number): number {
  const first = gamma(random, a, 1)
  return first / (first + gamma(random, b, 1))
}
