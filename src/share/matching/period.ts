// A holder's key for one partner and one kind of value, for one period. The secret ends with the period: what a partner
// kept of an ended period can't be tried any further by anybody.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Problem } from '../../model/problem.js'
import { KINDS, type Kind } from './kinds.js'
import { type KeyPair, Voprf } from './voprf.js'

const DAY_MS = 86_400_000

const PERIOD = z.strictObject({
  id: z.string(),
  partner: z.string(),
  kind: z.enum(KINDS),
  /** 32 secret bytes, base64url, from which the key follows. */
  seed: z.string(),
  from: z.string(),
  until: z.string(),
  /** Evaluations that the partner may have. */
  budget: z.strictObject({ period: z.number(), day: z.number() }),
  /** Of the set of outputs, which may be renewed within a period. */
  revision: z.number(),
  /** Never shrinks within a period: a set that does tells what was padding. */
  outputs: z.number(),
})

export type Period = z.infer<typeof PERIOD>

export interface NewPeriod {
  readonly partner: string
  readonly kind: Kind
  readonly days: number
  readonly budget: Period['budget']
}

/** The key of a period: bound to both parties, the kind and the period by its derivation. */
export async function keyOf(period: Period, holder: string): Promise<KeyPair> {
  const info = ['stillwatch.match/1', holder, period.partner, period.kind, period.id].join('\0')
  return (await Voprf.load()).deriveKeyPair(Buffer.from(period.seed, 'base64url'), Buffer.from(info))
}

/** Periods as they lie in a folder, one file each. */
export class Periods {
  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  }

  list(): Period[] {
    return readdirSync(this.folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => this.read(join(this.folder, name)))
  }

  /** The period that is running for a partner and a kind. */
  current(partner: string, kind: Kind, now = Date.now()): Period | undefined {
    return this.list()
      .filter((one) => one.partner === partner && one.kind === kind && isRunning(one, now))
      .sort((a, b) => (a.from < b.from ? 1 : -1))[0]
  }

  start({ partner, kind, days, budget }: NewPeriod, now = Date.now()): Period {
    const from = new Date(now).toISOString()
    const id = `${from.slice(0, 10).replaceAll('-', '')}-${randomBytes(4).toString('hex')}`
    const until = new Date(now + days * DAY_MS).toISOString()
    const seed = randomBytes(32).toString('base64url')
    const period = { id, partner, kind, seed, from, until, budget, revision: 0, outputs: 0 }
    this.write(period)
    return period
  }

  write(period: Period): void {
    const path = this.pathOf(period)
    writeFileSync(`${path}.new`, `${JSON.stringify(period, null, 2)}\n`, { mode: 0o600, flush: true })
    renameSync(`${path}.new`, path)
  }

  /** Ends a period at once: its key is gone. */
  remove(period: Period): void {
    rmSync(this.pathOf(period), { force: true })
  }

  /** Removes the keys of periods that are over. @returns how many */
  removeEnded(now = Date.now()): number {
    const ended = this.list().filter((period) => Date.parse(period.until) <= now)
    for (const period of ended) this.remove(period)
    return ended.length
  }

  private pathOf({ partner, kind, id }: Period): string {
    return join(this.folder, `${partner}_${kind}_${id}.json`)
  }

  private read(path: string): Period {
    try {
      return PERIOD.parse(JSON.parse(readFileSync(path, 'utf8')))
    } catch (error) {
      throw new Problem(
        'match-state-unreadable',
        `cannot use ${path}: ${error instanceof Error ? error.message : String(error)}`,
        existsSync(path)
          ? 'Put the file back from a copy, or remove it: the partner needs a new offer then.'
          : 'Run the command again.',
        { cause: error },
      )
    }
  }
}

function isRunning({ from, until }: Period, now: number): boolean {
  return Date.parse(from) <= now && now < Date.parse(until)
}
