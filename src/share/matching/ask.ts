// The asker's side: blind values, keep what is needed to take the blinds off, and say which values the holder has.
import { randomUUID } from 'node:crypto'
import { Problem } from '../../model/problem.js'
import type { KeyDirectory, Signer } from '../trust/signature.js'
import { NORMALISATION } from './kinds.js'
import {
  type Answer,
  decode,
  digestOf,
  encode,
  MOST_ELEMENTS,
  type Offer,
  openMessage,
  type Request,
  refusedMessage,
  type Sealed,
  sealMessage,
} from './messages.js'
import { OutputSet } from './output-set.js'
import type { AskedItem, Question } from './question.js'
import { BadElement, BadProof } from './voprf.js'
import { inPieces, piecesOf, WorkForce } from './work-force.js'

/** Requests are filled up to a multiple of this, so that a holder learns no exact number. */
const PAD_TO = 64
/** Elements of one request: small enough that threads have their share of a list, large enough for one proof to be little. */
const PIECE = 1024

/** Evaluations that so many values cost, with padding. */
export function elementsFor(values: number): number {
  return Math.ceil(values / PAD_TO) * PAD_TO
}

/**
 * An offer of a partner that can be asked under now.
 * @throws Problem `match-message-refused`, `match-offer-over`, `signature-refused`
 */
export function readOffer(text: string, directory: KeyDirectory, own: string, now = Date.now()): Offer {
  const offer = openMessage('offer', text, directory, own)
  if (offer.normalisation !== NORMALISATION[offer.kind])
    throw refusedMessage(
      'offer',
      `it writes values as ${offer.normalisation}, this version as ${NORMALISATION[offer.kind]}`,
    )
  if (now >= Date.parse(offer.until))
    throw new Problem(
      'match-offer-over',
      `the offer of ${offer.from} ended on ${offer.until}`,
      'Ask the partner for its offer of this period.',
    )
  return offer
}

/**
 * Requests for values under an offer, and what must be kept of them, which is secret.
 * @throws Problem `match-budget` when the offer says that so many are not answered
 */
export async function askAbout(
  offer: Offer,
  values: readonly string[],
  signer: Signer,
  say: (done: number) => void = () => {},
): Promise<{ readonly requests: readonly Sealed<Request>[]; readonly question: Question }> {
  const wanted = elementsFor(values.length)
  const allowed = Math.min(offer.budget.period, offer.budget.day)
  if (wanted > allowed)
    throw new Problem(
      'match-budget',
      `${wanted} values with padding are more than the ${allowed} that ${offer.from} answers at once`,
      `Ask about fewer first: --limit ${Math.floor(allowed / PAD_TO) * PAD_TO}.`,
    )
  const padded = [...values, ...Array.from({ length: wanted - values.length }, () => null)]
  const pieces = piecesOf<string | null>(padded, Math.min(PIECE, MOST_ELEMENTS))
  const force = new WorkForce(pieces.length)
  try {
    const parts = await inPieces(pieces, force, (piece) => blindPiece(offer, piece, signer, force), say)
    return {
      requests: parts.map(({ request }) => request),
      question: {
        schema: 'stillwatch.match-question/1',
        from: offer.from,
        kind: offer.kind,
        period: offer.period,
        key: offer.key,
        until: offer.until,
        parts: parts.map(({ part }) => part),
      },
    }
  } finally {
    await force.close()
  }
}

/**
 * Which of the values that were asked the holder has.
 * @param lines one answer each, as text
 * @returns values in the order in which they were asked
 * @throws Problem `match-message-refused`, `match-cheated`, `signature-refused`
 */
export async function finish(
  {
    offer,
    outputs,
    question,
  }: { readonly offer: Offer; readonly outputs: Buffer; readonly question: Question },
  lines: readonly string[],
  directory: KeyDirectory,
  own: string,
  say: (done: number) => void = () => {},
): Promise<{ readonly asked: number; readonly matches: readonly string[] }> {
  const set = OutputSet.read(outputs, offer)
  const answers = new Map<string, Answer>()
  for (const line of lines) {
    const answer = openMessage('answer', line, directory, own)
    checkRoute(answer, offer, question)
    answers.set(answer.id, answer)
  }
  const pairs = question.parts.map((part) => ({ part, answer: answerTo(part, answers) }))
  const force = new WorkForce(pairs.length)
  try {
    const found = await inPieces(
      pairs,
      force,
      async ({ part, answer }) => {
        const results = await finishPart(question, part.items, answer, force)
        return part.items.flatMap(({ value }, index) =>
          value !== null && set.has(results[index] ?? new Uint8Array(0)) ? [value] : [],
        )
      },
      say,
    )
    const asked = question.parts.flatMap(({ items }) => items.filter(({ value }) => value !== null)).length
    return { asked, matches: found.flat() }
  } finally {
    await force.close()
  }
}

async function blindPiece(
  offer: Offer,
  values: readonly (string | null)[],
  signer: Signer,
  force: WorkForce,
): Promise<{ request: Sealed<Request>; part: Question['parts'][number] }> {
  const blinded = await force.do('blind', { kind: offer.kind, values })
  const body: Request = {
    schema: 'stillwatch.match-request/1',
    from: signer.provider,
    to: offer.from,
    kind: offer.kind,
    period: offer.period,
    key: offer.key,
    id: randomUUID(),
    elements: blinded.map(({ element }) => encode(element)),
  }
  const items = blinded.map(({ blind, element }, index) => ({
    value: values[index] ?? null,
    blind: encode(blind),
    element: encode(element),
  }))
  return { request: sealMessage(body, signer), part: { id: body.id, sha256: digestOf(body), items } }
}

function checkRoute(answer: Answer, offer: Offer, question: Question): void {
  for (const name of ['from', 'kind', 'period', 'key'] as const)
    if (answer[name] !== offer[name] || answer[name] !== question[name])
      throw refusedMessage('answer', `its ${name} is not the one that was asked under`)
}

function answerTo(part: Question['parts'][number], answers: ReadonlyMap<string, Answer>): Answer {
  const answer = answers.get(part.id)
  if (!answer) throw refusedMessage('answer', `the one to the request ${part.id} is missing`)
  if (answer.request !== part.sha256 || answer.elements.length !== part.items.length)
    throw refusedMessage('answer', 'it is to another request than was sent')
  return answer
}

async function finishPart(
  question: Question,
  items: readonly AskedItem[],
  answer: Answer,
  force: WorkForce,
): Promise<readonly Uint8Array[]> {
  try {
    return await force.do('finish', {
      kind: question.kind,
      key: decode(question.key),
      values: items.map(({ value }) => value),
      blinds: items.map(({ blind }) => decode(blind)),
      elements: items.map(({ element }) => decode(element)),
      evaluated: answer.elements.map(decode),
      proof: decode(answer.proof),
    })
  } catch (error) {
    if (!(error instanceof BadElement || error instanceof BadProof)) throw error
    throw new Problem(
      'match-cheated',
      `${answer.from} did not answer with the key that it announced: ${error.message}`,
      'Trust none of the answers, tell nobody what matched, and ask the partner what happened: this is a fault or an attempt to mark your values.',
      { cause: error },
    )
  }
}
