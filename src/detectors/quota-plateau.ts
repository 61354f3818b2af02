// Plateaus at a quota: accounts that stop at the same daily count again and again, run at full rate from their first
// day, or use a subscription far beyond others of the same tier.
import { say } from '../model/sentence.js'
import type { Context, Detector, Measured, Population } from './detector.js'
import { clamp, describes } from './statistics.js'

/** Active days, and requests on the busiest of them, below which an account has no plateau to show. */
const LEAST_DAYS = 5
const LEAST_BUSIEST = 10

interface Row {
  readonly cand: number
  readonly class: number
  readonly accounts: number
  readonly plateaus: number
  readonly plateau: number
  readonly plateau_squares: number
  readonly news: number
  readonly ramps: number
  readonly seats: number
  readonly volume: number
  readonly volume_squares: number
}

/**
 * Per candidate (0: everyone) and class of pathway and tier, sums over accounts of: the share of days, other than the
 * busiest, within 5 % of the busiest; whether a new account's first whole day was within 20 % of its busiest; and the
 * log of requests an active day. An account's moments are numbered within their days, so the last number of a day is
 * its count.
 */
const daysSql = ({ from }: Population) => `WITH shape AS (
  SELECT aid, class,
    arrayEnumerateUniq(arrayMap(m -> intDiv(m, ${86_400_000}), moments)) AS places,
    arrayFilter((n, next) -> next = 1, places, arrayPushBack(arrayPopFront(places), 1)) AS counts,
    length(counts) AS days, arrayMax(counts) AS busiest,
    days >= ${LEAST_DAYS} AND busiest >= ${LEAST_BUSIEST} AS told,
    if(told, (arrayCount(n -> n >= 0.95 * busiest, counts) - 1) / (days - 1), 0) AS level,
    recent AND days >= 3 AND busiest >= ${LEAST_BUSIEST} AS new,
    new AND counts[2] >= 0.8 * busiest AS full,
    subscribed AND days >= 2 AS seat,
    if(seat, log2(length(moments) / days), 0) AS pace
  FROM work_moment
  INNER JOIN (
    SELECT aid, cityHash64(pathway, tier) % 1000000007 AS class, pathway = 'subscription' AS subscribed,
      toUnixTimestamp(first) > ${from + 86_400} AND age_days < 3 AS recent
    FROM work_account
  ) AS a USING aid
)
SELECT m.cand AS cand, s.class AS class, count() AS accounts,
  countIf(told) AS plateaus, sum(level) AS plateau, sum(level * level) AS plateau_squares,
  countIf(new) AS news, countIf(full) AS ramps,
  countIf(seat) AS seats, sum(pace) AS volume, sum(pace * pace) AS volume_squares
FROM (SELECT cand, aid FROM work_member UNION ALL SELECT toUInt32(0) AS cand, aid FROM work_account) AS m
INNER JOIN shape AS s ON s.aid = m.aid
GROUP BY m.cand, s.class`

/** One-sided bits of a mean of `n` values against a mean and standard deviation elsewhere, groups differing by `spread`. */
function meanBits(here: number, n: number, there: { mean: number; sd: number }, spread: number): number {
  const z = (here - there.mean) / Math.hypot(spread, there.sd / Math.sqrt(Math.max(n, 1)))
  return z > 0 ? (z * z) / 2 / Math.LN2 : 0
}

function momentsOf(n: number, sum: number, squares: number, floor: number): { mean: number; sd: number } {
  if (n < 2) return { mean: n === 0 ? 0 : sum / n, sd: 1 }
  return { mean: sum / n, sd: Math.max(Math.sqrt(Math.max((squares - sum ** 2 / n) / (n - 1), 0)), floor) }
}

export const quotaPlateau: Detector = {
  id: 'quota-plateau',
  group: 'load',
  raises: 'accounts that stop at one daily count, start at full rate, or use a seat far beyond its tier',
  nullModel:
    'Accounts of the same pathway and tier, members left out, averaged as the members are spread over them: share of days at the account’s own maximum, share of new accounts at full rate on their first whole day, and log requests an active day. Normal deviations with the spread between accounts and between groups (random effects).',
  innocent: [
    'a batch job or a monitor at a fixed rate',
    'an application that meters its users',
    'a heavy user of a seat',
  ],
  needs: [],
  parameters: [
    {
      name: 'plateau_spread',
      value: 0.12,
      unit: 'share',
      says: 'standard deviation of the plateau share between honest groups',
    },
    {
      name: 'ramp_spread',
      value: 0.2,
      unit: 'share',
      says: 'standard deviation of the full-rate share between honest groups',
    },
    {
      name: 'volume_spread',
      value: 1.2,
      unit: 'log2',
      says: 'standard deviation of mean log2 volume between honest groups',
    },
  ],
  range: { least: 0, most: 6 },
  early: (population) => [daysSql(population)],
  async measure(context: Context): Promise<Map<number, Measured>> {
    const spread = (name: string) => this.parameters.find((parameter) => parameter.name === name)?.value ?? 1
    const rows = await context.query<Row>(daysSql(context.population))
    const everyone = new Map(rows.filter((row) => row.cand === 0).map((row) => [row.class, row]))
    const groups = new Map<number, Row[]>()
    for (const row of rows) if (row.cand !== 0) groups.set(row.cand, [...(groups.get(row.cand) ?? []), row])
    const result = new Map<number, Measured>()
    for (const [cand, classes] of groups) {
      const total = (key: Exclude<keyof Row, 'cand' | 'class'>) =>
        classes.reduce((sum, row) => sum + row[key], 0)
      /** What members would show if each were like the rest of its class. */
      const elsewhere = (
        n: 'plateaus' | 'news' | 'seats',
        sum: keyof Row,
        squares: keyof Row,
        floor: number,
      ) => {
        let mean = 0
        let variance = 0
        let known = 0
        for (const row of classes) {
          const all = everyone.get(row.class)
          if (!all || row[n] === 0 || all[n] - row[n] < 5) continue
          const rest = momentsOf(all[n] - row[n], all[sum] - row[sum], all[squares] - row[squares], floor)
          mean += row[n] * rest.mean
          variance += row[n] * rest.sd ** 2
          known += row[n]
        }
        return {
          n: known,
          mean: known > 0 ? mean / known : 0,
          sd: Math.sqrt(known > 0 ? variance / known : 1),
        }
      }
      const accounts = total('accounts')
      const level = elsewhere('plateaus', 'plateau', 'plateau_squares', 0.1)
      const shareAtTop = total('plateau') / Math.max(total('plateaus'), 1)
      const plateau =
        total('plateaus') >= 5
          ? meanBits(
              shareAtTop,
              total('plateaus'),
              level.n > 0 ? level : { mean: 0.1, sd: 0.2 },
              spread('plateau_spread'),
            ) * describes(total('plateaus') / accounts)
          : 0
      const ramp = elsewhere('news', 'ramps', 'ramps', 0.3)
      const atOnce = total('ramps') / Math.max(total('news'), 1)
      const start =
        total('news') >= 5 && ramp.n > 0
          ? meanBits(atOnce, total('news'), ramp, spread('ramp_spread')) * describes(total('news') / accounts)
          : 0
      const seat = elsewhere('seats', 'volume', 'volume_squares', 0.8)
      const volume = total('volume') / Math.max(total('seats'), 1)
      const beyond =
        total('seats') >= 5 && seat.n >= 0.5 * total('seats')
          ? meanBits(volume, total('seats'), seat, spread('volume_spread')) *
            describes(total('seats') / accounts)
          : 0
      if (total('plateaus') + total('news') + total('seats') < 5) continue
      const bits = clamp(
        Math.min(plateau, 4) + Math.min(start, 2) + Math.min(beyond, 4),
        this.range.least,
        this.range.most,
      )
      result.set(cand, {
        bits,
        summary: say`${(100 * shareAtTop).toFixed(0)} % of members’ days stop at the account’s own maximum (${(100 * level.mean).toFixed(0)} % for others of the same tier), ${(100 * atOnce).toFixed(0)} % of new members run at full rate at once${seat.n > 0 ? say`, and seats do ${(2 ** (volume - seat.mean)).toFixed(1)} times others’ work a day` : ''}`,
        facts: {
          accounts_with_enough_days: total('plateaus'),
          days_at_maximum: Number(shareAtTop.toFixed(3)),
          days_at_maximum_elsewhere: Number(level.mean.toFixed(3)),
          new_accounts: total('news'),
          at_full_rate_at_once: Number(atOnce.toFixed(3)),
          seats: total('seats'),
          seat_volume_ratio: Number((seat.n > 0 ? 2 ** (volume - seat.mean) : 1).toFixed(2)),
        },
        innocent: [
          bits > 0
            ? say`a batch job or a monitor keeps a fixed count too`
            : say`volumes rise and fall as others’ do`,
        ],
      })
    }
    return result
  },
  shows: `WITH (SELECT toUnixTimestamp(min(ts)) + 86400 FROM exchange) AS from
SELECT countIf(told) AS accounts_with_enough_days, sum(level) / greatest(countIf(told), 1) AS days_at_maximum,
  countIf(new) AS new_accounts, countIf(new AND counts[2] >= 0.8 * busiest) / greatest(countIf(new), 1) AS at_full_rate_at_once,
  countIf(subscribed AND days >= 2) AS seats
FROM (
  SELECT d.account AS account, d.counts AS counts, d.subscribed AS subscribed, length(counts) AS days, arrayMax(counts) AS busiest,
    days >= ${LEAST_DAYS} AND busiest >= ${LEAST_BUSIEST} AS told,
    if(told, (arrayCount(n -> n >= 0.95 * busiest, counts) - 1) / (days - 1), 0) AS level,
    toUnixTimestamp(d.first) > from AND days >= 3 AND busiest >= ${LEAST_BUSIEST}
      AND (a.created_at <= toDateTime64(0, 3) OR dateDiff('second', a.created_at, d.first) < 3 * 86400) AS new
  FROM (
    SELECT account, any(pathway) = 'subscription' AS subscribed, min(first) AS first, arrayMap(entry -> entry.2, arraySort(groupArray((day, n)))) AS counts
    FROM (SELECT account, toDate(ts) AS day, any(exchange.pathway) AS pathway, min(ts) AS first, count() AS n FROM exchange WHERE account IN {members} GROUP BY account, day)
    GROUP BY account
  ) AS d
  LEFT JOIN (SELECT account, created_at FROM account FINAL) AS a ON a.account = d.account
)`,
  computed: ['days_at_maximum_elsewhere', 'seat_volume_ratio'],
}
