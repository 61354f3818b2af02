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
  /** Number of the first line that doesn't follow from the one before it; undefined when all do. */
  readonly brokenAt: number | undefined
}

export interface AuditWanted {
  /** Lines with a lower number. */
  readonly before?: number | undefined
  readonly limit: number
  /** A part of the actor, action or details. */
  readonly text?: string | undefined
  /** Beginnings of the actions that are wanted; all of them when left out. */
  readonly kinds?: readonly string[]
}

/** What stands behind a line that doesn't follow is not told: nobody knows whether it happened. */
export async function readAudit(
  path: string,
  { before = Infinity, limit, text = '', kinds = [''] }: AuditWanted,
): Promise<AuditRead> {
  const entries: AuditEntry[] = []
  let head = START
  let brokenAt: number | undefined
  let matching = 0
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
  return { entries: entries.reverse(), matching, head, brokenAt }
}

/** Whether the last line is whole: one that was cut off has no break behind it. */
async function endsWithBreak(path: string): Promise<boolean> {
  let last = ''
  for await (const chunk of createReadStream(path, 'utf8')) last = (chunk as string).at(-1) ?? last
  return last === '\n'
}
