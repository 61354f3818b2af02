// Whether an analysis may be an increment: a whole one is better and is made where it takes little, or where the last is old.
import type { Store } from '../../store/store.js'
import { readState, type WholeState } from './state.js'

/** How often an analysis is a whole one. */
export interface Pace {
  /** Milliseconds after which the next is a whole one. */
  readonly wholeEveryMs: number
  /** A store whose last whole analysis took less is always analysed whole. */
  readonly wholeUnderMs: number
}

/** The whole analysis that an increment can add to, or why the next is whole. */
export async function chooseBase(
  store: Store,
  pace: Pace | undefined,
  now = Date.now(),
): Promise<{ readonly state: WholeState } | { readonly whole: string }> {
  if (!store.isKept) return { whole: 'nothing is kept' }
  if (pace === undefined) return { whole: 'it was asked for' }
  const state = await readState(store)
  if (state === undefined) return { whole: 'the store holds none that it could add to' }
  if (state.ms < pace.wholeUnderMs) return { whole: `the last one took ${Math.ceil(state.ms / 1000)} s` }
  if (now - state.madeAt >= pace.wholeEveryMs)
    return {
      whole: `the last one is of ${new Date(state.madeAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    }
  return { state }
}
