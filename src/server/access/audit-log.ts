// Who did what, one JSON object a line, each with the hash of the one before: a line that is changed, taken out or put in
// breaks the chain from there on. What is missing at the end shows only against a head that was noted elsewhere, which
// is why the service logs it.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Problem } from '../../model/problem.js'
import { say } from '../../model/sentence.js'
import { withFileLock } from '../../store/file-lock.js'

/** Something that somebody did. No secret belongs in it. */
export interface Deed {
  /** `key:ID`, `operator` for the command line, or `service`. */
  readonly actor: string
  /** `key.created`, `analysis.asked`, … */
  readonly action: string
  readonly details: Readonly<Record<string, string | number | boolean | readonly string[]>>
}

interface Line extends Deed {
  readonly seq: number
  /** RFC 3339. */
  readonly at: string
  /** Hash of the line before; of the first, zeros. */
  readonly prev: string
  readonly hash: string
}

export interface AuditHead {
  readonly seq: number
  readonly hash: string
}

export interface Verified {
  readonly head: AuditHead
  /** Bytes up to the end of the last line. */
  readonly bytes: number
  /** Hashes of all lines. */
  readonly hashes: ReadonlySet<string>
}

export const START: AuditHead = { seq: 0, hash: '0'.repeat(64) }

export class AuditLog {
  private last: Promise<unknown> = Promise.resolve()
  private known: { readonly size: number; readonly head: AuditHead } | undefined

  constructor(private readonly path: string) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  }

  /** Adds a line; it is on disk when this resolves. Lines of other processes are kept apart by a lock. */
  add(deed: Deed): Promise<AuditHead> {
    const added = this.last.then(() => withFileLock(this.path, () => this.append(deed)))
    this.last = added.catch(() => {})
    return added
  }

  private async append({ actor, action, details }: Deed): Promise<AuditHead> {
    const there = statSync(this.path, { throwIfNoEntry: false })?.size ?? 0
    const isKnown = this.known?.size === there
    const { head, bytes: size } =
      isKnown && this.known ? { head: this.known.head, bytes: there } : verifyAudit(this.path)
    // What a killed process left half written was acknowledged to nobody.
    if (size < there) truncateSync(this.path, size)
    const content = {
      seq: head.seq + 1,
      at: new Date().toISOString(),
      actor,
      action,
      details,
      prev: head.hash,
    }
    const line: Line = { ...content, hash: hashOf(content) }
    const text = `${JSON.stringify(line)}\n`
    const file = await open(this.path, 'a', 0o600)
    try {
      await file.appendFile(text)
      await file.datasync()
    } finally {
      await file.close()
    }
    const next = { seq: line.seq, hash: line.hash }
    this.known = { size: size + Buffer.byteLength(text), head: next }
    return next
  }
}

/**
 * Follows the chain from its beginning.
 * @returns its head, and the bytes up to its end: a killed process may have left half a line behind them
 * @throws Problem `audit-broken` at the first line that doesn't follow from the one before
 */
export function verifyAudit(path: string): Verified {
  const hashes = new Set<string>()
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return { head: START, bytes: 0, hashes }
  const texts = readFileSync(path, 'utf8').split('\n')
  const unfinished = texts.pop() ?? ''
  let head = START
  for (const [index, text] of texts.entries()) {
    if (text === '') continue
    const next = followLine(text, head)
    if (!next)
      throw new Problem(
        'audit-broken',
        say`line ${index + 1} of ${path} does not follow from the line before: it was changed, or lines were taken out or put in`,
        'Compare the file with a copy from before; what stands above that line is as it was written.',
      )
    head = next
    hashes.add(head.hash)
  }
  return { head, bytes: statSync(path).size - Buffer.byteLength(unfinished), hashes }
}

/** The head after a line; undefined when it doesn't follow from the one before. */
export function followLine(text: string, before: AuditHead): AuditHead | undefined {
  const line = parsed(text)
  if (!line) return undefined
  const { hash, ...content } = line
  const follows = content.seq === before.seq + 1 && content.prev === before.hash && hashOf(content) === hash
  return follows ? { seq: line.seq, hash } : undefined
}

function hashOf(content: object): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}

function parsed(text: string): Line | undefined {
  try {
    return JSON.parse(text) as Line
  } catch {
    return undefined
  }
}
