// What partners had evaluated, request by request, and whether there is budget for more. Written down before anything is
// evaluated, and counted across periods too, so that neither a crash nor a new key gives anybody more.
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { Problem } from '../../model/problem.js'
import { withFileLock } from '../../store/file-lock.js'
import { KINDS, type Kind } from './kinds.js'
import type { Period } from './period.js'

const ROW = z.strictObject({
  at: z.string(),
  partner: z.string(),
  kind: z.enum(KINDS),
  period: z.string(),
  request: z.string(),
  /** Of the request: the same id with other elements is another request. */
  sha256: z.string(),
  elements: z.number(),
})
type Row = z.infer<typeof ROW>

export interface Spent {
  readonly day: number
  readonly period: number
  readonly ever: number
}

export interface Charge {
  readonly id: string
  readonly sha256: string
  readonly elements: number
}

const DAY_MS = 86_400_000

export class Ledger {
  constructor(private readonly path: string) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  }

  /** Evaluations of a partner in the last 24 hours, in a period, and ever. */
  spent(partner: string, kind: Kind, period: string | undefined, now = Date.now()): Spent {
    const rows = this.read().filter((row) => row.partner === partner && row.kind === kind)
    const sum = (some: readonly Row[]) => some.reduce((total, { elements }) => total + elements, 0)
    return {
      day: sum(rows.filter(({ at }) => now - Date.parse(at) < DAY_MS)),
      period: sum(rows.filter((row) => row.period === period)),
      ever: sum(rows),
    }
  }

  /**
   * Charges requests to a period, all or none. A request that was charged before costs nothing again: its answer may
   * have been lost on the way, and says nothing new.
   * @returns evaluations that were charged now
   * @throws Problem `match-budget`, `match-request-reused`
   */
  charge(period: Period, requests: readonly Charge[], now = Date.now()): Promise<number> {
    return withFileLock(this.path, async () => {
      const known = new Map(this.read().map((row) => [`${row.partner} ${row.request}`, row.sha256]))
      const fresh: Charge[] = []
      for (const request of requests) {
        const before = known.get(`${period.partner} ${request.id}`)
        if (before === undefined) fresh.push(request)
        else if (before !== request.sha256) throw reused(period.partner, request.id)
        known.set(`${period.partner} ${request.id}`, request.sha256)
      }
      const wanted = fresh.reduce((total, { elements }) => total + elements, 0)
      const { day, period: inPeriod } = this.spent(period.partner, period.kind, period.id, now)
      if (wanted > period.budget.period - inPeriod)
        throw overBudget(period, wanted, period.budget.period - inPeriod, `until ${period.until}`)
      if (wanted > period.budget.day - day)
        throw overBudget(period, wanted, period.budget.day - day, 'in 24 hours')
      const at = new Date(now).toISOString()
      const { partner, kind, id } = period
      const rows = fresh.map(({ id: request, sha256, elements }) =>
        JSON.stringify({ at, partner, kind, period: id, request, sha256, elements } satisfies Row),
      )
      if (rows.length > 0) appendFileSync(this.path, `${rows.join('\n')}\n`, { mode: 0o600, flush: true })
      return wanted
    })
  }

  private read(): Row[] {
    if (!existsSync(this.path)) return []
    try {
      return readFileSync(this.path, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => ROW.parse(JSON.parse(line)))
    } catch (error) {
      throw new Problem(
        'match-state-unreadable',
        `cannot read what partners had evaluated in ${this.path}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`,
        'Put the file back from a copy; nobody is answered without it, because the budget would begin anew.',
        { cause: error },
      )
    }
  }
}

function overBudget({ partner, kind }: Period, wanted: number, left: number, when: string): Problem {
  return new Problem(
    'match-budget',
    `${partner} asks about ${wanted} ${kind} values, and ${Math.max(0, left)} are left ${when}`,
    'Tell the partner to ask with --limit, or later; raise it with `stillwatch share match offer --budget` only if you know why so many are asked.',
  )
}

function reused(partner: string, id: string): Problem {
  return new Problem(
    'match-request-reused',
    `${partner} used the id ${id} before for another request`,
    'Answer none of the file and ask the partner why: an honest program doesn’t do this.',
  )
}
