// Adaptive rounds: attackers with a budget see who was suspended and move their levers; what they learn and pay.
import { CHEAPEST, type Choice, RULES, type Rule } from '../../../simulate/levers/adaptive.js'
import { wilson } from '../../../src/model/proportion.js'
import { TARGETS } from '../../targets.js'
import { formatTable, percent, type SectionResult, verdictOf } from '../../text-table.js'
import type { Chart } from '../chart.js'
import { inPool } from '../pool.js'
import type { DetectionContext, DetectionSection } from '../section.js'
import { BUDGET } from './attacker.js'
import { type AttackerRound, type Replicate, runReplicate } from './rounds.js'

const ROUNDS = 10
const REPLICATES = 3
/** Seeds of one replicate's worlds follow each other. */
const SEED_STEP = 100
const LAST_ROUNDS = 3

async function run({ seed, quick, signal, say }: DetectionContext) {
  const rounds = quick ? 1 : ROUNDS
  const turns = Array.from({ length: quick ? 1 : REPLICATES }, (_, turn) => turn)
  const replicates = await inPool(turns, (turn) =>
    runReplicate({
      seed: 1000 + seed * SEED_STEP * REPLICATES + turn * SEED_STEP,
      turn,
      rounds,
      honest: quick ? 300 : 1500,
      looks: quick ? [14] : [3, 7, 14],
      signal,
      say: (round) => say(`world ${turn + 1}, round ${round} of ${rounds}`),
    }),
  )
  const all = replicates.flatMap((one) => one.rounds)
  return {
    figures: { seed, budget: BUDGET, rules: RULES.map((rule) => figuresOf(rule, all, rounds)), replicates },
    charts: chartsOf(all, rounds),
    ...describe(all, replicates, rounds),
  }
}

interface RoundFigures {
  readonly round: number
  /** Accounts suspended by the end of the round, over accounts. */
  readonly recall: number
  /** Exchanges got, over those wanted from the accounts that were paid for. */
  readonly got: number
  readonly usdPer1000: number | null
}

function figuresOf(rule: Rule, all: readonly AttackerRound[], rounds: number) {
  const own = all.filter((one) => one.rule === rule)
  return {
    rule,
    attackers: new Set(own.map(({ attacker, specification }) => `${attacker} ${textOf(specification)}`)).size,
    byRound: Array.from({ length: rounds }, (_, index) =>
      together(
        index + 1,
        own.filter(({ round }) => round === index + 1),
      ),
    ),
    total: together(0, own),
    last: together(
      0,
      own.filter(({ round }) => round > rounds - LAST_ROUNDS),
    ),
  }
}

function textOf(specification: string): string {
  return specification.slice(specification.indexOf('purpose='))
}

function together(round: number, own: readonly AttackerRound[]): RoundFigures {
  const sum = (of: (one: AttackerRound) => number): number => own.reduce((total, one) => total + of(one), 0)
  const got = sum((one) => one.got)
  return {
    round,
    recall:
      sum((one) => one.suspended) /
      Math.max(
        1,
        sum((one) => one.accounts),
      ),
    got:
      got /
      Math.max(
        1,
        sum((one) => one.wanted),
      ),
    usdPer1000: got === 0 ? null : (1000 * sum((one) => one.usd)) / got,
  }
}

function chartsOf(all: readonly AttackerRound[], rounds: number): readonly Chart[] {
  const figures = RULES.map((rule) => figuresOf(rule, all, rounds))
  const x = { name: 'round', min: 1, max: rounds }
  return [
    {
      id: 'adaptive-recall',
      title: 'Accounts suspended by the end of each round, by the rule of learning',
      shape: 'line',
      x,
      y: { name: 'recall', min: 0, max: 1 },
      series: figures.map(({ rule, byRound }) => ({
        name: rule,
        points: byRound.map(({ round, recall }) => [round, recall]),
      })),
    },
    {
      id: 'adaptive-cost',
      title: 'Dollars paid for 1,000 exchanges got before suspension',
      shape: 'line',
      x,
      y: { name: 'US dollars', kind: 'log' },
      series: figures.map(({ rule, byRound }) => ({
        name: rule,
        points: byRound.map(({ round, usdPer1000 }) => [round, usdPer1000]),
      })),
    },
  ]
}

function describe(
  all: readonly AttackerRound[],
  replicates: readonly Replicate[],
  rounds: number,
): SectionResult {
  const figures = RULES.map((rule) => figuresOf(rule, all, rounds))
  const dollars = (usd: number | null): string => (usd === null ? '-' : usd.toFixed(0))
  const table = formatTable(
    [
      'rule',
      ...Array.from({ length: rounds }, (_, index) => `${index + 1}`),
      'got',
      '$ per 1,000',
      'last three',
    ],
    figures.map(({ rule, byRound, total, last }) => [
      rule,
      ...byRound.map(({ recall }) => `${Math.round(100 * recall)} %`),
      percent(total.got),
      dollars(total.usdPer1000),
      dollars(last.usdPer1000),
    ]),
  )
  const wrong = replicates.reduce((sum, one) => sum + one.falselySuspended, 0)
  const honest = replicates.reduce((sum, one) => sum + one.honestAccounts, 0)
  const { low, high } = wilson(wrong / honest, honest)
  const ends = replicates.flatMap(({ seed, rounds: own }) =>
    own
      .filter(({ round }) => round === rounds)
      .map(
        ({ attacker, choice, suspended, accounts }) =>
          `  seed ${seed} ${attacker}: ${suspended} of ${accounts} suspended; ${moved(choice)}\n`,
      ),
  )
  const naive = figures.find(({ rule }) => rule === 'fixed')?.total.recall ?? 0
  const isFound = naive >= TARGETS.recall
  const text = `accounts suspended by the end of each round; exchanges got of those wanted; dollars for 1,000 got\n${table}
honest accounts suspended: ${wrong} of ${honest} (${(10_000 * low).toFixed(1)} to ${(10_000 * high).toFixed(1)} per 10,000)

attackers that move nothing: ${percent(naive)} suspended, target ${percent(TARGETS.recall)} (${verdictOf(isFound)})

levers in the last round, where they are not the cheapest
${ends.join('')}`
  return { text, exitCode: isFound ? 0 : 1 }
}

function moved(choice: Choice): string {
  const parts = Object.entries(choice).filter(([lever, value]) => value !== CHEAPEST[lever])
  return parts.map(([lever, value]) => `${lever}=${value}`).join(', ') || 'none'
}

export const ADAPTIVE: DetectionSection = {
  id: 'adaptive',
  says: 'attackers with a budget who see who was suspended and move their levers, round after round',
  run,
}
