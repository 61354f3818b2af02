// Whether what analyses say is what people find: probabilities against answers, and detectors against answers. People
// answer for the groups that they choose to look at, so this is no sample of all groups.
import { type Interval, wilson } from '../model/proportion.js'
import { answersOf, type Feedback } from './feedback.js'

/** A count of campaigns among groups, with its Wilson interval of 95 %. */
export interface Share extends Interval {
  readonly groups: number
  readonly confirmed: number
  /** Absent without groups. */
  readonly share?: number
}

export interface Bin extends Share {
  /** Probabilities in it: `from` inclusive, `to` exclusive but for 1. */
  readonly from: number
  readonly to: number
  /** Mean of the probabilities that were told; absent without groups. */
  readonly said?: number
}

export interface DetectorPrecision extends Share {
  readonly detector: string
  /** Mean bits in these groups. */
  readonly bits: number
  /** Whether the interval is narrow enough to say anything by. */
  readonly tells: boolean
}

export interface CalibrationReport {
  /** Groups with an answer; the newest answer to each counts. */
  readonly answered: number
  /** Groups to which people’s newest answers differ. */
  readonly disputed: number
  /** Mean squared difference of probability and answer (Brier 1950), 0 to 1; absent without answers. */
  readonly brier?: number
  readonly bins: readonly Bin[]
  /** Of groups that were told as campaigns, and of those that were cleared. */
  readonly accused: Share
  readonly cleared: Share
  /** Of accused groups to whose probability a detector added bits. */
  readonly detectors: readonly DetectorPrecision[]
  /** Groups that were dismissed, by reason. */
  readonly dismissals: Readonly<Record<string, number>>
}

/** Width of an interval above which a share says nothing: it could as well be the half as all or none. */
const TELLING = 0.5

/** Narrow where analyses are sure. */
const EDGES = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1] as const

/** What people’s answers say of what analyses said when they answered. */
export function reportCalibration(said: readonly Feedback[]): CalibrationReport {
  const answers = [...answersOf(said).values()]
  const accused = answers.filter(({ verdict }) => verdict !== 'explained')
  const brier = meanOf(
    answers.map(({ probability, kind }) => (probability - (kind === 'confirm' ? 1 : 0)) ** 2),
  )
  const dismissals: Record<string, number> = {}
  for (const { kind, reason } of answers)
    if (kind === 'dismiss') dismissals[reason] = (dismissals[reason] ?? 0) + 1
  return {
    answered: answers.length,
    disputed: countDisputed(said),
    ...(brier !== undefined && { brier }),
    bins: EDGES.slice(0, -1).map((from, index) => binOf(answers, from, EDGES[index + 1] ?? 1)),
    accused: shareOf(accused),
    cleared: shareOf(answers.filter(({ verdict }) => verdict === 'explained')),
    detectors: detectorsOf(accused),
    dismissals,
  }
}

function binOf(answers: readonly Feedback[], from: number, to: number): Bin {
  const own = answers.filter(
    ({ probability }) => probability >= from && (probability < to || (to === 1 && probability === 1)),
  )
  const said = meanOf(own.map(({ probability }) => probability))
  return { from, to, ...(said !== undefined && { said }), ...shareOf(own) }
}

function detectorsOf(accused: readonly Feedback[]): DetectorPrecision[] {
  const names = [...new Set(accused.flatMap(({ bits }) => Object.keys(bits)))].sort()
  return names.flatMap((detector) => {
    const own = accused.filter(({ bits }) => (bits[detector] ?? 0) > 0)
    const bits = meanOf(own.map((one) => one.bits[detector] ?? 0))
    const share = shareOf(own)
    return bits === undefined ? [] : [{ detector, bits, ...share, tells: share.high - share.low <= TELLING }]
  })
}

function shareOf(answers: readonly Feedback[]): Share {
  const groups = answers.length
  const confirmed = answers.filter(({ kind }) => kind === 'confirm').length
  const share = confirmed / groups
  return { groups, confirmed, ...(groups > 0 && { share }), ...wilson(share, groups) }
}

function countDisputed(said: readonly Feedback[]): number {
  const people = [...new Set(said.map(({ by }) => by))]
  const answers = people.flatMap((person) => [...answersOf(said.filter(({ by }) => by === person)).values()])
  const told = (kind: string) =>
    new Set(answers.filter((one) => one.kind === kind).map(({ campaign }) => campaign))
  const dismissed = told('dismiss')
  return [...told('confirm')].filter((campaign) => dismissed.has(campaign)).length
}

function meanOf(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length
}
