// Rounds of one world after another: attackers move, the provider analyses and suspends, attackers see it and learn.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createPeriod, DAY } from '../../../simulate/clock.js'
import type { Rule } from '../../../simulate/levers/adaptive.js'
import { readCampaign } from '../../../simulate/levers/specification.js'
import { createRandom, fork } from '../../../simulate/random.js'
import { OUT } from '../../machine.js'
import { runWorker } from '../../run-worker.js'
import type { Traffic } from '../../tasks.js'
import { writePrefix } from '../log-prefix.js'
import { type Attacker, BUDGET, type Move, move, type RoundOutcome, settle } from './attacker.js'

export interface AttackerRound extends RoundOutcome {
  readonly attacker: string
  readonly rule: Rule
  readonly round: number
}

export interface Replicate {
  readonly seed: number
  readonly rounds: readonly AttackerRound[]
  /** Honest accounts suspended, and honest accounts, over all rounds. */
  readonly falselySuspended: number
  readonly honestAccounts: number
}

export interface ReplicateOptions {
  readonly seed: number
  /** Turns the texts over the attackers. */
  readonly turn: number
  readonly rounds: number
  readonly honest: number
  /** Days after which the provider analyses and suspends whom it accuses; the last one ends the round. */
  readonly looks: readonly number[]
  readonly signal: AbortSignal
  readonly say: (round: number) => void
}

/** Texts that no two attackers of a world share, so that none is found through another. */
const TEXTS = [
  'purpose=reasoning-extraction/practice',
  'purpose=rubric-grading/practice',
  'purpose=instruction-synthesis/practice',
  'purpose=reasoning-extraction/practice,language=zh',
  'purpose=reasoning-extraction/practice,language=ja',
] as const
/** The control never words anew, so it needs no purpose that can be. */
const FIXED_TEXT = 'purpose=agent-trace-harvesting/practice'

const LEARNERS: readonly Rule[] = ['random', 'hill-climbing', 'hill-climbing', 'bandit', 'bandit']

export async function runReplicate(options: ReplicateOptions): Promise<Replicate> {
  const attackers = enlist(options)
  const rounds: AttackerRound[] = []
  let falselySuspended = 0
  let honestAccounts = 0
  for (let round = 1; round <= options.rounds; round++) {
    const told = attackers.filter(({ rule }) => rule === 'bandit').flatMap(({ seen }) => seen)
    const moves = attackers.flatMap((attacker) => {
      const made = move(attacker, told, options.rounds - round + 1)
      return made === undefined ? [] : [{ attacker, made }]
    })
    const world = await playRound(
      moves.map(({ made }) => made),
      options.seed + round,
      options,
    )
    for (const { attacker, made } of moves) {
      const { label } = readCampaign(made.specification)
      const outcome = settle(attacker, made, world.sent.get(label) ?? 0, world.suspended.get(label) ?? 0)
      rounds.push({ attacker: attacker.name, rule: attacker.rule, round, ...outcome })
    }
    falselySuspended += world.falselySuspended
    honestAccounts += world.honestAccounts
    options.say(round)
  }
  return { seed: options.seed, rounds, falselySuspended, honestAccounts }
}

function enlist({ seed, turn }: ReplicateOptions): readonly Attacker[] {
  const random = fork(createRandom(seed), 'attackers')
  const attacker = (rule: Rule, number: number, text: string): Attacker => ({
    name: `${rule}-${number}`,
    rule,
    text,
    random: fork(random, `${rule} ${number}`),
    left: BUDGET,
    paid: new Set(),
    seen: [],
  })
  return [
    attacker('fixed', 0, FIXED_TEXT),
    ...LEARNERS.map((rule, index) => attacker(rule, index, TEXTS[(index + turn) % TEXTS.length] as string)),
  ]
}

interface PlayedRound {
  /** Exchanges answered and accounts suspended, by label. */
  readonly sent: ReadonlyMap<string, number>
  readonly suspended: ReadonlyMap<string, number>
  readonly falselySuspended: number
  readonly honestAccounts: number
}

async function playRound(
  moves: readonly Move[],
  seed: number,
  options: ReplicateOptions,
): Promise<PlayedRound> {
  const parent = join(OUT, 'detection')
  mkdirSync(parent, { recursive: true })
  const out = mkdtempSync(join(parent, 'adaptive-'))
  const { signal, honest, looks } = options
  try {
    const scenario = `levers:honest=${honest}+${moves.map(({ specification }) => specification).join('+')}`
    const { answer: made } = await runWorker('simulate', { scenario, out, seed, scale: 1 }, signal)
    const { start } = createPeriod()
    const suspended = new Map<string, number>()
    let sent: ReadonlyMap<string, number> = new Map()
    for (const look of looks) {
      const until = start + look * DAY
      const prefix = writePrefix(made.files, join(out, 'early'), { until, suspended })
      const { answer } = await runWorker('judge', prefix.files, signal)
      for (const account of answer.accused) if (!suspended.has(account)) suspended.set(account, until)
      ;({ sent } = prefix)
    }
    return { sent, ...countSuspended(made.files, suspended) }
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

function countSuspended({ truth }: Traffic, suspended: ReadonlyMap<string, number>) {
  const kinds = JSON.parse(readFileSync(truth, 'utf8')) as Readonly<Record<string, string>>
  const counts = new Map<string, number>()
  let falselySuspended = 0
  for (const account of suspended.keys()) {
    const kind = kinds[account] ?? ''
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
    if (kind.startsWith('benign:')) falselySuspended++
  }
  const honestAccounts = Object.values(kinds).filter((kind) => kind.startsWith('benign:')).length
  return { suspended: counts, falselySuspended, honestAccounts }
}
