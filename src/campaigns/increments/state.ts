// What a whole analysis leaves to the increments that follow it.
import type { Store } from '../../store/store.js'

/** Number of this shape and of what the numbers in it mean: those of another are not read. */
const STATE_VERSION = 1

/** A group that the whole analysis told of. */
export interface StateGroup {
  /** Id of the campaign. */
  readonly id: string
  /** Accounts of the group. */
  readonly size: number
  /** Whether it is judged on the exchanges that carry its families alone, and these. */
  readonly byTemplate: boolean
  readonly families: readonly number[]
  /** Exchanges by capability. */
  readonly capabilities: readonly number[]
  /** Of accused groups: how an account outside is compared with it. */
  readonly profile?: GroupProfile
}

export interface GroupProfile {
  /** Bits from which on an account joins the group. */
  readonly floor: number
  /** Bits, none of them positive, of holding nothing of a kind that the group shares. */
  readonly lacking: readonly (readonly [kind: number, bits: number])[]
}

export interface WholeState {
  readonly version: number
  readonly analysis: string
  /** Milliseconds since 1970 when it ended, and how many it took. */
  readonly madeAt: number
  readonly ms: number
  /** Exchanges in the store when it began, and whether it had facts of any account. */
  readonly exchanges: number
  readonly isKnown: boolean
  readonly groups: readonly StateGroup[]
}

/** Keeps the state of a whole analysis, which must be in the store: increments may follow from now on. */
export async function keepState(store: Store, state: Omit<WholeState, 'version'>): Promise<void> {
  await store.insert('whole_analysis', [
    {
      analysis: state.analysis,
      made_at: new Date(state.madeAt).toISOString().replace('T', ' ').replace('Z', ''),
      state: JSON.stringify({ version: STATE_VERSION, ...state }),
    },
  ])
}

/** The state of the newest whole analysis; undefined when there is none that this version can add to. */
export async function readState(store: Store): Promise<WholeState | undefined> {
  const [row] = await store.query<{ state: string }>(
    "SELECT state FROM whole_analysis WHERE analysis != '' ORDER BY made_at DESC LIMIT 1",
  )
  if (!row) return undefined
  const state = JSON.parse(row.state) as WholeState
  return state.version === STATE_VERSION ? state : undefined
}

/** Exchanges in the store, and whether facts of any account are. */
export async function readExtent(store: Store): Promise<Pick<WholeState, 'exchanges' | 'isKnown'>> {
  const [row] = await store.query<{ exchanges: number; facts: number }>(
    'SELECT (SELECT count() FROM exchange) AS exchanges, (SELECT count() FROM account) AS facts',
  )
  return { exchanges: row?.exchanges ?? 0, isKnown: (row?.facts ?? 0) > 0 }
}
