// From traits to candidate groups, without pairs of accounts: values that several accounts share are seeds; seeds
// whose members are alike in other ways too become candidates; a mixture model of "member" against "everyone else"
// (naive Bayes over traits, fitted by expectation and maximisation) then drops bystanders and recruits the rest of
// the group; groups that turn out to be the same are merged.
import { TEMPLATE_TRAIT } from '../detectors/shared-template.js'
import type { Store } from '../store/store.js'
import { isWhole, type Log } from './drawn-log.js'
import { type Loaded, loadSome, narrow } from './incidence.js'
import type { Likeness } from './likeness.js'
import { absorbGroups, extendGroup, type FittedGroup, fitGroups } from './mixture.js'
import { type AccusedGroup, partitionAccused, trimCampaign } from './partition.js'
import { TRAITS } from './traits.js'
import { createMembers } from './workspace.js'

/** Most seeds, and most candidates, that are fitted. */
const MOST_FITTED_SEEDS = 500
const MOST_CANDIDATES = 200
/** Bits of likeness beyond chance, summed over trait kinds, that make a seed worth fitting. */
const LEAST_LIKENESS = 3
/** Accounts of one owner that count as many, and share of a group at which they are all of it. */
const MANY_ACCOUNTS = 4
const NEARLY_ALL = 0.8
/** Share of a group that such owners are together, and how many they are, where the group is one of organisations. */
const MOSTLY = 0.5
const SEVERAL = 3

/** What the fit leaves for later steps. */
export interface Fitted {
  readonly groups: readonly FittedGroup[]
  /** Accounts (engine ids) outside of a group that are as much like it as its members, with their bits. */
  extend(members: ReadonlyMap<number, number>): Map<number, number>
  /** Those of the groups (engine ids) that are parts of a campaign like its own accounts. */
  absorb(campaign: ReadonlySet<number>, groups: readonly (readonly number[])[]): number[][]
  /** Those of a campaign's accounts (engine ids) that are like the rest of it. */
  trim(accounts: readonly number[]): Set<number>
  /** Campaigns that the accounts (engine ids) of accused groups fall into, largest first. */
  partition(groups: readonly AccusedGroup[]): Set<number>[]
}

/** Groups of accounts fitted from the strongest seeds, written to `work_member`. */
export async function fitCandidates(
  store: Store,
  everyone: Loaded,
  likeness: readonly Likeness[],
  log: Log,
): Promise<Fitted> {
  const strong = likeness
    .filter((seed) => seed.bits >= LEAST_LIKENESS || seed.standsAlone)
    .sort((a, b) => b.bits * Math.log2(b.size + 1) - a.bits * Math.log2(a.size + 1))
    .filter((seed, place) => place < MOST_FITTED_SEEDS || seed.standsAlone)
  await createMembers(store)
  if (strong.length === 0)
    return {
      groups: [],
      extend: () => new Map(),
      absorb: () => [],
      trim: (accounts) => new Set(accounts),
      partition: () => [],
    }
  const holders = new Set(strong.flatMap(({ value }) => [...(everyone.values[value]?.holders ?? [])]))
  const { data, valueAt } = isWhole(log)
    ? narrow(everyone, holders)
    : await loadSome(store, everyone, holders)
  const seeds = strong.map(({ value, weight, standsAlone }) => ({
    value: valueAt(value) as number,
    weight,
    standsAlone,
  }))
  const rules = new Map(
    TRAITS.map((trait) => [
      trait.code,
      {
        ...trait.membership,
        recruits: trait.recruits,
        isBond: trait.says === 'bond',
        isText: trait.code === TEMPLATE_TRAIT,
      },
    ]),
  )
  const groups = fitGroups(data, seeds, rules, MOST_CANDIDATES)
  await store.command('CREATE TABLE work_fitted (cand UInt32, aid UInt32, score Float32) ENGINE = Memory')
  await store.insert(
    'work_fitted',
    groups.flatMap((group, cand) =>
      [...group.members].map(([member, score]) => ({ cand: cand + 1, aid: data.aids[member], score })),
    ),
  )
  // One organisation's many accounts in a mixed group are the organisation's own matter: they leave the group, unless
  // they are all of it, and then it is judged as theirs, or several such organisations are most of it.
  await store.command(`INSERT INTO work_member
SELECT cand, aid, owner, score
FROM (
  SELECT *, countIf(same >= ${MANY_ACCOUNTS}) OVER g AS organised, uniqExactIf(owner, same >= ${MANY_ACCOUNTS}) OVER g AS organisations
  FROM (
    SELECT f.cand AS cand, f.aid AS aid, a.owner AS owner, f.score AS score,
      count() OVER (PARTITION BY f.cand) AS size,
      count() OVER (PARTITION BY f.cand, a.owner) AS same
    FROM work_fitted AS f
    INNER JOIN (SELECT aid, owner FROM work_account) AS a ON a.aid = f.aid
  )
  WINDOW g AS (PARTITION BY cand)
)
WHERE same < ${MANY_ACCOUNTS} OR same >= ${NEARLY_ALL} * size OR (organised >= ${MOSTLY} * size AND organisations >= ${SEVERAL})`)
  await store.command('DROP TABLE work_fitted')
  const indexOf = new Map([...data.aids].map((aid, index) => [aid, index]))
  const toIndices = (aids: Iterable<number>) => [...aids].flatMap((aid) => indexOf.get(aid) ?? [])
  const toAids = (indices: Iterable<number>) => Array.from(indices, (index) => data.aids[index] as number)
  const extend = (members: ReadonlyMap<number, number>) => {
    const inside = new Map(toIndices(members.keys()).map((index) => [index, 0]))
    return new Map(
      [...extendGroup(data, inside, rules)].map(([index, bits]) => [data.aids[index] as number, bits]),
    )
  }
  const partition = (groups: readonly AccusedGroup[]) =>
    partitionAccused(
      data,
      groups.map(({ accounts, oneness }) => ({ accounts: toIndices(accounts), oneness })),
      rules,
    ).map((set) => new Set(toAids(set)))
  const absorb = (campaign: ReadonlySet<number>, groups: readonly (readonly number[])[]) =>
    absorbGroups(data, new Set(toIndices(campaign)), groups.map(toIndices), rules).map(toAids)
  const trim = (accounts: readonly number[]) =>
    new Set(toAids(trimCampaign(data, new Set(toIndices(accounts)), rules)))
  return { groups, extend, absorb, trim, partition }
}
