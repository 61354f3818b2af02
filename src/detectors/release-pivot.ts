// Pivot at a release: the group moves its traffic to a new model within a day or two, more than everybody else does.
import { say } from '../model/sentence.js'
import type { Context, Detector, Measured } from './detector.js'
import { clamp } from './statistics.js'

/** Hours after a release in which the shift is measured, and before it in which an account must have been active. */
const WINDOWS = [24, 48]
const BEFORE = 168
/** Most releases that are looked at, those of most owners first. */
const MOST_RELEASES = 3
/** Owners of a release, and users of a client, below which it is left out. */
const LEAST_OWNERS = 3
const LEAST_USERS = 5

interface Release {
  readonly model: string
  readonly at: number
}
/** Accounts, and sums over them of the share that moved and of its square. */
interface Shift {
  readonly accounts: number
  readonly shares: number
  readonly squares: number
}
/** Of members, on all their exchanges or on the substream. */
interface Row extends Shift {
  readonly cand: number
  readonly kind: 'all' | 'substream'
  readonly hours: number
}
/** Of everyone, and the same sums of each common client. */
interface Everyone extends Shift {
  readonly hours: number
  readonly clients: readonly (readonly [accounts: number, shares: number, squares: number])[]
}

const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

const SUMS = 'toUInt32(count()) AS accounts, sum(w.3 / w.2) AS shares, sum(pow(w.3 / w.2, 2)) AS squares'

/** Share of exchanges that went to the model in each window, by `key`; those who were not there before are left out. */
function windowsSql(key: string, relation: string, { model, at }: Release, more = ''): string {
  const within = (hours: number) =>
    `ts >= toDateTime64(${at}, 3) AND ts < toDateTime64(${at + hours * 3600}, 3)`
  const counts = WINDOWS.map(
    (hours) =>
      `(${hours}, countIf(${within(hours)}), countIf(${within(hours)} AND model = ${quoted(model)}))`,
  )
  return `SELECT ${key}, ${more}arrayFilter(w -> w.2 >= 2, [${counts.join(', ')}]) AS windows
  FROM ${relation}
  WHERE ts >= toDateTime64(${at - BEFORE * 3600}, 3) AND ts < toDateTime64(${at + Math.max(...WINDOWS) * 3600}, 3) AND model != ''
  GROUP BY ${key}
  HAVING notEmpty(windows) AND countIf(ts < toDateTime64(${at}, 3)) >= 1`
}

/** The shift of everyone, and of each client's users. */
const everyoneSql = (
  release: Release,
) => `SELECT hours, sum(c.accounts) AS accounts, sum(c.shares) AS shares, sum(c.squares) AS squares,
  groupArrayIf((c.accounts, c.shares, c.squares), c.accounts >= ${LEAST_USERS}) AS clients
FROM (
  SELECT w.1 AS hours, ${SUMS}
  FROM (${windowsSql('aid', 'work_exchange', release, 'any(cityHash64(client, params)) AS client, ')})
  ARRAY JOIN windows AS w
  GROUP BY hours, client
) AS c
GROUP BY hours
ORDER BY hours`

const membersSql = (release: Release, sent: string) => `SELECT cand, kind, w.1 AS hours, ${SUMS}
FROM (
  SELECT cand, 'substream' AS kind, windows
  FROM (${windowsSql('cand, aid', sent, release)})
  UNION ALL
  SELECT m.cand AS cand, 'all' AS kind, v.windows AS windows
  FROM work_member AS m
  INNER JOIN (${windowsSql('aid', 'work_exchange', release)}) AS v ON v.aid = m.aid
)
ARRAY JOIN windows AS w
GROUP BY cand, kind, hours`

const meanOf = (row: Pick<Shift, 'accounts' | 'shares'>) => row.shares / Math.max(row.accounts, 1)
const varianceOf = (row: Shift) =>
  Math.max((row.squares - row.shares ** 2 / Math.max(row.accounts, 1)) / Math.max(row.accounts - 1, 1), 0)

/** Variance between groups beyond their sampling error, by the method of moments (DerSimonian and Laird 1986). */
function betweenGroups(groups: readonly Shift[], within: number): number {
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
      unit: 'share',
      says: 'share of the period after which a first use is taken to be a release',
    },
    {
      name: 'spread',
      value: 0.15,
      unit: 'share',
      says: 'least standard deviation of the shift between honest groups',
    },
  ],
  range: { least: 0, most: 6 },
  async measure(context: Context): Promise<Map<number, Measured>> {
    const { from, to } = context.population
    const result = new Map<number, Measured>()
    const late = from + (this.parameters[0]?.value ?? 0.1) * (to - from)
    const releases = await context.query<Release>(`SELECT model, toUnixTimestamp(min(ts)) AS at
FROM work_exchange
WHERE model != ''
GROUP BY model
HAVING at > ${Math.ceil(late)} AND uniqUpTo(${LEAST_OWNERS})(owner) >= ${LEAST_OWNERS}
ORDER BY count() DESC, model
LIMIT ${MOST_RELEASES}`)
    const tried = Math.log2(Math.max(releases.length * WINDOWS.length, 1))
    for (const release of releases) {
      const moved = await context.query<Row>(membersSql(release, context.sent))
      for (const everyone of await context.query<Everyone>(everyoneSql(release))) {
        const { hours } = everyone
        const spread = Math.max(
          Math.sqrt(
            betweenGroups(
              everyone.clients.map(([accounts, shares, squares]) => ({ accounts, shares, squares })),
              varianceOf(everyone),
            ),
          ),
          this.parameters[1]?.value ?? 0.15,
        )
        const rows = moved.filter((row) => row.hours === hours)
        const members = new Map(rows.filter((row) => row.kind === 'all').map((row) => [row.cand, row]))
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
            summary: say`in the ${hours} hours after the first use of ${release.model}, ${(100 * meanOf(row)).toFixed(0)} % of members’ traffic moved to it; ${(100 * meanOf(others)).toFixed(0)} % of everybody else’s`,
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
                ? say`an application that changed its default moves its users alike: look for a common client`
                : say`a launch rush: members moved as others did, or within the spread of honest groups`,
            ],
          })
        }
      }
    }
    return result
  },
  shows: `WITH parseDateTime64BestEffort({released_at}, 3, 'UTC') AS released
SELECT {model} AS model, {released_at} AS released_at, {window_hours} AS window_hours,
  countIf(mine) AS accounts, avgIf(share, mine) AS moved, avgIf(share, NOT mine) AS moved_elsewhere
FROM (
  SELECT mine, account, countIf(ts >= released AND used = {model}) / countIf(ts >= released) AS share
  FROM (
    SELECT true AS mine, account, ts, model AS used FROM {exchanges}
    UNION ALL
    SELECT false AS mine, account, ts, model AS used FROM exchange WHERE account NOT IN {members}
  )
  WHERE ts >= released - INTERVAL ${BEFORE} HOUR AND ts < released + INTERVAL {window_hours} HOUR AND used != ''
  GROUP BY mine, account
  HAVING countIf(ts >= released) >= 2 AND countIf(ts < released) >= 1
)`,
  computed: ['standard_error'],
}
