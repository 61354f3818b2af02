// Whether more can be read out of the same evidence: supervised classifiers that learnt from groups of known truth, each
// scoring kinds that it never saw, beside the judgement on the same groups.
import { spawnSync } from 'node:child_process'
import { ACCUSATION } from '../../../src/campaigns/thresholds.js'
import { type Interval, wilson } from '../../../src/model/proportion.js'
import { PYTHON, peerScript, pythonAbsent } from '../../peers/places.js'
import { runProgram } from '../../run-program.js'
import type { KnownGroup } from './world.js'

/** Explanations that a provider knows to hold by who the accounts belong to, whatever they send. */
const KNOWN_BY_IDENTITY: readonly string[] = ['one-owner', 'declared', 'class-or-event']
/** Kinds are dealt into so many parts, each of which is scored by what was learnt from the others. */
const FULL = { folds: 20, trees: 400 }
const QUICK = { folds: 5, trees: 100 }
/** Numbers of false groups at which the attacks found are told. */
export const FALSE_GROUPS = [0, 1, 3, 10] as const
/** Most false groups of a drawn curve. */
const MOST_DRAWN = 30

/** How many attacks are found at so many false groups. */
export interface Point {
  readonly falseGroups: number
  readonly found: number
}

/** Attacks found at as many false groups as the judgement has: by both, by one alone, by neither. */
export interface Beside {
  readonly both: number
  readonly judgeOnly: number
  readonly classifierOnly: number
  readonly neither: number
}

export interface ClassifierRow {
  readonly name: string
  readonly points: readonly Point[]
  readonly curve: readonly Point[]
  readonly beside: Beside
  /** Of the attacks that it finds there. */
  readonly interval: Interval
  /** The same among groups that are held out, with a threshold chosen on these. */
  readonly blind: Beside
  /** What is found there, and who is accused falsely, with a threshold chosen on all other groups. */
  readonly carried: readonly (Point & { readonly falseElsewhere: number })[]
}

export interface Classified {
  readonly attacks: number
  readonly honest: number
  readonly kinds: number
  readonly folds: number
  readonly judge: Point & Interval
  /** The judgement on what is held out. */
  readonly blind: Point & { readonly attacks: number; readonly honest: number }
  readonly classifiers: readonly ClassifierRow[]
  readonly version: string
  readonly seconds: number
}

/** Why classifiers can't be run, if they can't. */
export function classifiersAbsent(): string | undefined {
  const absent = pythonAbsent()
  if (absent !== undefined) return absent
  const probe = 'import importlib.util, sys; sys.exit(importlib.util.find_spec("sklearn") is None)'
  return spawnSync(PYTHON, ['-c', probe]).status === 0
    ? undefined
    : 'no scikit-learn in .peers/; run `node scripts/peers.mjs`'
}

/** Groups that the judgement decides on by what they do: neither known by identity nor of too few owners. */
export function examinedGroups(groups: readonly KnownGroup[]): KnownGroup[] {
  return groups.filter(
    ({ owners, holding }) =>
      owners >= ACCUSATION.owners.value && !holding.some((name) => KNOWN_BY_IDENTITY.includes(name)),
  )
}

export async function classify(
  groups: readonly KnownGroup[],
  quick: boolean,
  signal: AbortSignal,
): Promise<Classified> {
  const detectors = [...new Set(groups.flatMap(({ evidence }) => Object.keys(evidence)))].toSorted()
  const families = [...new Set(groups.map(({ family }) => family))].toSorted()
  const { folds: most, trees } = quick ? QUICK : FULL
  const folds = Math.min(most, families.length)
  const labels = groups.map(({ isAttack }) => isAttack)
  const printed = await runProgram('scikit-learn', PYTHON, [peerScript('classify-groups.py')], {
    env: { ...process.env, PYTHONHASHSEED: '0' },
    signal,
    input: JSON.stringify({
      rows: groups.map(({ evidence }) => detectors.map((id) => evidence[id] ?? 0)),
      isAttack: labels,
      kinds: groups.map(({ family }) => families.indexOf(family)),
      folds,
      trees,
    }),
  })
  const { scores, seconds, version } = JSON.parse(printed) as {
    readonly scores: Readonly<Record<string, readonly number[]>>
    readonly seconds: number
    readonly version: string
  }
  const judge = pointOfJudge(groups)
  const blind = groups.filter(({ isBlind }) => isBlind)
  const blindJudge = pointOfJudge(blind)
  const attacks = countAttacks(groups)
  return {
    attacks,
    honest: groups.length - attacks,
    kinds: families.length,
    folds,
    judge: { ...judge, ...wilson(judge.found / Math.max(attacks, 1), attacks) },
    blind: { ...blindJudge, attacks: countAttacks(blind), honest: blind.length - countAttacks(blind) },
    classifiers: Object.entries(scores).map(([name, own]) => {
      const beside = standBeside(groups, own, judge.falseGroups)
      const ofBlind = own.filter((_, index) => groups[index]?.isBlind)
      return {
        name,
        points: FALSE_GROUPS.map((falseGroups) => pointAt(own, labels, falseGroups)),
        curve: Array.from({ length: MOST_DRAWN + 1 }, (_, falseGroups) => pointAt(own, labels, falseGroups)),
        beside,
        interval: wilson((beside.both + beside.classifierOnly) / Math.max(attacks, 1), attacks),
        blind: standBeside(blind, ofBlind, blindJudge.falseGroups),
        carried: FALSE_GROUPS.map((falseElsewhere) => ({
          falseElsewhere,
          ...carryOver(groups, own, falseElsewhere),
        })),
      }
    }),
    version,
    seconds,
  }
}

function countAttacks(groups: readonly KnownGroup[]): number {
  return groups.filter(({ isAttack }) => isAttack).length
}

function pointOfJudge(groups: readonly KnownGroup[]): Point {
  const accused = groups.filter(({ isAccused }) => isAccused)
  const found = countAttacks(accused)
  return { falseGroups: accused.length - found, found }
}

/**
 * The score that a group must be above for at most so many honest groups to be above it. Where honest groups have the same
 * score there are fewer.
 */
function thresholdAt(scores: readonly number[], labels: readonly boolean[], falseGroups: number): number {
  const honest = scores.filter((_, index) => labels[index] === false).toSorted((a, b) => b - a)
  return honest[falseGroups] ?? Number.NEGATIVE_INFINITY
}

/** Attacks that score above all but so many honest groups. */
export function pointAt(scores: readonly number[], labels: readonly boolean[], falseGroups: number): Point {
  const threshold = thresholdAt(scores, labels, falseGroups)
  const found = scores.filter((score, index) => labels[index] === true && score > threshold).length
  return { falseGroups, found }
}

/** Held-out groups above the threshold at which so many others are accused falsely. */
function carryOver(groups: readonly KnownGroup[], scores: readonly number[], falseElsewhere: number): Point {
  const places = groups.map((group, index) => ({ ...group, score: scores[index] as number }))
  const others = places.filter(({ isBlind }) => !isBlind)
  const threshold = thresholdAt(
    others.map(({ score }) => score),
    others.map(({ isAttack }) => isAttack),
    falseElsewhere,
  )
  const above = places.filter(({ isBlind, score }) => isBlind && score > threshold)
  const found = countAttacks(above)
  return { found, falseGroups: above.length - found }
}

function standBeside(groups: readonly KnownGroup[], scores: readonly number[], falseGroups: number): Beside {
  const threshold = thresholdAt(
    scores,
    groups.map(({ isAttack }) => isAttack),
    falseGroups,
  )
  const count = (byJudge: boolean, byClassifier: boolean) =>
    groups.filter(
      ({ isAttack, isAccused }, index) =>
        isAttack && isAccused === byJudge && (scores[index] as number) > threshold === byClassifier,
    ).length
  return {
    both: count(true, true),
    judgeOnly: count(true, false),
    classifierOnly: count(false, true),
    neither: count(false, false),
  }
}
