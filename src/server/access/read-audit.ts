// Reads the audit log for people, newest first, and follows its chain on the way, without holding up requests.
import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { type AuditHead, type Deed, followLine, START } from './audit-log.js'

export interface AuditEntry extends Deed {
  readonly seq: number
  /** RFC 3339. */
  readonly at: string
}

export interface AuditRead {
  /** Newest first. */
  readonly entries: readonly AuditEntry[]
  /** Lines that match, those before `before` and beyond `limit` among them. */
  readonly matching: number
  readonly head: AuditHead
  /** Who stands in the log, and what was done, each once, in the order of the alphabet. */
  readonly actors: readonly string[]
  readonly actions: readonly string[]
  /** Names of people by actor, as they were when they last signed in. */
  readonly names: ReadonlyMap<string, string>
  /** Number of the first line that doesn't follow from the one before it; undefined when all do. */
  readonly brokenAt: number | undefined
}

export interface AuditWanted {
  /** Lines with a lower number. */
  readonly before?: number | undefined
  readonly limit: number
  /** A part of the actor, action or details. */
  readonly text?: string | undefined
  readonly actor?: string | undefined
  readonly action?: string | undefined
  /** Values of which one of the details is one. */
  readonly about?: ReadonlySet<string> | undefined
  /** Beginnings of the actions that are wanted; all of them when left out. */
  readonly kinds?: readonly string[]
}

/** Actors and actions that are told, at most. */
const MOST_NAMES = 1000

/** What stands behind a line that doesn't follow is not told: nobody knows whether it happened. */
export async function readAudit(
  path: string,
  { before = Infinity, limit, text = '', actor: by, action: what, about, kinds = [''] }: AuditWanted,
): Promise<AuditRead> {
  const entries: AuditEntry[] = []
  let head = START
  let brokenAt: number | undefined
  let matching = 0
  const actors = new Set<string>()
  const actions = new Set<string>()
  const names = new Map<string, string>()
  if (existsSync(path)) {
    const wanted = text.toLowerCase()
    const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })
    let number = 0
    let unfinished: number | undefined
    for await (const line of lines) {
      number++
      if (line === '') continue
      if (unfinished !== undefined) {
        brokenAt = unfinished
        break
      }
      const followed = followLine(line, head)
      if (!followed) {
        // A killed process may have left half a line at the end.
        unfinished = number
        continue
      }
      head = followed
      const { seq, at, actor, action, details } = JSON.parse(line) as AuditEntry
      if (actors.size < MOST_NAMES) actors.add(actor)
      if (actions.size < MOST_NAMES) actions.add(action)
      if (action === SIGNED_IN && typeof details.name === 'string') names.set(actor, details.name)
      if (by !== undefined && actor !== by) continue
      if (what !== undefined && action !== what) continue
      if (about && !Object.values(details).some((value) => isAbout(value, about))) continue
      if (!`${actor} ${action} ${JSON.stringify(details)}`.toLowerCase().includes(wanted)) continue
      if (!kinds.some((kind) => action.startsWith(kind))) continue
      matching++
      if (seq >= before) continue
      entries.push({ seq, at, actor, action, details })
      if (entries.length > limit) entries.shift()
    }
    lines.close()
    if (unfinished !== undefined && brokenAt === undefined && (await endsWithBreak(path)))
      brokenAt = unfinished
  }
  return {
    entries: entries.reverse(),
    matching,
    head,
    actors: [...actors].sort(),
    actions: [...actions].sort(),
    names,
    brokenAt,
  }
}

/** The action by whose details people have names. */
export const SIGNED_IN = 'person.signed-in'

const isAbout = (value: unknown, about: ReadonlySet<string>): boolean =>
  Array.isArray(value) ? value.some((one) => about.has(String(one))) : about.has(String(value))

/** Whether the last line is whole: one that was cut off has no break behind it. */
async function endsWithBreak(path: string): Promise<boolean> {
  let last = ''
  for await (const chunk of createReadStream(path, 'utf8')) last = (chunk as string).at(-1) ?? last
  return last === '\n'
}
