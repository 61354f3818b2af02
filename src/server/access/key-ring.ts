// API keys: who may ask for what. A key is shown once, when it is made; kept is its hash. It has 256 random bits, so that
// a plain hash is enough: nobody can try them all. Rows are only ever added, and the newest row of a key wins.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync, unwatchFile, watchFile } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { Problem } from '../../model/problem.js'

/** What a key may be for. `admin` includes all others. */
export const SCOPES = ['ingest', 'decide', 'read', 'act', 'share', 'admin'] as const
export type Scope = (typeof SCOPES)[number]

const KEY_ROW = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  /** SHA-256 of the whole key, hexadecimal. */
  hash: z.string(),
  created_at: z.string(),
  expires_at: z.string().optional(),
  revoked_at: z.string().optional(),
  /** Requests a second; without it there is no limit. */
  rate: z.number().positive().optional(),
})

export type Key = z.infer<typeof KEY_ROW>

export interface NewKey {
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly expiresAt?: string | undefined
  readonly rate?: number | undefined
}

const SHAPE = /^sw_([0-9a-f]{12})_[A-Za-z0-9_-]{43}$/
const REREAD_MS = 1000
const MOST_RIGHT = 1000

export class KeyRing {
  private keys = new Map<string, Key>()
  /** Keys as they came that were found right, so that they aren't hashed at each request. */
  private readonly right = new Map<string, string>()
  private isWatching = false
  private readonly works = new Map<string, Set<() => void>>()
  private timer: NodeJS.Timeout | undefined

  private constructor(private readonly path: string) {}

  /** @throws Problem `keys-unreadable` */
  static open(path: string): KeyRing {
    const ring = new KeyRing(path)
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    ring.read()
    return ring
  }

  /** Reads the file again whenever another process has written to it, and sees to what keys that are over began. */
  watch(onError: (error: unknown) => void): void {
    this.isWatching = true
    this.timer = setInterval(() => this.endOver(), REREAD_MS)
    this.timer.unref()
    watchFile(this.path, { interval: REREAD_MS, persistent: false }, () => {
      try {
        this.read()
      } catch (error) {
        // The keys as they were are better than none.
        onError(error)
      }
    })
  }

  close(): void {
    clearInterval(this.timer)
    if (this.isWatching) unwatchFile(this.path)
  }

  /** The key that a request carries, or why it is none that counts. */
  check(given: string): Key | 'unknown' | 'revoked' | 'expired' {
    const key = this.keys.get(this.right.get(given) ?? '') ?? this.compare(given)
    if (!key) return 'unknown'
    return stateOf(key) ?? key
  }

  /** Has work done, within a second or two, when a key is revoked or ends; the result takes that back. */
  onEnd(id: string, work: () => void): () => void {
    const works = this.works.get(id) ?? new Set()
    this.works.set(id, works.add(work))
    return () => {
      works.delete(work)
      if (works.size === 0 && this.works.get(id) === works) this.works.delete(id)
    }
  }

  private endOver(): void {
    for (const [id, works] of this.works) {
      const key = this.keys.get(id)
      if (key && stateOf(key) === undefined) continue
      this.works.delete(id)
      for (const work of works) work()
    }
  }

  private compare(given: string): Key | undefined {
    const key = this.keys.get(SHAPE.exec(given)?.[1] ?? '')
    const hash = createHash('sha256').update(given).digest()
    if (!key || !timingSafeEqual(hash, Buffer.from(key.hash, 'hex'))) return undefined
    if (this.right.size >= MOST_RIGHT) this.right.clear()
    this.right.set(given, key.id)
    return key
  }

  list(): readonly Key[] {
    return [...this.keys.values()]
  }

  get usable(): number {
    return this.list().filter(({ revoked_at }) => revoked_at === undefined).length
  }

  /** Makes a key; the result is the only time that it is seen whole. */
  create({ name, scopes, expiresAt, rate }: NewKey): { readonly key: Key; readonly shown: string } {
    const id = randomBytes(6).toString('hex')
    const shown = `sw_${id}_${randomBytes(32).toString('base64url')}`
    const key: Key = {
      id,
      name,
      scopes: [...scopes],
      hash: createHash('sha256').update(shown).digest('hex'),
      created_at: new Date().toISOString(),
      ...(expiresAt !== undefined && { expires_at: expiresAt }),
      ...(rate !== undefined && { rate }),
    }
    this.write(key)
    return { key, shown }
  }

  /**
   * Makes a key useless, from now on.
   * @throws Problem `no-key`
   */
  revoke(id: string): Key {
    const key = this.keys.get(id)
    if (!key)
      throw new Problem('no-key', `there is no key ${id}`, 'List the keys with `stillwatch keys list`.')
    if (key.revoked_at !== undefined) return key
    const revoked = { ...key, revoked_at: new Date().toISOString() }
    this.write(revoked)
    return revoked
  }

  private write(key: Key): void {
    try {
      appendFileSync(this.path, `${JSON.stringify(key)}\n`, { mode: 0o600, flush: true })
    } catch (error) {
      throw new Problem(
        'keys-unreadable',
        `cannot write ${this.path}: ${error instanceof Error ? error.message : String(error)}`,
        'Name a directory that you may write to with --state, or run as the user of the service.',
        { cause: error },
      )
    }
    this.keys.set(key.id, key)
  }

  private read(): void {
    if (!existsSync(this.path)) return
    const keys = new Map<string, Key>()
    try {
      for (const line of readFileSync(this.path, 'utf8').split('\n')) {
        if (line === '') continue
        const key = KEY_ROW.parse(JSON.parse(line))
        keys.set(key.id, key)
      }
    } catch (error) {
      throw new Problem(
        'keys-unreadable',
        `cannot read the keys in ${this.path}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
        'Correct the line that is no key, or put the file back from a copy.',
        { cause: error },
      )
    }
    this.keys = keys
    this.right.clear()
  }
}

function stateOf({ revoked_at, expires_at }: Key): 'revoked' | 'expired' | undefined {
  if (revoked_at !== undefined) return 'revoked'
  return expires_at !== undefined && Date.parse(expires_at) <= Date.now() ? 'expired' : undefined
}
