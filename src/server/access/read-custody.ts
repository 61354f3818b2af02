// The lines of the audit log that concern a case, whole, so that their hashes can be checked by who has nothing else.
import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { AuditLine, CaseCustody } from '../../case/case-file.js'
import { followLine, START } from './audit-log.js'

/** Lines that a case holds at most: the oldest half and the newest. */
const MOST_LINES = 500

/**
 * Follows the chain from its beginning. What stands behind a line that doesn't follow is left out: nobody knows whether
 * it happened.
 * @param isWanted whether a line concerns the case
 */
export async function readCustody(
  path: string,
  isWanted: (line: AuditLine) => boolean,
): Promise<CaseCustody> {
  if (!existsSync(path)) return { kept: false, head: START, lines: [], left_out: 0 }
  const first: AuditLine[] = []
  const last: AuditLine[] = []
  let leftOut = 0
  let head = START
  let number = 0
  let broken: number | undefined
  const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })
  for await (const text of lines) {
    number++
    if (text === '') continue
    if (broken !== undefined)
      return { kept: true, head, broken_at: broken, lines: [...first, ...last], left_out: leftOut }
    const next = followLine(text, head)
    if (!next) {
      // A killed process may have left half a line at the end.
      broken = number
      continue
    }
    head = next
    const line = JSON.parse(text) as AuditLine
    if (!isWanted(line)) continue
    if (first.length < MOST_LINES / 2) first.push(line)
    else {
      last.push(line)
      if (last.length > MOST_LINES / 2) {
        last.shift()
        leftOut++
      }
    }
  }
  return { kept: true, head, lines: [...first, ...last], left_out: leftOut }
}

/** Whether a line names one of these ids and is about no other account than those among them. */
export const names =
  (about: ReadonlySet<string>) =>
  ({ details }: AuditLine): boolean => {
    const { account } = details
    if (typeof account === 'string' && account !== '' && !about.has(account)) return false
    return Object.values(details)
      .flat()
      .some((value) => about.has(String(value)))
  }
