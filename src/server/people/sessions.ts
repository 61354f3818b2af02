// Sessions of people who signed in. They are kept in memory: a service that starts anew knows none, and people sign in
// again. A browser holds a random name only, of which a hash is kept; the name is another one every quarter of an hour.
import { createHash, randomBytes } from 'node:crypto'
import type { Role } from './roles.js'

export interface Person {
  /** As the provider names them; never used again for somebody else. */
  readonly subject: string
  readonly role: Role
  /** For people to read. */
  readonly name?: string | undefined
  readonly way: 'oidc' | 'link'
  /** What the provider wants to see again when they sign out. */
  readonly idToken?: string | undefined
}

export interface SessionSpans {
  /** Without a request for so long a session ends. */
  readonly idleMs: number
  /** However much it is used. */
  readonly longestMs: number
}

export interface Session {
  readonly person: Person
  /** Milliseconds since 1970. */
  readonly startedAt: number
  readonly endsAt: number
}

interface Kept extends Session {
  seenAt: number
  /** Hash of the name that counts. */
  name: string
  namedAt: number
  /** Hash of the name before, for requests that were under way. */
  former: { readonly name: string; readonly until: number } | undefined
  readonly onEnd: Set<() => void>
}

/** A session that a request belongs to. */
export interface Found {
  readonly session: Session
  /** The session's new name, when it is time for one. */
  readonly renamed: string | undefined
}

const RENAME_MS = 15 * 60_000
const FORMER_MS = 60_000
/** Sessions at a time; the one that was not used for longest goes first. */
const MOST_SESSIONS = 10_000
/** Names have 256 random bits. */
const NAME_BYTES = 32

export class Sessions {
  private readonly byName = new Map<string, Kept>()
  private readonly all = new Set<Kept>()

  constructor(private readonly spans: SessionSpans) {}

  /** Starts a session; the result is the name that its browser is told. */
  start(person: Person, now = Date.now()): string {
    const name = randomBytes(NAME_BYTES).toString('base64url')
    const kept: Kept = {
      person,
      startedAt: now,
      endsAt: now + this.spans.longestMs,
      seenAt: now,
      name: hashOf(name),
      namedAt: now,
      former: undefined,
      onEnd: new Set(),
    }
    this.byName.set(kept.name, kept)
    this.all.add(kept)
    if (this.all.size > MOST_SESSIONS)
      this.drop([...this.all].reduce((a, b) => (a.seenAt <= b.seenAt ? a : b)))
    return name
  }

  /** The session of a name, if it is one that counts; a use keeps it from idling out. */
  find(name: string, now = Date.now()): Found | undefined {
    const kept = this.lookUp(name, now)
    if (!kept) return undefined
    kept.seenAt = now
    const isFormer = kept.former !== undefined && kept.former.name === hashOf(name)
    if (isFormer || now - kept.namedAt < RENAME_MS) return { session: kept, renamed: undefined }
    return { session: kept, renamed: this.rename(kept, now) }
  }

  /** Ends a session; whoever listens on it is told. */
  end(name: string, now = Date.now()): Person | undefined {
    const kept = this.lookUp(name, now)
    if (kept) this.drop(kept)
    return kept?.person
  }

  /** Has work done when a session ends; the result takes that back. */
  onEnd(session: Session, work: () => void): () => void {
    const kept = session as Kept
    kept.onEnd.add(work)
    return () => kept.onEnd.delete(work)
  }

  /** Ends what has ended by its time. */
  expire(now = Date.now()): void {
    for (const kept of this.all) if (this.isOver(kept, now)) this.drop(kept)
  }

  get count(): number {
    return this.all.size
  }

  private lookUp(name: string, now: number): Kept | undefined {
    const hash = hashOf(name)
    const kept = this.byName.get(hash)
    if (!kept) return undefined
    if (this.isOver(kept, now)) {
      this.drop(kept)
      return undefined
    }
    if (kept.name !== hash && (kept.former?.until ?? 0) <= now) return undefined
    return kept
  }

  private isOver({ seenAt, endsAt }: Kept, now: number): boolean {
    return now >= endsAt || now - seenAt >= this.spans.idleMs
  }

  private rename(kept: Kept, now: number): string {
    const name = randomBytes(NAME_BYTES).toString('base64url')
    if (kept.former) this.byName.delete(kept.former.name)
    kept.former = { name: kept.name, until: now + FORMER_MS }
    kept.name = hashOf(name)
    kept.namedAt = now
    this.byName.set(kept.name, kept)
    return name
  }

  private drop(kept: Kept): void {
    this.byName.delete(kept.name)
    if (kept.former) this.byName.delete(kept.former.name)
    this.all.delete(kept)
    for (const work of kept.onEnd) work()
    kept.onEnd.clear()
  }
}

function hashOf(name: string): string {
  return createHash('sha256').update(name).digest('base64')
}
