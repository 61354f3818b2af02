// The work on many values at once, in pieces that a thread can be given.
import type { Kind } from './kinds.js'
import { inputOf } from './kinds.js'
import { OUTPUT_BYTES } from './output-set.js'
import { type Blinded, type Evaluated, type KeyPair, Voprf } from './voprf.js'

export interface AskedPiece {
  readonly kind: Kind
  readonly key: Uint8Array
  /** The values; null for padding. */
  readonly values: readonly (string | null)[]
  readonly blinds: readonly Uint8Array[]
  readonly elements: readonly Uint8Array[]
  readonly evaluated: readonly Uint8Array[]
  readonly proof: Uint8Array
}

/** Input and result of each task. */
export interface MatchTasks {
  readonly outputs: {
    readonly input: { readonly kind: Kind; readonly secret: Uint8Array; readonly values: readonly string[] }
    /** Cut to their published length and joined: one piece of memory goes from thread to thread. */
    readonly result: Uint8Array
  }
  readonly blind: {
    readonly input: { readonly kind: Kind; readonly values: readonly (string | null)[] }
    readonly result: readonly Blinded[]
  }
  readonly answer: {
    readonly input: { readonly key: KeyPair; readonly elements: readonly Uint8Array[] }
    readonly result: Evaluated
  }
  readonly finish: { readonly input: AskedPiece; readonly result: readonly Uint8Array[] }
}

export type TaskName = keyof MatchTasks
type Perform = {
  readonly [Name in TaskName]: (voprf: Voprf, input: MatchTasks[Name]['input']) => MatchTasks[Name]['result']
}

const PERFORM: Perform = {
  outputs: (voprf, { kind, secret, values }) => {
    const joined = new Uint8Array(values.length * OUTPUT_BYTES)
    for (const [index, value] of values.entries())
      joined.set(voprf.evaluate(secret, inputOf(kind, value)).subarray(0, OUTPUT_BYTES), index * OUTPUT_BYTES)
    return joined
  },
  blind: (voprf, { kind, values }) =>
    values.map((value) =>
      value === null
        ? { blind: new Uint8Array(0), element: voprf.randomElement() }
        : voprf.blind(inputOf(kind, value)),
    ),
  answer: (voprf, { key, elements }) => voprf.evaluateBlinded(key, elements),
  finish: (voprf, piece) => voprf.finalize(piece.key, askedOf(piece), piece.proof),
}

/** Does one piece here and now. @throws BadElement, BadProof */
export async function performTask<Name extends TaskName>(
  name: Name,
  input: MatchTasks[Name]['input'],
): Promise<MatchTasks[Name]['result']> {
  const perform: (voprf: Voprf, input: MatchTasks[Name]['input']) => MatchTasks[Name]['result'] =
    PERFORM[name]
  return perform(await Voprf.load(), input)
}

/** Padding takes part in the proof; its output is nobody’s. */
function askedOf({ kind, values, blinds, elements, evaluated }: AskedPiece) {
  return values.map((value, index) => ({
    input: value === null ? EMPTY : inputOf(kind, value),
    blind: value === null ? ONE : (blinds[index] ?? ONE),
    element: elements[index] ?? EMPTY,
    evaluated: evaluated[index] ?? EMPTY,
  }))
}

const EMPTY = new Uint8Array(0)
const ONE = Uint8Array.from({ length: 32 }, (_, index) => (index === 0 ? 1 : 0))
