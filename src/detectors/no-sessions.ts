// Work without sittings: people send several requests within minutes and then stop; a dispatcher that spreads
// requests over accounts leaves each account with lone requests at unrelated times.
import { say } from '../model/sentence.js'
import type { Context, Detector, Measured } from './detector.js'
import { clamp, clears, normalBits } from './statistics.js'

/** Gap that still belongs to one sitting, in seconds. */
const SITTING = 600

interface Row {
  readonly cand: number
  readonly gaps: number
  readonly short: number
  readonly expected: number
  readonly accounts: number
}

/** Gaps of one account that count, at most. */
const MOST_GAPS = 2000

/**
 * Gaps before exchanges, whatever the account sent before, from accounts as (cand, own, every): times of the exchanges
 * that are looked at and of all that the account sent, distinct and in order. Who uses a template once in a sitting is
 * in a sitting. Where the two differ they are merged, with times doubled and the own ones made odd: an own time then
 * comes after its like, and before the two comes what the account sent last.
 */
const gapsSql = (
  accounts: string,
) => `SELECT cand, sum(told) AS gaps, sum(told * short / found) AS short, sum(told * (1 - exp(-${SITTING} * n / greatest(span, 3600)))) AS expected, count() AS accounts
FROM (
  SELECT cand, n, found, short, least(found, ${MOST_GAPS}) AS told, (max(last) OVER w - min(first) OVER w) / 1000 AS span
  FROM (
    SELECT cand, own[1] AS first, own[-1] AS last, length(every) AS n, toFloat64(length(own)) - (first = every[1]) AS found,
      if(length(own) = n, [], arraySort(arrayConcat(arrayMap(m -> 2 * m, every), arrayMap(m -> 2 * m + 1, own)))) AS merged,
      if(empty(merged),
        arrayCount(gap -> gap < ${1000 * SITTING}, arrayPopFront(arrayDifference(every))),
        arrayCount((m, before) -> m % 2 = 1 AND m - before < ${2000 * SITTING}, arraySlice(merged, 3), arraySlice(merged, 1, -2))
      ) AS short
    FROM (${accounts})
  )
  WHERE found > 0
  WINDOW w AS (PARTITION BY cand)
)
GROUP BY cand`

const EVERYONE = gapsSql(
  'SELECT toUInt32(0) AS cand, arrayDistinct(moments) AS every, every AS own FROM work_moment WHERE aid % 3 = 0',
)

/** Members: a group cut out by a template is seen within all that its members send. */
const membersSql = ({ sent }: Context) =>
  gapsSql(`SELECT s.cand AS cand, s.own AS own, arrayDistinct(a.moments) AS every
FROM (
  SELECT cand, aid, arraySort(arrayDistinct(groupArray(toUnixTimestamp64Milli(ts)))) AS own
  FROM ${sent}
  GROUP BY cand, aid
) AS s
INNER JOIN work_moment AS a ON a.aid = s.aid`)

export const noSessions: Detector = {
  id: 'no-sessions',
  group: 'timing',
  raises: 'accounts without sittings: an account’s requests come at unrelated times',
  nullModel:
    'People’s share of gaps under ten minutes, from the population; against the share that requests at random times over the group’s period would have at the same rate (Poisson). Gaps are those to whatever the account sent before, so a template that a person uses once in a sitting does not look like work without sittings.',
  innocent: ['scheduled jobs', 'services that serve others', 'sensors and monitors'],
  needs: [],
  parameters: [
    {
      name: 'spread',
      value: 0.17,
      unit: 'share',
      says: 'standard deviation of the share between honest groups',
    },
  ],
  range: { least: -4, most: 4 },
  baseline: [EVERYONE],
  trait: {
    code: 14,
    kind: 'manner',
    sql: `SELECT m.aid AS aid, cityHash64(floor(4 * short / gaps), floor(4 * greatest(rhythm, 0)), a.single_turn * 10 >= a.exchanges * 9) AS value, toUInt32(a.exchanges) AS uses,
  toFloat64(least(uses, ${MOST_GAPS}) - 1) AS gaps,
  toFloat64(arrayCount(gap -> gap < ${1000 * SITTING}, arrayPopFront(arrayDifference(arraySlice(m.moments, 1, ${MOST_GAPS}))))) AS short,
  (pow(a.hour_x, 2) + pow(a.hour_y, 2) - 1 / uses) * uses / (uses - 1) AS rhythm
FROM work_moment AS m
INNER JOIN work_account AS a ON a.aid = m.aid
WHERE uses >= 6`,
    membership: { most: 3, least: -2 },
    recruits: false,
    says: 'style',
    seeds: false,
  },
  async measure(context: Context): Promise<Map<number, Measured>> {
    const [everyone] = await context.query<Row>(EVERYONE)
    const there = everyone && everyone.gaps > 0 ? everyone.short / everyone.gaps : 0.5
    const rows = await context.query<Row>(membersSql(context))
    const spread = this.parameters[0]?.value ?? 0.17
    const result = new Map<number, Measured>()
    for (const row of rows) {
      if (row.gaps < 10) continue
      const share = row.short / row.gaps
      const chance = row.expected / row.gaps
      const se = Math.sqrt(Math.max(share * (1 - share), 0.05) / row.gaps)
      const bits = clears(
        clamp(
          normalBits(
            share,
            { mean: chance, sd: Math.hypot(0.08, 0.2 / Math.sqrt(row.accounts), se) },
            {
              mean: Math.max(there, chance + 0.05),
              sd: Math.hypot(spread, 0.35 / Math.sqrt(row.accounts), se),
            },
          ),
          this.range.least,
          this.range.most,
        ),
        (row.gaps + row.accounts) / row.accounts,
      )
      result.set(row.cand, {
        bits,
        summary: say`${(100 * share).toFixed(0)} % of an account’s requests follow its last within ten minutes; ${(100 * chance).toFixed(0)} % at random times, ${(100 * there).toFixed(0)} % for people at large`,
        facts: {
          gaps: row.gaps,
          share_within_ten_minutes: Number(share.toFixed(3)),
          at_random: Number(chance.toFixed(3)),
          population: Number(there.toFixed(3)),
        },
        innocent: [
          bits > 0
            ? say`scheduled jobs have no sittings either: look for a common owner or service`
            : say`people’s sittings are there`,
        ],
      })
    }
    return result
  },
  shows: `SELECT sum(told) AS gaps, sum(told * short / found) / gaps AS share_within_ten_minutes
FROM (
  SELECT account, toFloat64(count()) AS found, countIf(gap < ${1000 * SITTING}) AS short, least(found, ${MOST_GAPS}) AS told
  FROM (
    SELECT account, at, at - lagInFrame(at, 1, at) OVER w AS gap, row_number() OVER w AS place
    FROM (SELECT DISTINCT account, toUnixTimestamp64Milli(ts) AS at FROM exchange WHERE account IN {members})
    WINDOW w AS (PARTITION BY account ORDER BY at ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
  )
  WHERE place > 1 AND (account, at) IN (SELECT account, toUnixTimestamp64Milli(ts) FROM {exchanges})
  GROUP BY account
)`,
  computed: ['at_random', 'population'],
}
