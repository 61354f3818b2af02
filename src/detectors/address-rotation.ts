// Exits that change all the time: a person comes back to a few networks, a seller of residential exits gives each
// request, or each sitting, the line of somebody else.
import { say } from '../model/sentence.js'
import { groupByCandidate } from './by-candidate.js'
import type { Context, Detector, Measured } from './detector.js'
import { betaBinomialLog2, clamp, describes } from './statistics.js'

/** Owners who sent in about as many hours as each other: those with between 2^class and 2^(class + 1). */
interface Counted {
  readonly class: number
  readonly owners: number
  readonly rotating: number
}

/** Hours of an account below which it can't be told whether it comes back. */
const LEAST_HOURS = 4
/** Share of the pairs of an account's hours that came through one network, below which it doesn't come back. */
const RETURNS = 0.25

/** How groups differ in their share of owners who don't come back: honest ones about that of everybody, and campaigns. */
const HONEST = { weight: 4 }
const HIRED = { mean: 0.8, weight: 5 }

const countedSql = (
  accounts: string,
  by = '',
) => `SELECT ${by}class, count() AS owners, countIf(same < ${RETURNS}) AS rotating
FROM (
  SELECT ${by}owner, toUInt8(floor(log2(max(visits)))) AS class, argMax(same_network, visits) AS same
  FROM (${accounts})
  GROUP BY ${by}owner
)
GROUP BY ${by}class`

const held = (table: string) =>
  `SELECT owner, visits, same_network FROM ${table} WHERE visits >= ${LEAST_HOURS}`

const EVERYONE = countedSql(held('work_account'))
/** What the query that is shown adds to each class: the sums over all of them. */
const TOTALS = 'sum(owners) OVER () AS all_owners, sum(rotating) OVER () AS all_rotating'

const MEMBERS = countedSql(
  `SELECT m.cand AS cand, a.owner AS owner, a.visits AS visits, a.same_network AS same_network
  FROM work_member AS m
  INNER JOIN (SELECT aid, owner, visits, same_network FROM work_account WHERE visits >= ${LEAST_HOURS}) AS a ON a.aid = m.aid`,
  'cand, ',
)

export const addressRotation: Detector = {
  id: 'address-rotation',
  group: 'network',
  raises: 'accounts that hardly ever come back to a network that they came from before',
  nullModel:
    'Owners elsewhere who sent in about as many hours: the share of them that come back as rarely. Members of an honest group are more alike in it than strangers (travellers meet travellers): the count is beta-binomial about that share, against one about the share that a seller’s exits leave. One plan for how to connect is one fact, so it is bounded. A network is an operator’s, or where that is not known a /16 or /32; hired machines and VPNs are one network together.',
  innocent: [
    'an application that calls from its users’ browsers with one key',
    'people who travel',
    'users of an anonymity network whose exits are in homes',
  ],
  needs: ['addresses'],
  parameters: [
    {
      name: 'returns',
      value: RETURNS,
      unit: 'share',
      says: 'pairs of an account’s hours that came through one network, below which it doesn’t come back',
    },
    {
      name: 'likeness',
      value: HONEST.weight,
      unit: 'count',
      says: 'owners whom the share elsewhere is worth in an honest group: two of one are alike beyond chance once in one more than these',
    },
    {
      name: 'hired',
      value: HIRED.mean,
      unit: 'share',
      says: 'accounts of a campaign on a seller’s exits that don’t come back, on average over campaigns',
    },
  ],
  range: { least: 0, most: 6 },
  baseline: [EVERYONE],
  early: () => [MEMBERS],
  trait: {
    code: 19,
    kind: 'exits',
    sql: `SELECT aid, cityHash64('exits', same_network < ${RETURNS}) AS value, toUInt32(exchanges) AS uses FROM work_account WHERE visits >= ${LEAST_HOURS}`,
    membership: { most: 3, least: -2 },
    recruits: false,
    says: 'habit',
    seeds: false,
  },
  async measure(context: Context): Promise<Map<number, Measured>> {
    const everyone = new Map((await context.query<Counted>(EVERYONE)).map((row) => [row.class, row]))
    const members = groupByCandidate(await context.query<Counted & { readonly cand: number }>(MEMBERS))
    const result = new Map<number, Measured>()
    for (const { id, owners } of context.candidates) {
      const classes = members.get(id) ?? []
      const measured = sum(classes.map((row) => row.owners))
      if (measured === 0) continue
      const rotating = sum(classes.map((row) => row.rotating))
      const elsewhere = (key: 'owners' | 'rotating') =>
        Math.max(sum([...everyone.values()].map((row) => row[key])) - sum(classes.map((row) => row[key])), 0)
      const rate = (elsewhere('rotating') + 1) / (elsewhere('owners') + 2)
      // An owner with accounts outside of the group may be of another class, or come back, with all of them.
      const expected = sum(
        classes.map((row) => {
          const all = everyone.get(row.class) ?? row
          const others = Math.max(all.owners - row.owners, 0)
          const rotatingThere = Math.min(Math.max(all.rotating - row.rotating, 0), others)
          return (row.owners * (rotatingThere + rate)) / (others + 1)
        }),
      )
      const honest = { mean: expected / measured, weight: HONEST.weight }
      const ratio = betaBinomialLog2(rotating, measured, HIRED) - betaBinomialLog2(rotating, measured, honest)
      const bits = clamp(ratio, 0, this.range.most) * describes(rotating / Math.max(owners, 1))
      result.set(id, {
        bits,
        summary: say`${rotating} of ${measured} owners hardly ever come back to a network that they came from before; ${expected.toFixed(1)} would be expected of as many elsewhere who are here in as many hours`,
        facts: { owners: measured, rotating, expected: Number(expected.toFixed(3)) },
        innocent: [
          say`an application that calls from its users’ browsers with one key comes from everywhere too: ask what the accounts are`,
        ],
      })
    }
    return result
  },
  shows: `SELECT sum(m.owners) AS owners, sum(m.rotating) AS rotating,
  sum(m.owners * (least(greatest(e.rotating - m.rotating, 0), greatest(e.owners - m.owners, 0))
    + (greatest(e.all_rotating - m.all_rotating, 0) + 1) / (e.all_owners - m.all_owners + 2)) / (greatest(e.owners - m.owners, 0) + 1)) AS expected
FROM (SELECT *, ${TOTALS} FROM (${countedSql(`${held('analysed_account FINAL')} AND account IN {members}`)})) AS m
INNER JOIN (SELECT *, ${TOTALS} FROM (${countedSql(held('analysed_account FINAL'))})) AS e ON e.class = m.class`,
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0)
