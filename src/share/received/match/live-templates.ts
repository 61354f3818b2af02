// Templates of accounts that came since the newest whole analysis, compared with those of partners' sketches: what half of
// the requests of an account have in common, from its fifth request on and again each time that it has sent twice as many.
// Bounded in time: who isn't looked at now is the next time, and analyses look at everybody.
import type { Store } from '../../../store/store.js'
import { SKETCH } from '../../template-sketch.js'
import { type AlikeTemplate, type AskedSketches, LONE, MOST_ANCHORS, senders } from './templates.js'

/** What is tuned. */
export const LIVE = {
  /** Accounts that are read at a time, and milliseconds of comparing after which no more are begun. */
  accounts: 500,
  compareMs: 400,
  /** Templates that match whose senders are looked up at a time: each is a scan of the log. */
  matched: 5,
  /** Accounts that are remembered. */
  remembered: 500_000,
} as const

interface Alike {
  readonly hits: AlikeTemplate['hits']
  readonly anchors: readonly number[]
}

export class LiveTemplates {
  /** Exchanges that an account had sent when it was looked at. */
  private readonly looked = new Map<string, number>()
  private readonly alike = new Map<string, Alike>()
  private readonly senders = new Map<string, AlikeTemplate['holders']>()
  /** Accounts that were left for the next time. */
  left = 0

  constructor(private readonly asked: readonly AskedSketches[]) {}

  /** Templates that are alike, with who sends them: those that were found before too. */
  async look(store: Store, now: () => number = performance.now.bind(performance)): Promise<AlikeTemplate[]> {
    if (this.asked.length === 0) return []
    const due = await this.due(store)
    const begun = now()
    let done = 0
    for (const { account, sent, anchors } of await readTemplates(store, due)) {
      if (now() - begun > LIVE.compareMs) break
      this.looked.set(account, sent)
      done++
      if (anchors.length < SKETCH.leastAnchors) continue
      const name = anchors.join(' ')
      // Another account sends it too: who does is counted anew.
      this.senders.delete(name)
      if (this.alike.has(name)) continue
      const hits = this.asked.flatMap(({ sketch, index }) => index.near(sketch(anchors)))
      if (hits.length > 0) this.alike.set(name, { hits, anchors })
    }
    this.left = due.length - done
    return this.found(store)
  }

  private async due(store: Store): Promise<string[]> {
    const rows = await store.query<{ account: string; sent: number }>(
      `SELECT account, count() AS sent FROM newer_exchange GROUP BY account HAVING sent BETWEEN ${LONE.least} AND ${LONE.most}`,
    )
    // A whole analysis has looked at those of before.
    if (this.looked.size > LIVE.remembered) this.looked.clear()
    return rows
      .filter(({ account, sent }) => sent >= 2 * (this.looked.get(account) ?? 0))
      .map(({ account }) => account)
      .slice(0, LIVE.accounts)
  }

  private async found(store: Store): Promise<AlikeTemplate[]> {
    const found: AlikeTemplate[] = []
    let scans = 0
    for (const [name, { hits, anchors }] of this.alike) {
      if (hits.length === 0) continue
      let holders = this.senders.get(name)
      if (!holders && scans < LIVE.matched) {
        scans++
        holders = await senders(store, anchors)
        this.senders.set(name, holders)
      }
      if (holders) found.push({ hits, holders })
    }
    return found
  }
}

interface OwnTemplate {
  readonly account: string
  readonly sent: number
  readonly anchors: readonly number[]
}

/** What half of the requests of an account have in common; nothing for who sends no such thing. */
async function readTemplates(store: Store, accounts: readonly string[]): Promise<readonly OwnTemplate[]> {
  if (accounts.length === 0) return []
  return store.query<OwnTemplate>(
    `SELECT account, any(requests) AS sent, groupArraySortedIf(${MOST_ANCHORS})(anchor, uses >= ${LONE.share} * requests) AS anchors
FROM (
  SELECT account, anchor, count() AS uses, any(of_account) AS requests
  FROM (
    SELECT account, count() OVER (PARTITION BY account) AS of_account, anchors
    FROM newer_exchange
    WHERE account IN {accounts: Array(String)}
  )
  LEFT ARRAY JOIN anchors AS anchor
  GROUP BY account, anchor
)
GROUP BY account
ORDER BY account`,
    { parameters: { accounts } },
  )
}
