// A way in for the one operator of a machine who has no identity provider: a link that is shown when the service
// starts, and counts once.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export const LINK_MINUTES = 30

export class LocalLink {
  private readonly token = randomBytes(32).toString('base64url')
  private readonly hash = hashOf(this.token)
  private readonly until: number
  private isUsed = false

  constructor(now = Date.now()) {
    this.until = now + LINK_MINUTES * 60_000
  }

  /** The path that signs its reader in, to be shown once. */
  get path(): string {
    return `/auth/link?token=${this.token}`
  }

  /** Whether this is the link's token, the first time and in time. */
  redeem(token: string, now = Date.now()): boolean {
    if (this.isUsed || now >= this.until || !timingSafeEqual(hashOf(token), this.hash)) return false
    this.isUsed = true
    return true
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
