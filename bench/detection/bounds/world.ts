// The worlds of the experiment: of seeds that nothing was tuned with and no other experiment uses.
import { runWorker } from '../../run-worker.js'
import { inPool } from '../pool.js'
import { type TrafficOptions, withTraffic } from '../traffic.js'
import { isAttack, type JudgedTruth, type TruthGroup } from './truth-groups.js'

export interface BoundsWorld extends TrafficOptions {
  readonly exchanges: number
  readonly accounts: number
  readonly judged: Omit<JudgedTruth, 'groups'>
  readonly groups: readonly KnownGroup[]
}

/** A group of known truth with what it is a form of. */
export interface KnownGroup extends TruthGroup {
  readonly isAttack: boolean
  /** Of what is held out, which nothing was made with in sight. */
  readonly isBlind: boolean
  /** All forms and sizes of one attack, or of one look-alike, over all worlds. */
  readonly family: string
}

export function measureWorlds(
  plans: readonly TrafficOptions[],
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<BoundsWorld[]> {
  let done = 0
  return inPool(plans, (plan) =>
    withTraffic(plan, signal, async ({ answer: { files, exchanges, accounts } }) => {
      const { answer } = await runWorker('judge-truth', files, signal)
      const { groups, ...judged } = answer
      say(`${++done} of ${plans.length} worlds`)
      return { ...plan, exchanges, accounts, judged, groups: groups.map((group) => place(group, plan)) }
    }),
  )
}

/** What is held out is only counted, so that nobody can make the method with it in sight. */
export const BLIND = 'held-out'

function place(group: TruthGroup, { scenario, seed }: TrafficOptions): KnownGroup {
  return {
    ...group,
    isAttack: isAttack(group.kind),
    isBlind: scenario === BLIND,
    family: familyOf(group.kind, seed),
  }
}

/**
 * The first word of a kind's name, so that all forms and sizes of an attack or a look-alike are one family. A drawn
 * campaign is a family of its own.
 */
export function familyOf(kind: string, seed: number): string {
  const name = kind.slice(kind.indexOf(':') + 1)
  const drawn = isAttack(kind) ? /^drawn-\d+/.exec(name)?.[0] : undefined
  return drawn === undefined ? (name.split('-')[0] as string) : `${seed} ${drawn}`
}
