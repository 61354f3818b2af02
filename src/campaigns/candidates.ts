// From traits to candidate groups, without pairs of accounts: values that several accounts share are seeds; seeds
// whose members are alike in other ways too become candidates; a mixture model of "member" against "everyone else"
// (naive Bayes over traits, fitted by expectation and maximisation) then drops bystanders and recruits the rest of
// the group; groups that turn out to be the same are merged.
import { TEMPLATE_TRAIT } from '../detectors/shared-template.js'
import type { Store } from '../store/store.js'
import type { Incidence } from './membership.js'
import { absorbGroups, extendGroup, type FittedGroup, fitGroups } from './mixture.js'
import { partitionAccused } from './partition.js'
import { TRAITS } from './traits.js'

/** Fewest accounts of a candidate. */
export const LEAST_MEMBERS = 5
/** Largest share of all accounts that a seed may hold; above, it says nothing of a group. */
const LARGEST_SHARE = 0.6
/** Most seeds of a kind whose likeness is measured, and most candidates that are fitted. */
const MOST_SEEDS = 1000
const MOST_FITTED_SEEDS = 500
const MOST_CANDIDATES = 200
/** Bits that a template adds when it fills all of its senders' traffic. */
const FILLED_BITS = 4
/** The same for the order of fitting: a constant text leads to a campaign, a passing item to whoever had the same task. */
const CONSTANT_BITS = 8
/** Bits at most for a bond that far more accounts share than is usual for its kind. */
const CROWDING_BITS = 3
/** Bits of likeness beyond chance, summed over trait kinds, that make a seed worth fitting. */
const LEAST_LIKENESS = 3
/** Members worth of prior belief that a group is like everyone else. */
const PRIOR_MEMBERS = 3
/** Accounts of one owner that count as many, and share of a group at which they are all of it. */
const MANY_ACCOUNTS = 4
const NEARLY_ALL = 0.8

const codes = (predicate: (trait: (typeof TRAITS)[number]) => boolean) =>
  TRAITS.filter(predicate)
    .map((trait) => trait.code)
    .join(', ') || '255'

/**
 * `work_seed`: members of each seed. Of a kind, the values that fill most traffic of most accounts come first: many
 * phrases are common, few are the bulk of what their senders send.
 */
export async function buildSeeds(store: Store, accounts: number): Promise<void> {
  await store.command(`CREATE TABLE work_seed ENGINE = MergeTree ORDER BY (seed, aid) AS
WITH chosen AS (
  SELECT kind, value, toUInt32(row_number() OVER (ORDER BY accounts DESC, kind, value)) AS seed
  FROM (
    SELECT t.kind AS kind, t.value AS value, count() AS accounts, sum(least(t.uses / a.exchanges, 1)) AS filled
    FROM work_trait AS t
    INNER JOIN (SELECT aid, exchanges FROM work_account) AS a ON a.aid = t.aid
    WHERE t.kind IN (${codes((trait) => trait.seeds)})
    GROUP BY kind, value
    HAVING accounts >= ${LEAST_MEMBERS} AND accounts <= ${Math.max(Math.floor(accounts * LARGEST_SHARE), LEAST_MEMBERS)}
    ORDER BY kind, filled DESC, value
    LIMIT ${MOST_SEEDS} BY kind
  )
)
SELECT DISTINCT c.seed AS seed, c.kind AS kind, c.value AS value, t.aid AS aid
FROM work_trait AS t
INNER JOIN chosen AS c ON c.kind = t.kind AND c.value = t.value`)
}

interface LikenessRow {
  readonly seed: number
  readonly kind: number
  readonly size: number
  readonly lifts: readonly (readonly [number, number])[]
}

export interface Likeness {
  readonly seed: number
  readonly kind: number
  readonly size: number
  readonly bits: number
  /** Order of fitting: what binds the members, and how much of their traffic the seed's text fills. */
  readonly weight: number
}

/**
 * How alike the members of each seed are in kinds other than the seed's own: per kind, the mean over members of log2
 * of the rate at which others share the member's value over the rate at large, shrunk towards no difference. A mean
 * over members, so that a tight corner of a mixed crowd counts for no more than its size.
 */
export async function measureLikeness(store: Store, accounts: number): Promise<Likeness[]> {
  const rows = await store.query<LikenessRow>(`WITH
  everyone AS (
    SELECT kind, greatest(sum(toFloat64(accounts) * (accounts - 1)) / (${accounts}. * (${accounts} - 1)), 1 / pow(${accounts}, 2)) AS rate
    FROM work_trait_size
    GROUP BY kind
  ),
  inside AS (
    SELECT s.seed AS seed, t.kind AS kind, t.value AS value, toFloat64(count()) AS inside
    FROM work_seed AS s
    INNER JOIN (
      SELECT t.kind AS kind, t.value AS value, t.aid AS aid
      FROM work_trait AS t
      INNER JOIN work_trait_size AS z ON z.kind = t.kind AND z.value = t.value
      WHERE t.kind IN (${codes((trait) => trait.says !== 'habit')})
    ) AS t ON t.aid = s.aid
    WHERE t.kind != s.kind
    GROUP BY seed, kind, value
    HAVING inside >= 2
  )
SELECT seed, groupArray((toFloat64(kind), bits)) AS lifts
FROM (
  SELECT i.seed AS seed, i.kind AS kind,
    sum(i.inside * greatest(log2((i.inside - 1 + ${PRIOR_MEMBERS} * e.rate) / (z.size - 1 + ${PRIOR_MEMBERS}) / e.rate), 0)) / any(z.size) AS bits
  FROM inside AS i
  INNER JOIN everyone AS e ON e.kind = i.kind
  INNER JOIN (SELECT seed, count() AS size FROM work_seed GROUP BY seed) AS z ON z.seed = i.seed
  GROUP BY seed, kind
)
GROUP BY seed`)
  const filled = await store.query<{
    seed: number
    kind: number
    size: number
    share: number
  }>(`SELECT s.seed AS seed, any(s.kind) AS kind, count() AS size,
  quantileExact(0.5)(least(t.uses / a.exchanges, 1)) AS share
FROM work_seed AS s
INNER JOIN work_trait AS t ON t.kind = s.kind AND t.value = s.value AND t.aid = s.aid
INNER JOIN (SELECT aid, exchanges FROM work_account) AS a ON a.aid = s.aid
GROUP BY seed`)
  const traits = new Map(TRAITS.map((trait) => [trait.code, trait]))
  const usual = new Map(
    (
      await store.query<{ kind: number; size: number }>(
        'SELECT kind, count() / uniqExact(value) AS size FROM work_trait GROUP BY kind',
      )
    ).map((row) => [row.kind, row.size]),
  )
  const crowding = (kind: number, size: number) =>
    Math.min(CROWDING_BITS, Math.max(0, Math.log2(size / Math.max(usual.get(kind) ?? 1, 1)) / 2))
  const lifts = new Map(rows.map((row) => [row.seed, row.lifts]))
  return filled.map(({ seed, kind, size, share }) => {
    let bond = 0
    let style = 0
    for (const [other, bits] of lifts.get(seed) ?? []) {
      const trait = traits.get(other)
      const worth = Math.min(bits, trait?.membership.most ?? 2)
      if (trait?.says === 'bond') bond += worth
      else style += worth
    }
    const constant = kind === TEMPLATE_TRAIT ? share : 0
    const own = traits.get(kind)?.says === 'bond' && kind !== TEMPLATE_TRAIT ? crowding(kind, size) : 0
    return {
      seed,
      kind,
      size,
      bits: bond + style + FILLED_BITS * constant + own,
      weight: bond + CONSTANT_BITS * constant,
    }
  })
}

/** What the fit leaves for later steps. */
export interface Fitted {
  readonly groups: readonly FittedGroup[]
  /** Accounts (engine ids) outside of a group that are as much like it as its members, with their bits. */
  extend(members: ReadonlyMap<number, number>): Map<number, number>
  /** Those of the groups (engine ids) that are parts of a campaign like its own accounts. */
  absorb(campaign: ReadonlySet<number>, groups: readonly (readonly number[])[]): number[][]
  /** Campaigns that some accused accounts (engine ids) fall into, largest first. */
  partition(accounts: readonly number[]): Set<number>[]
}

/** Groups of accounts fitted from the strongest seeds, written to `work_member`. */
export async function fitCandidates(
  store: Store,
  likeness: readonly Likeness[],
  accounts: number,
): Promise<Fitted> {
  const strong = likeness
    .filter((seed) => seed.bits >= LEAST_LIKENESS)

    .sort((a, b) => b.bits * Math.log2(b.size + 1) - a.bits * Math.log2(a.size + 1))
    .slice(0, MOST_FITTED_SEEDS)
  await store.command(
    'CREATE TABLE work_member (cand UInt32, aid UInt32, owner UInt64, score Float32) ENGINE = MergeTree ORDER BY (cand, aid)',
  )
  if (strong.length === 0)
    return { groups: [], extend: () => new Map(), absorb: () => [], partition: () => [] }
  const { data, valueOfSeed } = await loadIncidence(
    store,
    strong.map((seed) => seed.seed),
    accounts,
  )
  const seeds = strong.flatMap((seed) => {
    const value = valueOfSeed.get(seed.seed)
    return value === undefined ? [] : [{ value, weight: seed.weight }]
  })
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
  // they are all of it, and then it is judged as theirs.
  await store.command(`INSERT INTO work_member
SELECT cand, aid, owner, score
FROM (
  SELECT f.cand AS cand, f.aid AS aid, a.owner AS owner, f.score AS score,
    count() OVER (PARTITION BY f.cand) AS size,
    count() OVER (PARTITION BY f.cand, a.owner) AS same
  FROM work_fitted AS f
  INNER JOIN (SELECT aid, owner FROM work_account) AS a ON a.aid = f.aid
)
WHERE same < ${MANY_ACCOUNTS} OR same >= ${NEARLY_ALL} * size`)
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
  const partition = (accounts: readonly number[]) =>
    partitionAccused(data, toIndices(accounts), rules).map((set) => new Set(toAids(set)))
  const absorb = (campaign: ReadonlySet<number>, groups: readonly (readonly number[])[]) =>
    absorbGroups(data, new Set(toIndices(campaign)), groups.map(toIndices), rules).map(toAids)
  return { groups, extend, absorb, partition }
}

/** Trait memberships of the accounts in the given seeds. */
async function loadIncidence(
  store: Store,
  seeds: readonly number[],
  population: number,
): Promise<{ data: Incidence; valueOfSeed: Map<number, number> }> {
  const scope = `SELECT DISTINCT aid FROM work_seed WHERE seed IN (${seeds.join(', ')})`
  const accountRows = await store.query<{ aid: number; exchanges: number }>(
    `SELECT aid, exchanges FROM work_account WHERE aid IN (${scope}) ORDER BY aid`,
  )
  const indexOf = new Map(accountRows.map((row, index) => [row.aid, index]))
  const valueRows = await store.query<{
    kind: number
    value: string
    total: number
    aids: number[]
    uses: number[]
  }>(`SELECT
  t.kind AS kind,
  toString(t.value) AS value,
  any(z.accounts) AS total,
  groupArray(t.aid) AS aids,
  groupArray(t.uses) AS uses
FROM work_trait AS t
INNER JOIN work_trait_size AS z ON z.kind = t.kind AND z.value = t.value
WHERE t.aid IN (${scope})
GROUP BY kind, value
ORDER BY kind, value`)
  const lists: number[][] = accountRows.map(() => [])
  const useLists: number[][] = accountRows.map(() => [])
  const valueIndex = new Map<string, number>()
  const values = valueRows.map((row, value) => {
    valueIndex.set(`${row.kind}:${row.value}`, value)
    const holders = new Uint32Array(row.aids.length)
    row.aids.forEach((aid, i) => {
      const account = indexOf.get(aid) as number
      holders[i] = account
      ;(lists[account] as number[]).push(value)
      ;(useLists[account] as number[]).push(row.uses[i] as number)
    })
    return { kind: row.kind, total: row.total, holders: holders.sort() }
  })
  const start = new Uint32Array(accountRows.length + 1)
  lists.forEach((list, index) => {
    start[index + 1] = (start[index] as number) + list.length
  })
  const seedRows = await store.query<{ seed: number; kind: number; value: string }>(
    `SELECT seed, any(kind) AS kind, toString(any(value)) AS value FROM work_seed WHERE seed IN (${seeds.join(', ')}) GROUP BY seed`,
  )
  return {
    data: {
      population,
      aids: Uint32Array.from(accountRows, (row) => row.aid),
      exchanges: Uint32Array.from(accountRows, (row) => row.exchanges),
      start,
      valueOf: Uint32Array.from(lists.flat()),
      usesOf: Uint32Array.from(useLists.flat()),
      values,
    },
    valueOfSeed: new Map(
      seedRows.flatMap((row) => {
        const value = valueIndex.get(`${row.kind}:${row.value}`)
        return value === undefined ? [] : [[row.seed, value] as const]
      }),
    ),
  }
}
