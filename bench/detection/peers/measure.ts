// One world given to every peer and to Stillwatch, each in a process of its own, and each setting chosen on a world made
// for choosing.
import type { KindScore, Score } from '../../../simulate/score.js'
import { PEERS } from '../../peers/catalog.js'
import type { Peer, Setting } from '../../peers/peer.js'
import { runWorker } from '../../run-worker.js'
import { type TrafficOptions, withTraffic } from '../traffic.js'

export interface WorldOptions extends TrafficOptions {
  /** Small worlds are for the peers whose work grows faster than the traffic. */
  readonly isSmall?: boolean
}

/** How one method did in one world. */
export interface PeerRow {
  readonly id: string
  readonly title: string
  /** The peer's `standard` setting, or the one `chosen` from the grid; one row where both are the same. */
  readonly setting: Setting
  readonly origin: 'own' | 'standard' | 'chosen' | 'standard and chosen'
  /** Null without attacks. */
  readonly recall: number | null
  readonly f1: number | null
  readonly attacksFound: number
  readonly attacks: number
  readonly attackAccounts: number
  readonly accusedRightly: number
  readonly honestAccounts: number
  readonly accusedFalsely: number
  readonly falsePer10000: number
  /** Share accused of every attack, 0 to 1. */
  readonly shares: Readonly<Record<string, number>>
  readonly ms: number
  readonly peakBytes: number
  readonly note?: string
}

export interface World extends WorldOptions {
  readonly exchanges: number
  readonly accounts: number
  readonly rows: readonly PeerRow[]
}

/** Why a peer has no row, by its id. */
export type Absences = ReadonlyMap<string, string>

export type Chosen = ReadonlyMap<string, Setting>

interface Run {
  readonly signal: AbortSignal
  readonly say: (line: string) => void
}

/** For each peer with a grid, the setting of the highest B-cubed F1 in this world; of equals the first. */
export async function chooseSettings(options: WorldOptions, absences: Absences, run: Run): Promise<Chosen> {
  run.say('making traffic to choose settings with')
  return withTraffic(options, run.signal, async ({ answer: { files } }) => {
    const chosen = new Map<string, Setting>()
    for (const peer of PEERS.filter(({ id, grid }) => grid.length > 0 && !absences.has(id))) {
      run.say(`choosing a setting for ${peer.title}`)
      const settings = [peer.standard, ...peer.grid]
      const { answer } = await runWorker('peer', { ...files, peer: peer.id, settings }, run.signal)
      const f1 = answer.map(({ score }) => score.bCubed.f1)
      const best = settings[f1.indexOf(Math.max(...f1))]
      if (best !== undefined) chosen.set(peer.id, best)
    }
    return chosen
  })
}

/** Stillwatch first, then the peers in the order of their list, each with both of its settings. */
export async function measureWorld(
  options: WorldOptions,
  chosen: Chosen,
  absences: Absences,
  run: Run,
): Promise<World> {
  const title = `${options.scenario}, seed ${options.seed}, scale ${options.scale}`
  run.say(`${title} · making traffic`)
  return withTraffic(options, run.signal, async ({ answer: { files, exchanges, accounts } }) => {
    run.say(`${title} · Stillwatch`)
    const { answer, peakBytes } = await runWorker('judge', files, run.signal)
    const own = { id: 'stillwatch', title: 'Stillwatch', setting: {}, origin: 'own' } as const
    const rows: PeerRow[] = [{ ...own, ...rowOf(answer.kinds, answer.outcome.f1), ms: answer.ms, peakBytes }]
    for (const peer of PEERS.filter(
      ({ id, isSlow }) => !absences.has(id) && (isSlow !== true || options.isSmall),
    )) {
      run.say(`${title} · ${peer.title}`)
      const settings = settingsOf(peer, chosen)
      const measured = await runWorker(
        'peer',
        { ...files, peer: peer.id, settings: settings.map(({ setting }) => setting) },
        run.signal,
      )
      for (const [place, { score, ...run }] of measured.answer.entries()) {
        const { id, title } = peer
        rows.push({
          peakBytes: measured.peakBytes,
          ...run,
          ...{ id, title },
          ...(settings[place] as (typeof settings)[number]),
          ...rowOf(score.kinds, score.attacks === 0 ? null : score.bCubed.f1),
        })
      }
    }
    return { ...options, exchanges, accounts, rows }
  })
}

function settingsOf(peer: Peer, chosen: Chosen): readonly Pick<PeerRow, 'setting' | 'origin'>[] {
  const best = chosen.get(peer.id)
  if (best === undefined) return [{ setting: peer.standard, origin: 'standard' }]
  if (best === peer.standard) return [{ setting: best, origin: 'standard and chosen' }]
  return [
    { setting: peer.standard, origin: 'standard' },
    { setting: best, origin: 'chosen' },
  ]
}

function rowOf(kinds: Score['kinds'], f1: number | null) {
  const attacks = kinds.filter(({ kind }) => kind.startsWith('attack:'))
  const honest = kinds.filter(({ kind }) => !kind.startsWith('attack:'))
  const sum = (list: readonly KindScore[], what: 'accounts' | 'accused') =>
    list.reduce((total, one) => total + one[what], 0)
  const attackAccounts = sum(attacks, 'accounts')
  const honestAccounts = sum(honest, 'accounts')
  const accusedRightly = sum(attacks, 'accused')
  const accusedFalsely = sum(honest, 'accused')
  return {
    recall: attacks.length === 0 ? null : accusedRightly / attackAccounts,
    f1,
    attacksFound: attacks.filter(({ share }) => share >= NEARLY_WHOLE).length,
    attacks: attacks.length,
    attackAccounts,
    accusedRightly,
    honestAccounts,
    accusedFalsely,
    falsePer10000: (10_000 * accusedFalsely) / Math.max(1, honestAccounts),
    shares: Object.fromEntries(attacks.map(({ kind, share }) => [kind.slice('attack:'.length), share])),
  }
}

/** Share of an attack's accounts from which on it counts as found nearly whole. */
export const NEARLY_WHOLE = 0.9
