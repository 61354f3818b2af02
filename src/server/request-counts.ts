// How often was asked about each of the accounts that are new, whatever they are recognised by meanwhile.

/** Accounts that are remembered; the longest unseen are forgotten first. */
const MOST_ACCOUNTS = 200_000

export class RequestCounts {
  private readonly counts = new Map<string, number>()

  /** Counts a request; the number of it among the account's since the service started. */
  count(account: string): number {
    const number = (this.counts.get(account) ?? 0) + 1
    this.counts.delete(account)
    this.counts.set(account, number)
    if (this.counts.size > MOST_ACCOUNTS) {
      const [oldest] = this.counts.keys()
      if (oldest !== undefined) this.counts.delete(oldest)
    }
    return number
  }
}
