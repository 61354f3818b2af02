// A sign-in under way, as its browser holds it: sealed (AES-256-GCM, NIST SP 800-38D) under a key of this process, so that
// any number of them costs no memory here and nobody can read or make one. It counts once, and for ten minutes.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

export interface Ticket {
  readonly state: string
  readonly nonce: string
  /** Verifier of the proof key for code exchange (RFC 7636). */
  readonly verifier: string
  /** Where the browser goes afterwards: a path of this service. */
  readonly to: string
  /** Milliseconds since 1970. */
  readonly at: number
}

export const TICKET_SECONDS = 600
const NONCE_BYTES = 12
const TAG_BYTES = 16
/** Used tickets that are remembered; more in ten minutes than people sign in. */
const MOST_USED = 100_000

export class Tickets {
  private readonly key = randomBytes(32)
  private readonly used = new Map<string, number>()

  seal(ticket: Ticket): string {
    const nonce = randomBytes(NONCE_BYTES)
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce)
    const text = Buffer.concat([cipher.update(JSON.stringify(ticket)), cipher.final()])
    return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url')
  }

  /** What was sealed, the first time that it is asked for; undefined when it doesn't count. */
  take(sealed: string, now = Date.now()): Ticket | undefined {
    const ticket = this.open(sealed)
    if (!ticket || now - ticket.at >= TICKET_SECONDS * 1000 || this.used.has(ticket.state)) return undefined
    this.used.set(ticket.state, ticket.at)
    for (const [state, at] of this.used) {
      if (this.used.size <= MOST_USED && now - at < TICKET_SECONDS * 1000) break
      this.used.delete(state)
    }
    return ticket
  }

  private open(sealed: string): Ticket | undefined {
    const bytes = Buffer.from(sealed, 'base64url')
    if (bytes.length <= NONCE_BYTES + TAG_BYTES) return undefined
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      })
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      const text = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()])
      return JSON.parse(text.toString()) as Ticket
    } catch {
      return undefined
    }
  }
}
