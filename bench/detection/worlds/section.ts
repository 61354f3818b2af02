// How well campaigns are found in worlds that nothing was made with, and whether the probabilities are what they say.

import { wilson } from '../../../src/model/proportion.js'
import { formatTable, percent, verdictOf } from '../../text-table.js'
import type { Chart } from '../chart.js'
import { median } from '../median.js'
import { measureReliability, type Reliability } from '../reliability.js'
import type { DetectionSection } from '../section.js'
import { knownGroups, measureWorlds, type World, type WorldPlan } from './unseen.js'

/** Far from any seed that was looked at. */
const FIRST = 100
const FULL: readonly { readonly scenario: string; readonly seeds: number }[] = [
  { scenario: 'drawn', seeds: 10 },
  { scenario: 'validation', seeds: 5 },
  { scenario: 'held-out', seeds: 5 },
]
const SCALE = 1
const QUICK = [{ scenario: 'drawn', seeds: 1 }]
const QUICK_SCALE = 0.3

const TARGETS = {
  medianRecall: 0.98,
  leastRecall: 0.95,
  falsePer10000: 1,
  f1: 0.97,
  calibrationError: 0.03,
} as const
/** What the short version must reach: about what it had when it was made, less what a small world varies by. */
const QUICK_TARGETS = {
  ...TARGETS,
  medianRecall: 0.85,
  leastRecall: 0,
  f1: 0.8,
  calibrationError: 0.1,
} as const

/** An attack over the worlds of its scenario. */
interface AttackRow {
  readonly scenario: string
  readonly attack: string
  readonly accounts: number
  readonly recall: number
  readonly worst: number
  readonly worlds: number
}

interface Figures {
  readonly worlds: readonly {
    readonly scenario: string
    readonly seed: number
    readonly accounts: number
    readonly exchanges: number
    readonly recall: number
    readonly falsePer10000: number
    readonly f1: number
  }[]
  readonly medianRecall: number
  readonly medianF1: number
  readonly honestAccounts: number
  readonly falselyAccused: number
  readonly attacks: readonly AttackRow[]
  readonly reliability: Reliability
  /** Of groups with a q-value of 0.05 or less that no explanation clears, those that are not campaigns. */
  readonly discoveries: { readonly groups: number; readonly false: number }
}

export const WORLDS: DetectionSection = {
  id: 'worlds',
  says: 'campaigns in worlds that nothing was made with: recall, false accusations, and what probabilities are worth',
  async run({ seed, quick, signal, say }) {
    const plans: readonly WorldPlan[] = (quick ? QUICK : FULL).flatMap(({ scenario, seeds }) =>
      Array.from({ length: seeds }, (_, index) => ({
        scenario,
        seed: FIRST + seed + index,
        scale: quick ? QUICK_SCALE : SCALE,
      })),
    )
    const worlds = await measureWorlds(plans, signal, say)
    const figures = summarise(worlds)
    const targets = quick ? QUICK_TARGETS : TARGETS
    const failed = [...new Set(worlds.flatMap(({ judged }) => judged.failedDetectors))]
    const { lines, isMet } = compare(figures, targets)
    return {
      text: describe(figures, lines, failed),
      exitCode: failed.length > 0 ? 2 : isMet ? 0 : 1,
      figures,
      charts: quick ? [] : drawAll(figures),
    }
  },
}

function summarise(worlds: readonly World[]): Figures {
  const rows = worlds.map(({ scenario, seed, accounts, exchanges, judged: { outcome } }) => ({
    scenario,
    seed,
    accounts,
    exchanges,
    recall: outcome.recall ?? 1,
    falsePer10000: outcome.falsePer10000,
    f1: outcome.f1 ?? 1,
  }))
  const groups = knownGroups(worlds)
  const discoveries = groups.filter(
    ({ standing, qValue }) => (standing === 'accused' || standing === 'open') && qValue <= 0.05,
  )
  return {
    worlds: rows,
    medianRecall: median(rows.map(({ recall }) => recall)),
    medianF1: median(rows.map(({ f1 }) => f1)),
    honestAccounts: worlds.reduce((sum, { judged }) => sum + judged.outcome.honestAccounts, 0),
    falselyAccused: worlds.reduce((sum, { judged }) => sum + judged.outcome.falselyAccused, 0),
    attacks: tellAttacks(worlds),
    reliability: measureReliability(
      groups.map(({ probability, isCampaign }) => ({ probability, isTrue: isCampaign })),
    ),
    discoveries: {
      groups: discoveries.length,
      false: discoveries.filter(({ isCampaign }) => !isCampaign).length,
    },
  }
}

/** Each attack over its worlds; the campaigns of a drawn world are another each time, and stand for themselves. */
function tellAttacks(worlds: readonly World[]): AttackRow[] {
  const rows = new Map<string, { scenario: string; attack: string; accounts: number; shares: number[] }>()
  for (const { scenario, seed, judged } of worlds)
    for (const { kind, accounts, share } of judged.kinds) {
      if (!kind.startsWith('attack:')) continue
      const attack = kind.slice('attack:'.length)
      const key = scenario === 'drawn' ? `${scenario} ${seed} ${attack}` : `${scenario} ${attack}`
      const row = rows.get(key) ?? { scenario, attack, accounts: 0, shares: [] }
      row.accounts += accounts
      row.shares.push(share)
      rows.set(key, row)
    }
  return [...rows.values()].map(({ shares, ...row }) => ({
    ...row,
    recall: shares.reduce((sum, share) => sum + share, 0) / shares.length,
    worst: Math.min(...shares),
    worlds: shares.length,
  }))
}

function compare(
  { medianRecall, medianF1, attacks, honestAccounts, falselyAccused, reliability }: Figures,
  targets: Record<keyof typeof TARGETS, number>,
): { readonly lines: readonly (readonly string[])[]; readonly isMet: boolean } {
  const low = attacks.filter(({ recall }) => recall < targets.leastRecall).length
  const rate = (10_000 * falselyAccused) / Math.max(honestAccounts, 1)
  const { high } = wilson(falselyAccused / Math.max(honestAccounts, 1), honestAccounts)
  const checks = [
    {
      name: 'median account recall',
      value: percent(medianRecall),
      target: `${percent(targets.medianRecall)} or more`,
      isMet: medianRecall >= targets.medianRecall,
    },
    {
      name: `attacks below ${percent(targets.leastRecall)}`,
      value: `${low} of ${attacks.length}`,
      target: 'none',
      isMet: low === 0,
    },
    {
      name: 'false accounts of 10,000',
      value: `${rate.toFixed(2)} (95 %: up to ${(10_000 * high).toFixed(2)})`,
      target: `${targets.falsePer10000} or less`,
      isMet: rate <= targets.falsePer10000,
    },
    {
      name: 'median B-cubed F1',
      value: medianF1.toFixed(3),
      target: `${targets.f1} or more`,
      isMet: medianF1 >= targets.f1,
    },
    {
      name: 'expected calibration error',
      value: reliability.calibrationError.toFixed(3),
      target: `${targets.calibrationError} or less`,
      isMet: reliability.calibrationError <= targets.calibrationError,
    },
  ]
  return {
    lines: checks.map(({ name, value, target, isMet }) => [name, value, target, verdictOf(isMet)]),
    isMet: checks.every(({ isMet }) => isMet),
  }
}

function describe(
  { worlds, attacks, reliability, discoveries }: Figures,
  lines: readonly (readonly string[])[],
  failed: readonly string[],
): string {
  const missed = attacks
    .filter(({ recall }) => recall < TARGETS.leastRecall)
    .toSorted((a, b) => a.recall - b.recall)
    .map(({ scenario, attack, accounts, recall, worst, worlds: count }) => [
      `${scenario} ${attack}`,
      String(count),
      String(accounts),
      percent(recall),
      percent(worst),
    ])
  const { brier, brierOfBaseRate, bins, count, right } = reliability
  return [
    formatTable(
      ['world', 'seed', 'accounts', 'exchanges', 'recall', 'false/10,000', 'F1'],
      worlds.map(({ scenario, seed, accounts, exchanges, recall, falsePer10000, f1 }) => [
        scenario,
        String(seed),
        accounts.toLocaleString('en'),
        exchanges.toLocaleString('en'),
        percent(recall),
        falsePer10000.toFixed(1),
        f1.toFixed(2),
      ]),
    ),
    '\n',
    formatTable(['figure', 'value', 'target', ''], lines),
    '\n',
    ...(missed.length === 0
      ? []
      : [formatTable(['missed', 'worlds', 'accounts', 'recall', 'worst'], missed), '\n']),
    `${count} groups were told of, ${right} of them campaigns; Brier score ${brier.toFixed(4)}, ${brierOfBaseRate.toFixed(4)} for somebody who knew only that share\n`,
    formatTable(
      ['probability', 'groups', 'campaigns', '95 %'],
      bins.map(({ forecast, observed, interval, count }) => [
        percent(forecast),
        String(count),
        percent(observed),
        `${percent(interval.low)} to ${percent(interval.high)}`,
      ]),
    ),
    `\n${discoveries.false} of ${discoveries.groups} groups that pass a false discovery rate of 5 % and that nothing clears are no campaigns\n`,
    ...(failed.length === 0 ? [] : [`detectors that failed: ${failed.join(', ')}\n`]),
  ].join('')
}

function drawAll({ worlds, reliability: { bins } }: Figures): readonly Chart[] {
  const scenarios = [...new Set(worlds.map(({ scenario }) => scenario))]
  return [
    {
      id: 'worlds-reliability',
      title: 'Are the probabilities what they say? Groups in worlds held apart',
      shape: 'line',
      x: { name: 'probability given', min: 0, max: 1 },
      y: { name: 'share that are campaigns', min: 0, max: 1 },
      series: [
        { name: 'observed', points: bins.map(({ forecast, observed }) => [forecast, observed]) },
        { name: 'low end of 95 %', points: bins.map(({ forecast, interval }) => [forecast, interval.low]) },
        { name: 'high end of 95 %', points: bins.map(({ forecast, interval }) => [forecast, interval.high]) },
        {
          name: 'perfect',
          points: [
            [0, 0],
            [1, 1],
          ],
        },
      ],
    },
    {
      id: 'worlds-recall',
      title: 'Accounts of attacks that are accused, world by world',
      shape: 'scatter',
      x: { name: 'recall', min: 0, max: 1 },
      y: { name: 'B-cubed F1', min: 0, max: 1 },
      series: scenarios.map((name) => ({
        name,
        points: worlds
          .filter(({ scenario }) => scenario === name)
          .map(({ recall, f1 }) => [recall, f1] as const),
      })),
    },
  ]
}
