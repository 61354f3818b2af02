// Second part of the experiment: worlds with real arrivals, real texts and the timing of bought stars, analysed whole.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { KindScore } from '../../../simulate/score.js'
import { OUT } from '../../machine.js'
import { runWorker } from '../../run-worker.js'
import type { JudgedGroup } from '../../tasks.js'
import { inPool } from '../pool.js'
import type { DetectionContext } from '../section.js'
import type { PlannedCampaign } from './campaigns.js'
import { traceOf } from './honest-traffic.js'

/** Seeds, and of each world ordinary honest accounts and which ServeGen clients. */
const FULL = { seeds: 4, population: 2000, everyClient: 1 } as const
const QUICK = { seeds: 1, population: 500, everyClient: 4 } as const
export interface CampaignOutcome extends PlannedCampaign {
  readonly seed: number
  /** Accounts that sent something, and those accused, in how many campaigns. */
  readonly active: number
  readonly accused: number
  readonly campaigns: number
  /**
   * Members in groups that an explanation cleared, by explanation, the accused ones too. `not listed` are those whom no
   * group of the result holds: it leaves out cleared groups most of whose members it named already.
   */
  readonly cleared: Readonly<Record<string, number>>
}

export interface HonestOutcome {
  readonly group: string
  readonly withCampaigns: boolean
  readonly accounts: number
  readonly accused: number
}

export interface RealWorlds {
  readonly worlds: readonly World[]
  readonly campaigns: readonly CampaignOutcome[]
  readonly honest: readonly HonestOutcome[]
}

interface World {
  readonly seed: number
  readonly withCampaigns: boolean
  readonly accounts: number
  readonly exchanges: number
  readonly f1: number | null
  readonly analysisMs: number
  readonly peakBytes: number
  readonly failedDetectors: readonly string[]
}

interface Measured {
  readonly world: World
  readonly campaigns: readonly CampaignOutcome[]
  readonly kinds: readonly KindScore[]
}

/** Makes and analyses each world with and without campaigns; the short version only with. */
export async function measureRealWorlds(corpus: string, context: DetectionContext): Promise<RealWorlds> {
  const { seeds, ...size } = context.quick ? QUICK : FULL
  const plans = Array.from({ length: seeds }, (_, index) => context.seed + index).flatMap((seed) =>
    (context.quick ? [true] : [true, false]).map((withCampaigns) => ({ seed, withCampaigns })),
  )
  const measured = await inPool(plans, (plan) => measure(corpus, context, { ...plan, ...size }))
  return {
    worlds: measured.map(({ world }) => world),
    campaigns: measured.flatMap(({ campaigns }) => campaigns),
    honest: sumHonest(measured),
  }
}

interface Plan {
  readonly seed: number
  readonly withCampaigns: boolean
  readonly population: number
  readonly everyClient: number
}

async function measure(corpus: string, { signal, say }: DetectionContext, plan: Plan): Promise<Measured> {
  const { seed, withCampaigns } = plan
  mkdirSync(OUT, { recursive: true })
  const out = mkdtempSync(join(OUT, 'real-data-'))
  try {
    const title = `world of seed ${seed} ${withCampaigns ? 'with' : 'without'} campaigns`
    say(`${title} · making traffic`)
    const { answer: made } = await runWorker('real-traffic', { corpus, out, ...plan }, signal)
    say(`${title} · analysing ${made.exchanges.toLocaleString('en')} exchanges`)
    const { answer: judged, peakBytes } = await runWorker('judge', made.files, signal)
    return {
      world: {
        seed,
        withCampaigns,
        accounts: made.accounts,
        exchanges: made.exchanges,
        f1: judged.outcome.f1,
        analysisMs: judged.ms,
        peakBytes,
        failedDetectors: judged.failedDetectors,
      },
      campaigns: made.campaigns.map((campaign) => outcomeOf(campaign, seed, judged.kinds, judged.groups)),
      kinds: judged.kinds.filter(({ kind }) => kind.startsWith('benign:')),
    }
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

function outcomeOf(
  campaign: PlannedCampaign,
  seed: number,
  kinds: readonly KindScore[],
  groups: readonly JudgedGroup[],
): CampaignOutcome {
  const kind = `attack:${campaign.text}`
  const own = kinds.find((one) => one.kind === kind)
  const cleared: Record<string, number> = {}
  for (const { verdict, explanation = 'other', kinds: held } of groups)
    if (verdict === 'explained' && (held[kind] ?? 0) > 0)
      cleared[explanation] = (cleared[explanation] ?? 0) + (held[kind] ?? 0)
  const missed = (own?.accounts ?? 0) - (own?.accused ?? 0)
  const alone = missed - (own?.explained ?? 0)
  if (alone > 0) cleared['not listed'] = alone
  return {
    ...campaign,
    seed,
    active: own?.accounts ?? 0,
    accused: own?.accused ?? 0,
    campaigns: own?.campaigns ?? 0,
    cleared,
  }
}

/** What honest accounts are told apart by: the real part of them. */
export function honestGroup(kind: string): string {
  const trace = traceOf(kind)
  if (trace !== undefined) return trace
  if (kind.startsWith('benign:alone-')) return 'one account with real attack texts'
  if (kind.startsWith('benign:owner-')) return 'one owner of four accounts with real attack texts'
  return 'ordinary population'
}

function sumHonest(measured: readonly Measured[]): HonestOutcome[] {
  const sums = new Map<string, { accounts: number; accused: number }>()
  for (const { world, kinds } of measured)
    for (const { kind, accounts, accused } of kinds) {
      const key = JSON.stringify([honestGroup(kind), world.withCampaigns])
      const sum = sums.get(key) ?? { accounts: 0, accused: 0 }
      sums.set(key, { accounts: sum.accounts + accounts, accused: sum.accused + accused })
    }
  return [...sums]
    .map(([key, sum]) => {
      const [group, withCampaigns] = JSON.parse(key) as [string, boolean]
      return { group, withCampaigns, ...sum }
    })
    .sort((a, b) => Number(a.withCampaigns) - Number(b.withCampaigns) || a.group.localeCompare(b.group))
}
