// Runs one world: makes its traffic, analyses it, and analyses what it was on earlier days.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createPeriod, DAY } from '../../../simulate/clock.js'
import { readCampaign } from '../../../simulate/levers/specification.js'
import { OUT } from '../../machine.js'
import { runWorker } from '../../run-worker.js'
import type { JudgedTraffic, Traffic } from '../../tasks.js'
import { writePrefix } from '../log-prefix.js'
import type { Point } from './points.js'
import { type PlannedWorld, scenarioOf } from './worlds.js'

/** Days after which a log is analysed: the resolution of the time to detection. */
export const LOOKS = [1, 2, 3, 5, 7, 10] as const

/** Share of the accounts seen so far that must be accused before a campaign counts as detected. */
export const DETECTED_SHARE = 0.5

export interface Detection {
  /** Days until the first analysis that accuses enough of its accounts; null when none does in the period. */
  readonly days: number | null
  /** Share of the campaign's exchanges that had been answered by then; 1 when it was never detected. */
  readonly exposure: number
}

/** One campaign of one world, measured. */
export interface Measured {
  readonly point: Point
  readonly purpose: string
  readonly seed: number
  readonly accounts: number
  readonly accused: number
  /** Honest accounts in the accused groups that hold accounts of this campaign. */
  readonly strangers: number
  /** Left out where the earlier days were not looked at. */
  readonly detection?: Detection
}

export interface MeasuredWorld {
  readonly seed: number
  readonly scenario: string
  readonly honestAccounts: number
  readonly falselyAccused: number
  readonly accusedGroups: readonly string[]
  readonly campaigns: readonly Measured[]
}

export async function measureWorld(
  world: PlannedWorld,
  looks: readonly number[],
  signal: AbortSignal,
): Promise<MeasuredWorld> {
  const parent = join(OUT, 'detection')
  mkdirSync(parent, { recursive: true })
  const out = mkdtempSync(join(parent, 'evasion-'))
  const scenario = scenarioOf(world)
  try {
    const { answer: made } = await runWorker(
      'simulate',
      { scenario, out, seed: world.seed, scale: 1 },
      signal,
    )
    const { answer: judged } = await runWorker('judge', made.files, signal)
    const timeOf =
      looks.length === 0
        ? undefined
        : await lookEarlier(made.files, judged, join(out, 'early'), looks, signal)
    const campaigns = world.points.map(({ point, purpose, specification }): Measured => {
      const { label } = readCampaign(specification)
      const kind = judged.kinds.find((one) => one.kind === label)
      if (kind === undefined) throw new Error(`no account of ${label} sent anything`)
      return {
        point,
        purpose,
        seed: world.seed,
        accounts: kind.accounts,
        accused: kind.accused,
        strangers: strangersOf(judged, label),
        ...(timeOf === undefined ? {} : { detection: timeOf(label) }),
      }
    })
    const { honestAccounts, falselyAccused, accusedGroups } = judged.outcome
    return { seed: world.seed, scenario, honestAccounts, falselyAccused, accusedGroups, campaigns }
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

function strangersOf({ groups }: JudgedTraffic, label: string): number {
  return groups
    .filter(({ verdict, kinds }) => verdict !== 'explained' && label in kinds)
    .flatMap(({ kinds }) => Object.entries(kinds))
    .reduce((sum, [kind, count]) => sum + (kind.startsWith('benign:') ? count : 0), 0)
}

function isDetected({ kinds }: JudgedTraffic, label: string): boolean {
  return (kinds.find(({ kind }) => kind === label)?.share ?? 0) >= DETECTED_SHARE
}

/** Analyses the log as it was after each look; answers when each campaign was detected first. */
async function lookEarlier(
  files: Traffic,
  whole: JudgedTraffic,
  out: string,
  looks: readonly number[],
  signal: AbortSignal,
): Promise<(label: string) => Detection> {
  const { start, end, days } = createPeriod()
  const seen: {
    readonly days: number
    readonly judged: JudgedTraffic
    readonly sent: ReadonlyMap<string, number>
  }[] = []
  for (const look of looks) {
    const { files: prefix, sent } = writePrefix(files, out, { until: start + look * DAY })
    const { answer } = await runWorker('judge', prefix, signal)
    seen.push({ days: look, judged: answer, sent })
  }
  const { sent: all } = writePrefix(files, out, { until: end })
  seen.push({ days, judged: whole, sent: all })
  return (label) => {
    const first = seen.find(({ judged }) => isDetected(judged, label))
    if (first === undefined) return { days: null, exposure: 1 }
    return { days: first.days, exposure: (first.sent.get(label) ?? 0) / (all.get(label) ?? 1) }
  }
}
