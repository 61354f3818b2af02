// What several campaigns have in common without being one: cards, sign-up places and exits that one seller may let to
// buyers who know nothing of each other. Two levels are told apart: whose purpose an account serves is its campaign, who
// lends it the means is here. Others who use the same means are counted and not named: nothing speaks against them.
import { sharedAddress } from '../detectors/shared-address.js'
import { sharedPayment } from '../detectors/shared-payment.js'
import { sharedRegistration } from '../detectors/shared-registration.js'
import type { Infrastructure, InfrastructureMeans } from '../model/analysis.js'
import type { Store } from '../store/store.js'
import { DisjointSets } from './disjoint-sets.js'
import { listed } from './substream.js'

/** What is tuned. */
export const INFRASTRUCTURE = {
  /** Bits of common means, beyond those of having tried all pairs of campaigns, from which two have one lender. */
  bits: 10,
  /** Share of what accounts of either use, such as their exits, that must be the other's too. */
  share: 0.2,
  /** Fewest accounts of either that must use something of the other's. */
  least: 3,
  /** Accounts of nobody accused, for each of the two campaigns, up to which means are a lender's: most users of a carrier are strangers. */
  others: 1,
} as const

/** An accused campaign by its group and its id. */
export interface Borrower {
  readonly cand: number
  readonly id: string
  readonly accounts: number
}

/** Kinds of means, by the code of their trait. */
const KINDS = new Map(
  [sharedPayment, sharedRegistration, sharedAddress].flatMap(({ trait }) =>
    trait ? [[trait.code, trait.kind] as const] : [],
  ),
)

/**
 * What accounts of a campaign, or of none (user 0), hold of a kind that accounts of another campaign hold too, or hold of
 * it at all (lender 0).
 */
export interface Use {
  readonly kind: number
  readonly lender: number
  readonly user: number
  /** Accounts that hold any such value, and the sum of the shares that such values are of what each of them holds. */
  readonly accounts: number
  readonly shares: number
}

/** Common means of the accused groups in `work_member`; linear in what accounts hold, pairs are of campaigns only. */
export async function readInfrastructure(
  store: Store,
  campaigns: readonly Borrower[],
): Promise<Infrastructure[]> {
  if (campaigns.length < 2) return []
  const accused = `SELECT aid, min(cand) AS campaign FROM work_member WHERE cand IN (${listed(campaigns.map(({ cand }) => cand))}) GROUP BY aid`
  const held = `SELECT h.aid AS aid, h.place AS place, z.kind AS kind, 1 / count() OVER (PARTITION BY h.aid, z.kind) AS part
  FROM work_held AS h
  INNER JOIN (SELECT place, kind FROM work_trait_size WHERE kind IN (${[...KINDS.keys()].join(', ')})) AS z ON z.place = h.place`
  const uses =
    await store.query<Use>(`SELECT h.kind AS kind, l.lender AS lender, u.campaign AS user, uniqExact(h.aid) AS accounts, sum(h.part) AS shares
FROM (${held}) AS h
INNER JOIN (
  SELECT DISTINCT m.campaign AS lender, h.place AS place
  FROM (${held}) AS h
  INNER JOIN (${accused}) AS m ON m.aid = h.aid
  UNION ALL
  SELECT toUInt32(0) AS lender, place FROM work_trait_size
) AS l ON l.place = h.place
LEFT JOIN (${accused}) AS u ON u.aid = h.aid
WHERE lender = 0 OR lender != user
GROUP BY kind, lender, user
ORDER BY kind, lender, user`)
  return findInfrastructure(campaigns, uses)
}

/** Campaigns that borrow from one lender, those of most accounts first. */
export function findInfrastructure(campaigns: readonly Borrower[], uses: readonly Use[]): Infrastructure[] {
  const known = new Map(uses.map((use) => [`${use.kind} ${use.lender} ${use.user}`, use]))
  const used: Used = (kind, lender, user) =>
    known.get(`${kind} ${lender} ${user}`) ?? { accounts: 0, shares: 0 }
  const links = findLinks(campaigns, used)
  const sets = new DisjointSets(campaigns.length)
  for (const { one, other } of links) sets.join(one, other)
  const pools = new Map<number, number[]>()
  for (const index of campaigns.keys())
    pools.set(sets.find(index), [...(pools.get(sets.find(index)) ?? []), index])
  return [...pools.values()]
    .filter((members) => members.length > 1)
    .map((members): Infrastructure => {
      const borrowers = members.flatMap((index) => campaigns[index] ?? [])
      const ids = borrowers.map(({ id }) => id).sort()
      const own = links.filter(({ one }) => members.includes(one))
      return {
        id: `i-${ids[0]}`,
        campaigns: ids,
        accounts: borrowers.reduce((sum, { accounts }) => sum + accounts, 0),
        means: [...KINDS].flatMap(([code, kind]) => {
          const sharing = members.filter((index) =>
            own.some((link) => link.kind === code && (link.one === index || link.other === index)),
          )
          return sharing.length === 0
            ? []
            : [
                describeMeans(
                  code,
                  kind,
                  sharing.flatMap((index) => campaigns[index] ?? []),
                  used,
                ),
              ]
        }),
      }
    })
    .sort((a, b) => b.accounts - a.accounts || (a.id < b.id ? -1 : 1))
}

type Used = (kind: number, lender: number, user: number) => Pick<Use, 'accounts' | 'shares'>

/** Two campaigns, by index, that have means of a kind in common. */
interface Link {
  readonly kind: number
  readonly one: number
  readonly other: number
}

function findLinks(campaigns: readonly Borrower[], used: Used): Link[] {
  const pairs = campaigns.flatMap((_, one) => campaigns.slice(0, one).map((_, other) => ({ one, other })))
  const needed = INFRASTRUCTURE.bits + Math.log2(pairs.length * KINDS.size)
  return pairs.flatMap(({ one, other }) => {
    const [a, b] = [campaigns[one], campaigns[other]]
    if (!a || !b) return []
    return [...KINDS.keys()]
      .filter((kind) => Math.min(borrowing(kind, a, b, used), borrowing(kind, b, a, used)) >= needed)
      .map((kind) => ({ kind, one, other }))
  })
}

/** Bits by which a campaign uses another's means of a kind. */
function borrowing(kind: number, lender: Borrower, user: Borrower, used: Used): number {
  const common = used(kind, lender.cand, user.cand)
  const others = used(kind, lender.cand, 0)
  if (others.accounts > INFRASTRUCTURE.others * (lender.accounts + common.accounts)) return 0
  const expected = (others.shares + 1) / (used(kind, 0, 0).accounts + 2)
  const { accounts } = used(kind, 0, user.cand)
  return common.accounts < INFRASTRUCTURE.least
    ? 0
    : borrowingBits(common.shares / accounts, accounts, expected)
}

/**
 * Bits by which more of what a campaign's accounts use is another's than of what accounts use that are accused of nothing:
 * the log likelihood ratio of the share (binomial), with an account for one draw, however many values it has.
 * @param share of what an account of the campaign uses, on average
 * @param expected the same of accounts that are accused of nothing
 */
function borrowingBits(share: number, accounts: number, expected: number): number {
  if (share < INFRASTRUCTURE.share || share <= expected) return 0
  const rest = share === 1 ? 0 : (1 - share) * Math.log2((1 - share) / (1 - expected))
  return accounts * (share * Math.log2(share / expected) + rest)
}

function describeMeans(
  code: number,
  kind: string,
  sharing: readonly Borrower[],
  used: Used,
): InfrastructureMeans {
  // Of each campaign those who share with the one that most of them share with: each account once.
  const most = (user: Borrower) =>
    Math.max(...sharing.map(({ cand }) => (cand === user.cand ? 0 : used(code, cand, user.cand).accounts)))
  return {
    kind,
    campaigns: sharing.map(({ id }) => id).sort(),
    accounts: sharing.reduce((sum, user) => sum + most(user), 0),
    others: Math.max(...sharing.map(({ cand }) => used(code, cand, 0).accounts)),
  }
}
