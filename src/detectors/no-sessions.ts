// Work without sittings: people send several requests within minutes and then stop; a dispatcher that spreads
// requests over accounts leaves each account with lone requests at unrelated times.
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

/** Exchanges of an account that are looked at, at most. */
const MOST_MOMENTS = 2000

/**
 * An exchange as one number, which sorts faster than a pair: its time in milliseconds, and whether it is looked at or
 * one of the others of its account.
 */
const momentSql = (ts: string, own: 0 | 1) => `toUnixTimestamp64Milli(${ts}) * 2 + ${own}`

/**
 * Gaps before exchanges, whatever the account sent before, from accounts as (cand, n, span, moments in order). Who uses
 * a template once in a sitting is in a sitting.
 */
const gapsSql = (
  accounts: string,
) => `SELECT cand, sum(told) AS gaps, sum(short) AS short, sum(told * (1 - exp(-${SITTING} * n / greatest(span, 3600)))) AS expected, count() AS accounts
FROM (
  SELECT cand, n, span,
    arrayPopFront(arrayDifference(arrayMap(m -> intDiv(m, 2), moments))) AS pauses,
    arrayPopFront(arrayMap(m -> m % 2, moments)) AS looked,
    toFloat64(arraySum(looked)) AS told,
    toFloat64(arrayCount((d, o) -> d < ${1000 * SITTING} AND o = 1, pauses, looked)) AS short
  FROM (${accounts})
  WHERE n >= 2 AND told > 0
)
GROUP BY cand`

const everyoneSql = (seconds: number) =>
  gapsSql(`SELECT toUInt32(0) AS cand, toFloat64(count()) AS n, ${seconds.toFixed(0)}. AS span,
  arraySort(groupArray(${MOST_MOMENTS})(${momentSql('e.ts', 1)})) AS moments
FROM exchange AS e
INNER JOIN work_account AS a ON a.account = e.account
WHERE a.aid % 3 = 0
GROUP BY a.aid`)

/** Members who send more than the template that cut their group out. */
const MIXED = `SELECT s.cand AS cand, s.aid AS aid
FROM (SELECT cand, aid, count() AS own FROM work_sub WHERE by_template = 1 GROUP BY cand, aid) AS s
INNER JOIN (SELECT aid, exchanges FROM work_account) AS a ON a.aid = s.aid
WHERE s.own < a.exchanges`

/**
 * Members: a group cut out by a template is seen within all that its members send. What is the group's own comes twice
 * then; of exchanges at one time the own one, which is last, is kept.
 */
const MEMBERS = gapsSql(`SELECT t.cand AS cand, w.span AS span, toFloat64(length(distinct)) AS n,
  arrayFilter((m, next) -> intDiv(m, 2) != intDiv(next, 2), t.all, arrayPushBack(arrayPopFront(t.all), 0)) AS distinct,
  if(n <= ${MOST_MOMENTS}, distinct, arraySort(arraySlice(arraySort(m -> cityHash64(m), distinct), 1, ${MOST_MOMENTS}))) AS moments
FROM (
  SELECT cand, aid, arraySort(groupArray(moment)) AS all
  FROM (
    SELECT cand, aid, ${momentSql('ts', 1)} AS moment
    FROM work_sub
    UNION ALL
    SELECT m.cand AS cand, m.aid AS aid, ${momentSql('e.ts', 0)} AS moment
    FROM exchange AS e
    INNER JOIN (SELECT aid, account FROM work_account) AS a ON a.account = e.account
    INNER JOIN (${MIXED}) AS m ON m.aid = a.aid
  )
  GROUP BY cand, aid
) AS t
INNER JOIN (SELECT cand, dateDiff('second', min(ts), max(ts)) AS span FROM work_sub GROUP BY cand) AS w ON w.cand = t.cand`)

export const noSessions: Detector = {
  id: 'no-sessions',
  group: 'timing',
  raises: 'accounts without sittings: an account’s requests come at unrelated times',
  nullModel:
    'People’s share of gaps under ten minutes, from the population; against the share that requests at random times over the group’s period would have at the same rate (Poisson). Gaps are those to whatever the account sent before, so a template that a person uses once in a sitting does not look like work without sittings.',
  innocent: ['scheduled jobs', 'services that serve others', 'sensors and monitors'],
  needs: [],
  parameters: [
    { name: 'spread', value: 0.17, says: 'standard deviation of the share between honest groups' },
  ],
  range: { least: -4, most: 4 },
  trait: {
    code: 14,
    kind: 'manner',
    sql: `SELECT aid, cityHash64(floor(4 * short / gaps), floor(4 * greatest(rhythm, 0)), single) AS value, uses FROM (
  SELECT e.aid AS aid, e.uses AS uses, toFloat64(uses - 1) AS gaps, toFloat64(e.short) AS short,
    (pow(a.hour_x, 2) + pow(a.hour_y, 2) - 1 / uses) * uses / (uses - 1) AS rhythm,
    a.single_turn * 10 >= a.exchanges * 9 AS single
  FROM (
    SELECT aid, toUInt32(count()) AS uses,
      arrayCount(d -> d < ${1000 * SITTING}, arrayDifference(arraySort(groupArray(${MOST_MOMENTS})(toUnixTimestamp64Milli(ts))))) - 1 AS short
    FROM work_exchange
    GROUP BY aid
    HAVING uses >= 6
  ) AS e
  INNER JOIN (SELECT aid, exchanges, hour_x, hour_y, single_turn FROM work_account) AS a ON a.aid = e.aid
)`,
    membership: { most: 3, least: -2 },
    recruits: false,
    says: 'style',
    seeds: false,
  },
  async measure(context: Context): Promise<Map<number, Measured>> {
    const [everyone] = await context.query<Row>(everyoneSql(context.population.to - context.population.from))
    const there = everyone && everyone.gaps > 0 ? everyone.short / everyone.gaps : 0.5
    const rows = await context.query<Row>(MEMBERS)
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
        summary: `${(100 * share).toFixed(0)} % of an account’s requests follow its last within ten minutes; ${(100 * chance).toFixed(0)} % at random times, ${(100 * there).toFixed(0)} % for people at large`,
        facts: {
          gaps: row.gaps,
          share_within_ten_minutes: Number(share.toFixed(3)),
          at_random: Number(chance.toFixed(3)),
          population: Number(there.toFixed(3)),
        },
        innocent: [
          bits > 0
            ? 'scheduled jobs have no sittings either: look for a common owner or service'
            : 'people’s sittings are there',
        ],
      })
    }
    return result
  },
  shows: `SELECT account, count() AS gaps, countIf(gap < 600) AS within_ten_minutes
FROM (
  SELECT account, dateDiff('second', lagInFrame(ts, 1, ts) OVER w, ts) AS gap, row_number() OVER w AS place
  FROM exchange
  WHERE account IN {members}
  WINDOW w AS (PARTITION BY account ORDER BY ts ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
)
WHERE place > 1
GROUP BY account
ORDER BY gaps DESC, account
LIMIT 100`,
}
