// The detectors of others on the same worlds in the same run: what each finds, whom it accuses falsely, what it costs.
import { PEERS } from '../../peers/catalog.js'
import { TARGETS } from '../../targets.js'
import { verdictOf } from '../../text-table.js'
import type { DetectionContext, DetectionResult, DetectionSection } from '../section.js'
import {
  type Absences,
  type Chosen,
  chooseSettings,
  measureWorld,
  type World,
  type WorldOptions,
} from './measure.js'
import { describeLeads, describePooled, describeWorld, drawPeers, leadsOf, pool } from './tables.js'

const SCALE = 0.2
const SMALL_SCALE = 0.05
const SCENARIOS = ['demo', 'practice', 'validation', 'quiet', 'drawn']
/** Settings are chosen in a world of this distance in seeds from those that are measured. */
const CHOOSING_APART = 1000

async function run({ seed, quick, signal, say }: DetectionContext): Promise<DetectionResult> {
  const absences = findAbsences(quick)
  const choosing: WorldOptions = { scenario: 'practice', seed: seed + CHOOSING_APART, scale: SCALE }
  const chosen: Chosen = quick ? new Map() : await chooseSettings(choosing, absences, { signal, say })
  const worlds: World[] = []
  const broken: string[] = []
  for (const options of planWorlds(seed, quick))
    try {
      worlds.push(await measureWorld(options, chosen, absences, { signal, say }))
    } catch (error) {
      if (signal.aborted) throw error
      broken.push(`${options.scenario}: ${error instanceof Error ? error.message : String(error)}`)
    }
  const compared = worlds.filter(({ isSmall }) => quick || isSmall !== true)
  const pooled = pool(compared)
  const leads = worlds.flatMap(leadsOf)
  const better = worlds.flatMap(betterThanOwn)
  const worst = Math.max(...worlds.map(({ rows }) => rows[0]?.falsePer10000 ?? 0))
  const isSparing = worst <= TARGETS.falsePer10000
  const text = [
    ...worlds.map(describeWorld),
    describePooled(pooled),
    describeLeads(leads),
    [...absences].map(([id, reason]) => `${id} left out: ${reason}\n`).join(''),
    broken.map((reason) => `not measured: ${reason}\n`).join(''),
    `no peer has a higher F1 than Stillwatch: ${verdictOf(better.length === 0)} ${better.join(', ')}\n` +
      `Stillwatch accuses at most ${TARGETS.falsePer10000} of 10,000: ${verdictOf(isSparing)}, at worst ${worst.toFixed(1)}`,
  ]
  return {
    text: `Peers\n\n${text.filter((part) => part !== '').join('\n')}\n`,
    exitCode: broken.length > 0 ? 2 : better.length === 0 && isSparing ? 0 : 1,
    figures: {
      peers: PEERS.map(({ id, title, source, standard, grid }) => ({ id, title, source, standard, grid })),
      absent: Object.fromEntries(absences),
      ...(quick ? {} : { choosing }),
      chosen: Object.fromEntries(chosen),
      ...{ worlds, broken, pooled, leads },
    },
    charts: [drawPeers(pooled)],
  }
}

function findAbsences(quick: boolean): Absences {
  return new Map(
    PEERS.flatMap(({ id, isSlow, absent }): [string, string][] => {
      const reason = absent?.() ?? (quick && isSlow === true ? 'too slow for the short version' : undefined)
      return reason === undefined ? [] : [[id, reason]]
    }),
  )
}

function planWorlds(seed: number, quick: boolean): readonly WorldOptions[] {
  const small: WorldOptions = { scenario: 'practice', seed, scale: SMALL_SCALE, isSmall: true }
  return quick ? [small] : [...SCENARIOS.map((scenario) => ({ scenario, seed, scale: SCALE })), small]
}

/** Peers whose campaigns are closer to the true ones than Stillwatch's. */
function betterThanOwn({ scenario, rows }: World): readonly string[] {
  const own = rows[0]?.f1 ?? 0
  return rows
    .filter(({ f1 }) => f1 !== null && f1 > own)
    .map(({ title, origin, f1 }) => `${title} (${origin}) in ${scenario} ${f1?.toFixed(3)}`)
}

export const BESIDE_PEERS: DetectionSection = {
  id: 'peers',
  says: 'the detectors of others on the same worlds: what they find, whom they accuse falsely, what they cost',
  run,
}
