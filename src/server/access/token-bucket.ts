// Limits how often somebody may ask: a bucket that fills by so many tokens a second and is emptied by requests.

interface Bucket {
  tokens: number
  at: number
}

/** Buckets that are remembered; the one that was not used for longest goes first. */
const MOST_BUCKETS = 10_000

export class TokenBuckets {
  private readonly buckets = new Map<string, Bucket>()

  /**
   * Takes a token of somebody's bucket.
   * @param rate tokens a second
   * @param most tokens that a bucket holds
   * @returns 0 when there was one, else the seconds until there is
   */
  take(name: string, rate: number, most: number, now = performance.now()): number {
    const bucket = this.filled(name, rate, most, now)
    if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / rate))
    bucket.tokens -= 1
    return 0
  }

  /** Whether somebody's bucket is empty; takes nothing. */
  isEmpty(name: string, rate: number, most: number, now = performance.now()): boolean {
    if (!this.buckets.has(name)) return false
    return this.filled(name, rate, most, now).tokens < 1
  }

  private filled(name: string, rate: number, most: number, now: number): Bucket {
    const bucket = this.buckets.get(name) ?? { tokens: most, at: now }
    bucket.tokens = Math.min(most, bucket.tokens + (rate * (now - bucket.at)) / 1000)
    bucket.at = now
    this.buckets.delete(name)
    this.buckets.set(name, bucket)
    if (this.buckets.size > MOST_BUCKETS)
      for (const oldest of this.buckets.keys()) {
        this.buckets.delete(oldest)
        break
      }
    return bucket
  }
}
