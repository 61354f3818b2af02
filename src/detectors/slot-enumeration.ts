// Slot enumeration: each item of a list is asked once, or each exactly k times by different owners. People ask again,
// and strangers meet on one text by chance; who walks through a list does neither.
import { say } from '../model/sentence.js'
import type { Context, Detector, Measured } from './detector.js'
import { clamp, describes, normalBits } from './statistics.js'

interface Row {
  readonly cand: number
  readonly asked: number
  readonly items: number
  /** Exchanges that ask an item again under the same account. */
  readonly again: number
  readonly twice: number
  readonly squares: number
  readonly spread: number
  /** Owners who asked an item, on average over exchanges, and share of exchanges whose item another owner asked too. */
  readonly owners_an_item: number
  readonly asked_by_others: number
}
interface Everyone {
  readonly repeats: number
  readonly sd: number
}

/** Repeats within an account of owners at large, an owner an observation. */
const OTHERS = `SELECT avg(r) AS repeats, stddevSamp(r) AS sd
FROM (
  SELECT owner, 1 - sum(distinct) / sum(n) AS r
  FROM (
    SELECT aid, owner, toFloat64(count()) AS n, toFloat64(arrayUniq(groupArray(prompt_hash))) AS distinct
    FROM work_exchange
    WHERE prompt_hash != 0 AND failed = 0 AND aid IN (SELECT aid FROM work_account WHERE with_text >= 5 AND drawn = exchanges AND aid % 3 = 0)
    GROUP BY aid, owner
  )
  GROUP BY owner
)`

/** Failed exchanges are left out: retries are no items. */
const ASKED = 'prompt_hash != 0 AND failed = 0'

/** How often each item that came again was asked, by how many accounts and owners; most come once and need only be counted. */
const againSql = (
  asked: string,
) => `SELECT cand, prompt_hash, toFloat64(count()) AS n, toFloat64(uniqExact(aid)) AS accounts, toFloat64(uniqExact(owner)) AS owners
FROM work_sub
WHERE ${asked} AND cityHash64(cand, prompt_hash) IN (SELECT cityHash64(cand, prompt_hash) AS item FROM work_sub WHERE ${asked} GROUP BY item HAVING count() > 1)
GROUP BY cand, prompt_hash`

const itemsSql = (
  asked: string,
) => `SELECT g.cand AS cand, g.asked AS asked, asked - sumIf(i.n - 1, i.n > 1) AS items, sum(i.n - i.accounts) AS again,
  countIf(i.n > 1) AS twice, asked + sum(i.n * (i.n - 1)) AS squares, avgIf(i.owners / i.n, i.n > 1) AS spread,
  1 + sum((i.owners - 1) * i.n) / asked AS owners_an_item, sumIf(i.n, i.owners > 1) / asked AS asked_by_others
FROM (SELECT cand, toFloat64(count()) AS asked FROM work_sub WHERE ${asked} GROUP BY cand) AS g
LEFT JOIN (${againSql(asked)}) AS i ON i.cand = g.cand
GROUP BY cand, asked`

export const slotEnumeration: Detector = {
  id: 'slot-enumeration',
  // How texts of different accounts relate to each other, not what they ask for: content, not purpose.
  group: 'content',
  raises: 'items that are each asked once over all accounts, or each exactly k times by different owners',
  nullModel:
    'Repeats of an item within an account as owners at large have them, groups allowed to differ, against none; and for items asked k times, how evenly, against the Poisson spread of a random deal, when different owners ask them.',
  innocent: ['an evaluation that takes k samples of each task for one owner', 'texts too long to come twice'],
  needs: ['text'],
  parameters: [
    {
      name: 'spread',
      value: 0.05,
      unit: 'share',
      says: 'standard deviation of the share of repeats between honest groups',
    },
  ],
  range: { least: -2, most: 3 },
  baseline: [OTHERS],
  async measure(context: Context): Promise<Map<number, Measured>> {
    const result = new Map<number, Measured>()
    const [everyone] = await context.query<Everyone>(OTHERS)
    const there = clamp(everyone?.repeats ?? 0.05, 0.01, 0.5)
    const sd = clamp(everyone?.sd ?? 0.1, 0.02, 0.5)
    const between = this.parameters[0]?.value ?? 0.05
    const ownersOf = new Map(context.candidates.map(({ id, owners }) => [id, owners]))
    for (const row of await context.query<Row>(itemsSql(`${ASKED} AND ${context.texts}`))) {
      const owners = ownersOf.get(row.cand) ?? 0
      if (row.asked < 30 || owners < 2) continue
      const repeats = row.again / row.asked
      const se = Math.sqrt(Math.max(repeats * (1 - repeats), 1 / row.asked) / row.asked)
      const once = normalBits(
        repeats,
        { mean: 0.002, sd: Math.hypot(0.01, se) },
        { mean: there, sd: Math.hypot(between, sd / Math.sqrt(owners), se) },
      )
      // Where owners at large hardly repeat themselves, items asked once say nothing.
      const told = once > 0 ? clamp((there - 0.02) / 0.1, 0, 1) : 1
      const mean = row.asked / row.items
      const variance = Math.max(row.squares / row.items - mean ** 2, 0)
      const even = mean >= 1.8 && row.twice >= 10 ? clamp(1 - variance / (mean - 1 + 0.1), 0, 1) : 0
      const times = 3 * even * describes(row.twice / row.items) * describes(row.spread)
      const bits = clamp(clamp(once, -2, 1.5) * told + times, this.range.least, this.range.most)
      result.set(row.cand, {
        bits,
        summary: say`${row.items} items asked ${mean.toFixed(2)} times each; ${(100 * repeats).toFixed(1)} % of exchanges repeat an item of the same account, ${(100 * there).toFixed(1)} % for owners at large`,
        facts: {
          exchanges: row.asked,
          items: row.items,
          owners,
          owners_an_item: Number(row.owners_an_item.toFixed(2)),
          asked_by_others: Number(row.asked_by_others.toFixed(4)),
          repeats_within_account: Number(repeats.toFixed(4)),
          repeats_at_large: Number(there.toFixed(4)),
          items_asked_more_than_once: row.twice,
          variance_of_times_asked: Number(variance.toFixed(3)),
        },
        innocent: [
          bits > 0
            ? say`long texts rarely come twice; an evaluation takes k samples too, under one owner`
            : say`members ask again as people do`,
        ],
      })
    }
    return result
  },
  shows: `SELECT sum(n) AS exchanges, count() AS items, any(g.owners) AS owners,
  sum(n * askers) / sum(n) AS owners_an_item, sumIf(n, askers > 1) / sum(n) AS asked_by_others, sum(n - accounts) / sum(n) AS repeats_within_account,
  countIf(n > 1) AS items_asked_more_than_once, varPop(n) AS variance_of_times_asked
FROM (
  SELECT e.prompt_hash AS item, count() AS n, uniqExact(e.account) AS accounts, uniqExact(k.owner) AS askers
  FROM {exchanges} AS e
  INNER JOIN (SELECT account, owner FROM analysed_account FINAL) AS k ON k.account = e.account
  WHERE e.prompt_hash != 0 AND e.failed = 0
  GROUP BY item
) AS i
CROSS JOIN (SELECT uniqExact(owner) AS owners FROM analysed_account FINAL WHERE account IN {members}) AS g`,
  computed: ['repeats_at_large'],
}
