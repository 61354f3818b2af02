// What the pairs come to: whether probabilities are what they say, and how many of the pairs that are told are right.
import { REPLACEMENT } from '../../../src/campaigns/replacements.js'
import { measureReliability, type Reliability } from '../reliability.js'
import type { PairSaid, Said, StyleAnswer } from './measure.js'

/** Of the pairs that are told. */
export interface Told {
  readonly told: number
  readonly right: number
  /** How many are right by what was said of them. */
  readonly expected: number
}

export interface SaidFigures extends Told {
  readonly suspended: number
  readonly replaced: number
  readonly trulyReplaced: number
  /** Mean distance of both, a campaign. */
  readonly replacedError: number
}

export interface StyleFigures {
  readonly style: string
  readonly campaigns: number
  readonly accounts: number
  readonly foundAccounts: number
  readonly heirs: number
  readonly members: SaidFigures
  readonly timesAlone: SaidFigures
  readonly found: SaidFigures
  /** Mean squared error of every pair of its members that is possible, and of somebody who knew only the share of those that are right. */
  readonly brier: number
  readonly brierOfTimes: number
  readonly brierOfBaseRate: number
}

const forecastsOf = (pairs: readonly PairSaid[]) =>
  pairs.map(([probability, isTrue]) => ({ probability, isTrue }))

export function reliabilityOf(said: readonly Said[]): Reliability {
  return measureReliability(said.flatMap(({ pairs }) => forecastsOf(pairs)))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

export function figuresOf(said: readonly Said[]): SaidFigures {
  const told = said.flatMap(({ pairs }) =>
    pairs.filter(([probability]) => probability >= REPLACEMENT.leastProbability),
  )
  return {
    told: told.length,
    right: told.filter(([, isTrue]) => isTrue).length,
    expected: sum(told.map(([probability]) => probability)),
    suspended: sum(said.map(({ suspended }) => suspended)),
    replaced: sum(said.map(({ replaced }) => replaced)),
    trulyReplaced: sum(said.map(({ trulyReplaced }) => trulyReplaced)),
    replacedError:
      sum(said.map(({ replaced, trulyReplaced }) => Math.abs(replaced - trulyReplaced))) /
      Math.max(1, said.length),
  }
}

/** A style over its seeds. */
export function styleFigures(style: string, answers: readonly StyleAnswer[]): StyleFigures {
  const members = answers.map((answer) => answer.members)
  const alone = answers.map((answer) => answer.timesAlone)
  const { brier, brierOfBaseRate } = reliabilityOf(members)
  return {
    style,
    campaigns: answers.length,
    accounts: sum(answers.map(({ accounts }) => accounts)),
    foundAccounts: sum(answers.map(({ foundAccounts }) => foundAccounts)),
    heirs: sum(answers.map(({ heirs }) => heirs)),
    members: figuresOf(members),
    timesAlone: figuresOf(alone),
    found: figuresOf(answers.map(({ found }) => found)),
    brier,
    brierOfTimes: reliabilityOf(alone).brier,
    brierOfBaseRate,
  }
}
