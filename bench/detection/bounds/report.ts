// What the experiment says, as tables and pictures.

import type { Interval } from '../../../src/model/proportion.js'
import { formatTable, percent, verdictOf } from '../../text-table.js'
import type { Chart } from '../chart.js'
import { type Beside, type Classified, type ClassifierRow, FALSE_GROUPS } from './classifiers.js'
import type { Ablation, Reason, Share, Stages } from './stages.js'
import { BLIND, type BoundsWorld } from './world.js'

export interface Bounds {
  readonly worlds: readonly BoundsWorld[]
  /** Stages of each set of worlds, and of all. */
  readonly sets: readonly { readonly name: string; readonly stages: Stages }[]
  readonly all: Stages
  readonly honest: {
    readonly groups: number
    /** Groups accused with perfect grouping, with their accounts. */
    readonly accused: number
    readonly accusedAccounts: number
    readonly accounts: number
    /** Honest accounts, and those accused, where the product finds groups itself. */
    readonly honestAccounts: number
    readonly falselyAccused: number
  }
  readonly reasons: readonly Reason[]
  readonly ablations: readonly Ablation[]
  /** The classifiers, or why they were left out. */
  readonly classified: Classified | string
}

const interval = ({ low, high }: Interval) => `${percent(low)} to ${percent(high)}`
const shareText = ({ found, of }: Share) => `${found} of ${of}`
const accountsText = ({ accused, accounts }: { readonly accused: number; readonly accounts: number }) =>
  `${percent(accused / Math.max(accounts, 1))} of ${accounts.toLocaleString('en')}`

/** The classifier that finds most attacks at as many false groups as the judgement has. */
export function bestOf({ classifiers }: Classified): ClassifierRow | undefined {
  return classifiers.toSorted((a, b) => foundBeside(b.beside) - foundBeside(a.beside))[0]
}

function foundBeside(beside: Beside): number {
  return beside.both + beside.classifierOnly
}

/** Whether a classifier reads more out of the evidence than chance would give: more than the judgement’s interval allows. */
export function isOutdone(classified: Classified): boolean {
  const best = bestOf(classified)
  return best !== undefined && foundBeside(best.beside) > classified.judge.high * classified.attacks
}

export function describe(bounds: Bounds, failed: readonly string[]): string {
  const { worlds, all, honest, classified } = bounds
  const small = worlds.reduce((sum, { judged }) => sum + judged.smallAttacks, 0)
  const parts = [
    describeStages(bounds),
    `found by the product alone ${all.productOnly}, with perfect grouping alone ${all.perfectOnly}; left out as smaller than six accounts ${small}\n`,
    `with perfect grouping ${honest.accused} of ${honest.groups.toLocaleString('en')} honest groups are accused (${honest.accusedAccounts} of ${honest.accounts.toLocaleString('en')} accounts); as the product finds groups, ${honest.falselyAccused} of ${honest.honestAccounts.toLocaleString('en')} honest accounts\n`,
    describeReasons(bounds.reasons),
    describeMissed(worlds),
    typeof classified === 'string' ? `classifiers left out: ${classified}\n` : describeClassified(classified),
    describeAblations(bounds.ablations),
    ...(failed.length === 0 ? [] : [`detectors that failed: ${failed.join(', ')}\n`]),
  ]
  return parts.filter((part) => part !== '').join('\n')
}

function describeStages({ sets, all }: Bounds): string {
  const row = (name: string, { product, perfect }: Stages) => [
    name,
    shareText(product.attacks),
    interval(product.attacks),
    accountsText(product),
    shareText(perfect.attacks),
    interval(perfect.attacks),
    accountsText(perfect),
  ]
  return formatTable(
    ['worlds', 'attacks found', '95 %', 'accounts', 'perfect grouping', '95 %', 'accounts'],
    [...sets.map(({ name, stages }) => row(name, stages)), row('all', all)],
  )
}

function describeReasons(reasons: readonly Reason[]): string {
  if (reasons.length === 0) return ''
  return formatTable(
    ['kept from being accused by', 'attacks', '95 %', 'accounts', 'nothing else'],
    reasons.map(({ name, isExplanation, attacks, accounts, alone }) => [
      isExplanation ? `explanation ${name}` : `lacking ${name}`,
      shareText(attacks),
      interval(attacks),
      String(accounts),
      String(alone),
    ]),
  )
}

const MOST_MISSED = 20
const LONGEST = 60

function describeMissed(worlds: readonly BoundsWorld[]): string {
  const missed = worlds
    .filter(({ scenario }) => scenario !== BLIND)
    .flatMap(({ groups }) => groups)
    .filter(({ isAttack, isAccused }) => isAttack && !isAccused)
    .toSorted((a, b) => b.accounts - a.accounts)
  if (missed.length === 0) return ''
  return formatTable(
    ['not accused with perfect grouping', 'accounts', 'owners', 'bits', 'kept by'],
    missed
      .slice(0, MOST_MISSED)
      .map(({ kind, accounts, owners, bits, holding, lacking }) => [
        kind.slice('attack:'.length, LONGEST),
        String(accounts),
        String(owners),
        bits.toFixed(1),
        [...holding, ...lacking].join(', '),
      ]),
  )
}

function describeClassified(classified: Classified): string {
  const { attacks, honest, kinds, folds, judge, blind, classifiers, version } = classified
  const best = bestOf(classified)
  return [
    `${attacks} attacks and ${honest} honest groups of six owners or more that nobody knows by identity, ${kinds} kinds in ${folds} parts, scikit-learn ${version}\n`,
    formatTable(
      [
        'judged by',
        ...FALSE_GROUPS.map((count) => `at ${count} false`),
        `at its ${judge.falseGroups}`,
        '95 %',
      ],
      [
        ['the judgement', ...FALSE_GROUPS.map(() => ''), String(judge.found), interval(judge)],
        ...classifiers.map((row) => [
          row.name,
          ...row.points.map(({ found }) => String(found)),
          String(foundBeside(row.beside)),
          interval(row.interval),
        ]),
      ],
    ),
    best === undefined
      ? ''
      : `at ${judge.falseGroups} false groups ${best.name} and the judgement both find ${best.beside.both}, the judgement alone ${best.beside.judgeOnly}, ${best.name} alone ${best.beside.classifierOnly}, neither ${best.beside.neither}\n` +
        (blind.attacks === 0 ? '' : describeBlind(classified)) +
        `no classifier finds more than the judgement’s interval allows: ${verdictOf(!isOutdone(classified))}\n`,
  ].join('')
}

function describeBlind({ blind, classifiers }: Classified): string {
  return [
    `held out, ${blind.attacks} attacks and ${blind.honest} honest groups of these; in brackets those accused falsely\n`,
    formatTable(
      [
        'judged by',
        ...FALSE_GROUPS.map((count) => `threshold of ${count} false elsewhere`),
        `threshold of ${blind.falseGroups} false here`,
      ],
      [
        ['the judgement', `${blind.found} (${blind.falseGroups})`],
        ...classifiers.map(({ name, carried, blind: own }) => [
          name,
          ...carried.map(({ found, falseGroups }) => `${found} (${falseGroups})`),
          String(foundBeside(own)),
        ]),
      ],
    ),
  ].join('')
}

function describeAblations(ablations: readonly Ablation[]): string {
  return formatTable(
    ['judging without', 'attacks won', 'accounts', 'honest groups lost', 'accounts'],
    ablations.map(({ without, attacksWon, accountsWon, honestLost, honestAccountsLost }) => [
      without,
      String(attacksWon),
      String(accountsWon),
      String(honestLost),
      String(honestAccountsLost),
    ]),
  )
}

export function drawAll({ sets, all, classified }: Bounds): readonly Chart[] {
  const stages = drawStages([...sets, { name: 'all', stages: all }], classified)
  return typeof classified === 'string' ? [stages] : [stages, drawTradeOff(classified)]
}

function drawStages(sets: Bounds['sets'], classified: Classified | string): Chart {
  const best = typeof classified === 'string' ? undefined : bestOf(classified)
  const share = ({ found, of }: Share) => (of === 0 ? null : found / of)
  const all = sets.at(-1)?.stages.perfect.attacks.of ?? 0
  return {
    id: 'bounds-stages',
    title: 'Attacks found, by how much of the work is done for the product',
    shape: 'bar',
    x: { name: 'worlds', kind: 'category' },
    y: { name: 'share of attacks', min: 0, max: 1 },
    series: [
      {
        name: 'as the product finds them',
        points: sets.map(({ name, stages }) => [name, share(stages.product.attacks)]),
      },
      {
        name: 'perfect grouping',
        points: sets.map(({ name, stages }) => [name, share(stages.perfect.attacks)]),
      },
      ...(best === undefined
        ? []
        : [
            {
              name: `perfect grouping, judged by ${best.name}`,
              points: [['all', foundBeside(best.beside) / Math.max(all, 1)] as const],
            },
          ]),
    ],
  }
}

function drawTradeOff({ attacks, judge, classifiers }: Classified): Chart {
  return {
    id: 'bounds-trade-off',
    title: 'Attacks found against honest groups accused, kinds never seen before',
    shape: 'line',
    x: { name: 'honest groups accused', min: 0 },
    y: { name: 'share of attacks found', min: 0, max: 1 },
    series: [
      ...classifiers.map(({ name, curve }) => ({
        name,
        points: curve.map(({ falseGroups, found }) => [falseGroups, found / Math.max(attacks, 1)] as const),
      })),
      { name: 'the judgement', points: [[judge.falseGroups, judge.found / Math.max(attacks, 1)] as const] },
    ],
  }
}
