// Pivot at a release: the group moves its traffic to a new model within a day or two, more than everybody else does.
import type { Context, Detector, Measured } from './detector.js'
import { clamp } from './statistics.js'

/** Hours after a release in which the shift is measured, and before it in which an account must have been active. */
const WINDOWS = [24, 48]
const BEFORE = 168
/** Most releases that are looked at, those of most owners first. */
const MOST_RELEASES = 3

interface Release {
  readonly model: string
  readonly at: number
}
interface Row {
  readonly cand: number
  /** Members on all their exchanges or on the substream; with candidate 0, everyone of one client. */
  readonly kind: 'all' | 'substream'
  readonly hours: number
  readonly accounts: number
  readonly shares: number
  readonly squares: number
}

const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

/** Share of each account’s exchanges that went to the model in each window, summed per candidate and per client. */
function shiftSql({ model, at }: Release): string {
  const longest = Math.max(...WINDOWS)
  const window = `ts >= toDateTime64(${at - BEFORE * 3600}, 3) AND ts < toDateTime64(${at + longest * 3600}, 3) AND model != ''`
  const within = (hours: number) =>
    `ts >= toDateTime64(${at}, 3) AND ts < toDateTime64(${at + hours * 3600}, 3)`
  const shares = `arrayFilter(w -> w.2 >= 2, [${WINDOWS.map((hours) => `(${hours}, countIf(${within(hours)}), countIf(${within(hours)} AND model = ${quoted(model)}))`).join(', ')}]) AS windows`
  const having = `HAVING notEmpty(windows) AND countIf(ts < toDateTime64(${at}, 3)) >= 1`
  const sums = 'toUInt32(count()) AS accounts, sum(w.3 / w.2) AS shares, sum(pow(w.3 / w.2, 2)) AS squares'
  return `SELECT m.cand AS cand, 'all' AS kind, w.1 AS hours, ${sums}
FROM (SELECT cand, aid FROM work_member UNION ALL SELECT toUInt32(0) AS cand, aid FROM work_account) AS m
INNER JOIN (
  SELECT a.aid AS aid, any(e.client) AS client, ${shares}
  FROM (SELECT account, ts, model, cityHash64(user_agent, pathway, params) AS client FROM exchange WHERE ${window}) AS e
  INNER JOIN (SELECT aid, account FROM work_account) AS a ON a.account = e.account
  GROUP BY aid
  ${having}
) AS v ON v.aid = m.aid
ARRAY JOIN v.windows AS w
GROUP BY cand, hours, if(m.cand = 0, v.client, 0)
UNION ALL
SELECT cand, 'substream' AS kind, w.1 AS hours, ${sums}
FROM (SELECT cand, aid, ${shares} FROM work_sub WHERE ${window} GROUP BY cand, aid ${having})
ARRAY JOIN windows AS w
GROUP BY cand, hours`
}

const meanOf = (row: Pick<Row, 'accounts' | 'shares'>) => row.shares / Math.max(row.accounts, 1)
const varianceOf = (row: Pick<Row, 'accounts' | 'shares' | 'squares'>) =>
  Math.max((row.squares - row.shares ** 2 / Math.max(row.accounts, 1)) / Math.max(row.accounts - 1, 1), 0)

/** Variance between groups beyond their sampling error, by the method of moments (DerSimonian and Laird 1986). */
function betweenGroups(groups: readonly Row[], within: number): number {
  if (groups.length < 3) return 0
  const weights = groups.map((group) => group.accounts / Math.max(within, 0.01))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const mean = groups.reduce((sum, group, i) => sum + (weights[i] ?? 0) * meanOf(group), 0) / total
  const q = groups.reduce((sum, group, i) => sum + (weights[i] ?? 0) * (meanOf(group) - mean) ** 2, 0)
  const scale = total - weights.reduce((sum, weight) => sum + weight ** 2, 0) / total
  return scale > 0 ? Math.max((q - (groups.length - 1)) / scale, 0) : 0
}

export const releasePivot: Detector = {
  id: 'release-pivot',
  group: 'timing',
  raises: 'a group that moves to a new model within a day or two of its release, beyond what everybody does',
  nullModel:
    'Difference in differences: the group’s shift of share to the new model less everybody else’s in the same hours, accounts that were active before counted once each; its error is the accounts’ sampling error and the spread between groups of one client (random effects). A launch rush of everybody gives nothing. Releases and windows tried are paid for.',
  innocent: ['a launch rush', 'an application that changed its default model', 'one owner who migrates'],
  needs: ['model-release'],
  parameters: [
    {
      name: 'late',
      value: 0.1,
      says: 'share of the period after which a first use is taken to be a release',
    },
    { name: 'spread', value: 0.15, says: 'least standard deviation of the shift between honest groups' },
  ],
  range: { least: 0, most: 6 },
  async measure(context: Context): Promise<Map<number, Measured>> {
    const { from, to } = context.population
    const result = new Map<number, Measured>()
    const late = from + (this.parameters[0]?.value ?? 0.1) * (to - from)
    const releases = await context.query<Release>(`SELECT model, toUnixTimestamp(min(ts)) AS at
FROM exchange
WHERE model != ''
GROUP BY model
HAVING at > ${Math.ceil(late)} AND uniqExact(if(org != '', org, account)) >= 3
ORDER BY count() DESC, model
LIMIT ${MOST_RELEASES}`)
    const tried = Math.log2(Math.max(releases.length * WINDOWS.length, 1))
    for (const release of releases) {
      const moved = await context.query<Row>(shiftSql(release))
      for (const hours of WINDOWS) {
        const rows = moved.filter((row) => row.hours === hours)
        const clients = rows.filter((row) => row.cand === 0)
        const everyone = {
          accounts: clients.reduce((sum, row) => sum + row.accounts, 0),
          shares: clients.reduce((sum, row) => sum + row.shares, 0),
          squares: clients.reduce((sum, row) => sum + row.squares, 0),
        }
        const spread = Math.max(
          Math.sqrt(
            betweenGroups(
              clients.filter((row) => row.accounts >= 5),
              varianceOf(everyone),
            ),
          ),
          this.parameters[1]?.value ?? 0.15,
        )
        const members = new Map(
          rows.filter((row) => row.kind === 'all' && row.cand !== 0).map((row) => [row.cand, row]),
        )
        for (const row of rows) {
          if (row.kind !== 'substream' || row.accounts < 5) continue
          const own = members.get(row.cand) ?? { accounts: 0, shares: 0, squares: 0 }
          const others = {
            accounts: everyone.accounts - own.accounts,
            shares: everyone.shares - own.shares,
            squares: everyone.squares - own.squares,
          }
          if (others.accounts < 10) continue
          const difference = meanOf(row) - meanOf(others)
          const error = Math.hypot(
            spread,
            Math.sqrt(Math.max(varianceOf(row), 0.02) / row.accounts),
            Math.sqrt(varianceOf(others) / others.accounts),
          )
          const excess = difference > 0 ? (difference / error) ** 2 / 2 / Math.LN2 - tried : 0
          const bits = clamp(excess, this.range.least, this.range.most)
          if (bits <= (result.get(row.cand)?.bits ?? -1)) continue
          result.set(row.cand, {
            bits,
            summary: `in the ${hours} hours after the first use of ${release.model}, ${(100 * meanOf(row)).toFixed(0)} % of members’ traffic moved to it; ${(100 * meanOf(others)).toFixed(0)} % of everybody else’s`,
            facts: {
              model: release.model,
              released_at: new Date(release.at * 1000).toISOString(),
              window_hours: hours,
              accounts: row.accounts,
              moved: Number(meanOf(row).toFixed(3)),
              moved_elsewhere: Number(meanOf(others).toFixed(3)),
              standard_error: Number(error.toFixed(3)),
            },
            innocent: [
              bits > 0
                ? 'an application that changed its default moves its users alike: look for a common client'
                : 'a launch rush: members moved as others did, or within the spread of honest groups',
            ],
          })
        }
      }
    }
    return result
  },
  shows: `SELECT toDate(ts) AS day, model, count() AS exchanges, uniqExact(account) AS accounts
FROM exchange
WHERE account IN {members} AND model != ''
GROUP BY day, model
ORDER BY day, exchanges DESC`,
}
