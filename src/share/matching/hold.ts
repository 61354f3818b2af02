// The holder's side: publish what its values come to under the period's key, and evaluate what partners ask without
// seeing it.
import { Problem } from '../../model/problem.js'
import type { KeyDirectory, Signer } from '../trust/signature.js'
import { type Kind, NORMALISATION } from './kinds.js'
import type { Ledger } from './ledger.js'
import {
  type Answer,
  decode,
  digestOf,
  encode,
  type Offer,
  openMessage,
  type Request,
  refusedMessage,
  type Sealed,
  sealMessage,
} from './messages.js'
import { OUTPUT_BYTES, outputsIn, packOutputs, paddedCount, paddingOutput, sha256 } from './output-set.js'
import { keyOf, type Period, type Periods } from './period.js'
import { BadElement, type KeyPair, SUITE } from './voprf.js'
import { inPieces, piecesOf, WorkForce } from './work-force.js'

/** Values that a thread is given at once. */
const PIECE = 2000

export interface Holding {
  readonly periods: Periods
  readonly ledger: Ledger
  readonly signer: Signer
  readonly directory: KeyDirectory
}

export interface MadeOffer {
  readonly offer: Sealed<Offer>
  readonly outputs: Buffer
}

/**
 * The offer of a period for these values, and the set that goes with it.
 * @param values as `readValues` gives them
 */
export async function makeOffer(
  { periods, signer }: Pick<Holding, 'periods' | 'signer'>,
  period: Period,
  values: readonly string[],
  say: (done: number) => void = () => {},
): Promise<MadeOffer> {
  const key = await keyOf(period, signer.provider)
  const real = await outputsOf(period.kind, key, values, say)
  const wanted = Math.max(period.outputs, paddedCount(values.length))
  const seed = Buffer.from(period.seed, 'base64url')
  const padding = Array.from({ length: wanted - values.length }, (_, index) => paddingOutput(seed, index))
  const outputs = packOutputs([...real, ...padding])
  const next = { ...period, revision: period.revision + 1, outputs: wanted }
  periods.write(next)
  const body: Offer = {
    schema: 'stillwatch.match-offer/1',
    from: signer.provider,
    to: period.partner,
    kind: period.kind,
    period: period.id,
    key: encode(key.public),
    suite: SUITE,
    normalisation: NORMALISATION[period.kind],
    revision: next.revision,
    from_time: period.from,
    until: period.until,
    outputs: wanted,
    output_bytes: OUTPUT_BYTES,
    outputs_sha256: sha256(outputs),
    budget: period.budget,
  }
  return { offer: sealMessage(body, signer), outputs }
}

/**
 * Answers requests of one partner, all or none. The budget is charged before anything is evaluated.
 * @param lines one request each, as text
 * @throws Problem `match-message-refused`, `signature-refused`, `match-period-over`, `match-budget`
 */
export async function answerRequests(
  holding: Holding,
  lines: readonly string[],
  say: (done: number) => void = () => {},
): Promise<{
  readonly answers: readonly Sealed<Answer>[]
  readonly period: Period
  readonly charged: number
}> {
  const { ledger, signer, directory } = holding
  const requests = lines.map((line) => openMessage('request', line, directory, signer.provider))
  const { period, key } = await periodOf(holding, requests)
  const charged = await ledger.charge(
    period,
    requests.map((request) => ({
      id: request.id,
      sha256: digestOf(request),
      elements: request.elements.length,
    })),
  )
  const force = new WorkForce(requests.length)
  try {
    const answers = await inPieces(requests, force, (request) => answerOne(request, key, signer, force), say)
    return { answers, period, charged }
  } finally {
    await force.close()
  }
}

async function answerOne(
  request: Request,
  key: KeyPair,
  signer: Signer,
  force: WorkForce,
): Promise<Sealed<Answer>> {
  const { elements, proof } = await force
    .do('answer', { key, elements: request.elements.map(decode) })
    .catch((error: unknown) => {
      if (error instanceof BadElement) throw refusedMessage('request', `${error.message} is in it`)
      throw error
    })
  const { kind, period, id, from: partner } = request
  const body: Answer = {
    schema: 'stillwatch.match-answer/1',
    from: signer.provider,
    to: partner,
    kind,
    period,
    key: request.key,
    id,
    request: digestOf(request),
    elements: elements.map(encode),
    proof: encode(proof),
  }
  return sealMessage(body, signer)
}

/** The running period that all of these requests are for. */
async function periodOf(
  { periods, signer }: Holding,
  requests: readonly Request[],
): Promise<{ period: Period; key: KeyPair }> {
  const [first] = requests
  if (!first) throw refusedMessage('request', 'there is none in the file')
  const isOne = requests.every(
    ({ from, kind, period }) => from === first.from && kind === first.kind && period === first.period,
  )
  if (!isOne) throw refusedMessage('request', 'the file mixes partners, kinds or periods')
  if (new Set(requests.map(({ id }) => id)).size < requests.length)
    throw refusedMessage('request', 'two of the file have the same id')
  const period = periods.current(first.from, first.kind)
  if (period?.id !== first.period) throw periodOver(first)
  const key = await keyOf(period, signer.provider)
  if (requests.some((request) => request.key !== encode(key.public)))
    throw refusedMessage('request', 'it was made for another key')
  return { period, key }
}

function periodOver({ from, kind, period }: Request): Problem {
  return new Problem(
    'match-period-over',
    `the period ${period} in which ${from} asks about ${kind} values is not running`,
    'Make a new offer with `stillwatch share match offer` and send it; the partner asks again under its key.',
  )
}

async function outputsOf(
  kind: Kind,
  key: KeyPair,
  values: readonly string[],
  say: (done: number) => void,
): Promise<Uint8Array[]> {
  const pieces = piecesOf(values, PIECE)
  const force = new WorkForce(pieces.length)
  try {
    const parts = await inPieces(
      pieces,
      force,
      (piece) => force.do('outputs', { kind, secret: key.secret, values: piece }),
      (done) => say(Math.min(done * PIECE, values.length)),
    )
    return parts.flatMap((part) => outputsIn(part))
  } finally {
    await force.close()
  }
}
