// One round of private matching between two providers in this process, step by step.
import { randomInt } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { askAbout, finish, readOffer } from '../src/share/matching/ask.js'
import { answerRequests, makeOffer } from '../src/share/matching/hold.js'
import { Ledger } from '../src/share/matching/ledger.js'
import { Periods } from '../src/share/matching/period.js'
import { fingerprint } from '../src/share/trust/ed25519-key.js'
import { createIdentity, signerOf } from '../src/share/trust/identity.js'
import { Partners } from '../src/share/trust/partners.js'
import { temporaryDirectory } from '../src/store/temporary.js'

export interface RoundInput {
  readonly held: number
  readonly asked: number
}

export interface RoundAnswer {
  readonly threads: number
  readonly ms: {
    readonly offer: number
    readonly ask: number
    readonly answer: number
    readonly finish: number
  }
  readonly bytes: { readonly offer: number; readonly requests: number; readonly answers: number }
  readonly outputs: number
  readonly matches: number
  readonly expected: number
}

/** A third of what is asked is held too. */
const COMMON = 1 / 3

/** Telephone numbers on both sides, matched over messages as they would be sent. */
export async function matchRound(input: RoundInput): Promise<RoundAnswer> {
  const root = temporaryDirectory('stillwatch-match-')
  try {
    return await runRound(input, root)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

async function runRound({ held, asked }: RoundInput, root: string): Promise<RoundAnswer> {
  const [holder, asker] = await makePair(root)
  const start = randomInt(1_000_000)
  const number = (index: number) => `+44${7_000_000_000 + start + index}`
  const expected = Math.min(held, Math.floor(asked * COMMON))
  const heldValues = Array.from({ length: held }, (_, index) => number(index))
  const askedValues = Array.from({ length: asked }, (_, index) => number(held - expected + index))
  const budget = { period: asked + 64, day: asked + 64 }
  const period = holder.periods.start({ partner: asker.name, kind: 'phone', days: 30, budget })

  const made = await timed(() => makeOffer(holder, period, heldValues))
  const offerText = JSON.stringify(made.result.offer)
  const offer = readOffer(offerText, asker.directory, asker.name)
  const blinded = await timed(() => askAbout(offer, askedValues, asker.signer))
  const requests = blinded.result.requests.map((request) => JSON.stringify(request))
  const evaluated = await timed(() => answerRequests(holder, requests))
  const answers = evaluated.result.answers.map((answer) => JSON.stringify(answer))
  const { outputs } = made.result
  const found = await timed(() =>
    finish({ offer, outputs, question: blinded.result.question }, answers, asker.directory, asker.name),
  )
  return {
    threads: availableParallelism(),
    ms: { offer: made.ms, ask: blinded.ms, answer: evaluated.ms, finish: found.ms },
    bytes: {
      offer: offerText.length + outputs.length,
      requests: sizeOf(requests),
      answers: sizeOf(answers),
    },
    outputs: offer.outputs,
    matches: found.result.matches.length,
    expected,
  }
}

async function makePair(root: string) {
  const pair = await Promise.all(['holder.example', 'asker.example'].map((name) => makeParty(root, name)))
  const [holder, asker] = pair
  if (!holder || !asker) throw new Error('no pair')
  for (const [one, other] of [[holder, asker] as const, [asker, holder] as const]) {
    const { card } = other.identity
    await one.directory.add(JSON.stringify(card), fingerprint(card.root))
  }
  return [holder, asker] as const
}

async function makeParty(root: string, name: string) {
  const folder = join(root, name)
  mkdirSync(folder)
  const identity = createIdentity(join(folder, 'identity.json'), name, join(folder, 'root.json'))
  return {
    name,
    identity,
    signer: signerOf(identity),
    directory: await Partners.open(join(folder, 'partners.jsonl')),
    periods: new Periods(join(folder, 'periods')),
    ledger: new Ledger(join(folder, 'ledger.jsonl')),
  }
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ ms: number; result: Result }> {
  const started = performance.now()
  const result = await work()
  return { ms: performance.now() - started, result }
}

function sizeOf(lines: readonly string[]): number {
  return lines.reduce((total, line) => total + line.length + 1, 0)
}
