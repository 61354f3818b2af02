// The campaign substream of each candidate: the exchanges of its members that carry what the group has in common.
// A group bound by templates is judged on the exchanges that carry them, so honest traffic of a mixed account is
// left out; a group bound by other traits is judged on all exchanges of its members.
import type { Candidate, Context } from '../detectors/detector.js'
import { TEMPLATE_TRAIT } from '../detectors/shared-template.js'
import type { Store } from '../store/store.js'
import { isWhole, type Log, memoryOf, WHOLE_LOG } from './drawn-log.js'

/** Share of members that must carry a family before it counts as the group's, and its lift over everyone else. */
const FAMILY_SHARE = 0.02
const FAMILY_LIFT = 4
/** Bits of a family's excess inside, beyond those that the number of families tried would give by chance. */
const FAMILY_BITS = 4
/**
 * Share of members' exchanges that the families must cover, and of members that must carry them, for the group to be
 * judged on them alone.
 */
const LEAST_COVER = 0.1
const LEAST_CARRIERS = 0.6

/** Ids of groups that accused accounts were put into anew start here, and of what campaigns left of groups here. */
export const SECOND_ROUND = 1_000_000
export const THIRD_ROUND = 2_000_000

/** Columns of the tables of a round. */
const TABLES = {
  work_inside:
    'cand UInt32, kind UInt8, value UInt64, inside UInt32, accounts_inside UInt32, outside UInt32, accounts_outside UInt32',
  work_group_family:
    'cand UInt32, family UInt32, inside UInt32, outside UInt32, owners_inside UInt32, owners_outside UInt32',
  work_sub: `cand UInt32, aid UInt32, owner UInt64, ts DateTime64(3, 'UTC'), input_tokens UInt32, output_tokens UInt32,
  model LowCardinality(String), capability UInt8, language UInt8, marks UInt8, params UInt64, block UInt64,
  prompt_hash UInt64, failed UInt8, turns UInt16, words UInt32, exchange UInt64, drawn UInt8, family UInt32, by_template UInt8`,
  work_sub_mix:
    'cand UInt32, aid UInt32, owner UInt64, capability UInt8, language UInt8, marks UInt8, n UInt32',
  work_load: `cand UInt32, aid UInt32, owner UInt64, exchanges UInt32, input_tokens UInt64, output_tokens UInt64,
  first DateTime64(3, 'UTC'), last DateTime64(3, 'UTC'), by_template UInt8`,
} as const

const NAMES = Object.keys(TABLES)

/** The tables of a round, those that hold others while it is judged, and what detectors read of a large log. */
export const ROUND_TABLES = [
  ...NAMES.flatMap((table) => [table, `${table}_first`, `${table}_judged`]),
  'work_sub_part',
]

/** The table that detectors read of what accounts sent. */
export const sentOf = (log: Log) => (isWhole(log) ? 'work_sub' : 'work_sub_part')

/**
 * Which texts and which hours of groups detectors look at: a text is in or out with all who sent it, an hour with all that
 * was sent in it. Of a group with n times the exchanges that are counted it is one in n, up to the next power of two.
 */
export function countedOf(
  log: Log,
  candidates: readonly Pick<Candidate, 'id' | 'exchanges'>[],
): Pick<Context, 'texts' | 'hours'> {
  const large = candidates.filter(({ exchanges }) => exchanges > log.counted)
  if (large.length === 0) return { texts: 'true', hours: 'true' }
  const masks = large.map(({ exchanges }) => 2 ** Math.ceil(Math.log2(exchanges / log.counted)) - 1)
  const part = (hash: string) =>
    `bitAnd(${hash}, transform(cand, [${large.map(({ id }) => id).join(', ')}], [${masks.join(', ')}], 0)) = 0`
  return { texts: part('prompt_hash'), hours: part('cityHash64(intDiv(toUInt32(ts), 3600))') }
}

/** Groups as a list for SQL, never empty: no group is number 0. */
export const listed = (cands: readonly number[]) => [0, ...cands].join(', ')

/** Creates the tables, empty. */
export async function createSubstreams(store: Store, log: Log = WHOLE_LOG): Promise<void> {
  for (const [table, columns] of Object.entries(TABLES))
    await store.command(`CREATE TABLE ${table} (${columns}) ${memoryOf(log)}`)
}

/** Puts the tables of a round aside, the first's or all that were judged, and leaves them empty for the next. */
export async function putAside(store: Store, as: 'first' | 'judged'): Promise<void> {
  await store.command(`RENAME TABLE ${NAMES.map((table) => `${table} TO ${table}_${as}`).join(', ')}`)
  for (const table of NAMES) await store.command(`CREATE TABLE ${table} AS ${table}_${as}`)
}

/** Brings groups that were put aside back, beside those of the round: some of the first round, all that were judged. */
export async function bringBack(
  store: Store,
  from: { readonly first: readonly number[] } | 'judged',
): Promise<void> {
  const [as, which] = from === 'judged' ? ['judged', 'true'] : ['first', `cand IN (${listed(from.first)})`]
  for (const table of NAMES)
    await store.command(`INSERT INTO ${table} SELECT * FROM ${table}_${as} WHERE ${which}`)
  await store.command(`DROP TABLE ${NAMES.map((table) => `${table}_${as}`).join(', ')}`)
}

/** Fills `work_inside`, what the groups in `work_member` hold. */
export async function fillInside(store: Store): Promise<void> {
  // Few owners have several accounts in a group: only theirs are made distinct.
  await store.command(`INSERT INTO work_inside
SELECT i.cand AS cand, z.kind AS kind, z.value AS value, i.inside AS inside, i.accounts_inside AS accounts_inside,
  if(z.owners > i.inside, z.owners - i.inside, 0) AS outside, z.accounts - i.accounts_inside AS accounts_outside
FROM (
  SELECT m.cand AS cand, h.place AS place, count() AS accounts_inside,
    countIf(m.is_only) + length(arrayDistinct(groupArrayIf(h.owner, NOT m.is_only))) AS inside
  FROM work_held AS h
  INNER JOIN (SELECT cand, aid, count() OVER (PARTITION BY cand, owner) = 1 AS is_only FROM work_member) AS m ON m.aid = h.aid
  GROUP BY cand, place
) AS i
INNER JOIN work_trait_size AS z ON z.place = i.place
ORDER BY cand, kind, value`)
}

/** Fills the other tables for the groups in `work_member`: what they sent. */
export async function fillSubstreams(store: Store, accounts: number, log = WHOLE_LOG): Promise<void> {
  const exchanges = isWhole(log) ? 'work_exchange' : 'work_member_exchange'
  await store.command(`INSERT INTO work_group_family
WITH
  s.size * (i.accounts_outside + 0.5) / (${accounts} - s.size + 1) AS expected,
  i.accounts_inside * log2(i.accounts_inside / expected) - (i.accounts_inside - expected) / ln(2) AS excess
SELECT i.cand AS cand, toUInt32(i.value) AS family, i.accounts_inside AS inside, i.accounts_outside AS outside,
  i.inside AS owners_inside, i.outside AS owners_outside
FROM work_inside AS i
INNER JOIN (SELECT cand, count() AS size FROM work_member GROUP BY cand) AS s ON s.cand = i.cand
WHERE i.kind = ${TEMPLATE_TRAIT}
  AND inside >= greatest(3, ${FAMILY_SHARE} * s.size)
  AND inside >= ${FAMILY_LIFT} * expected
  AND excess >= ${FAMILY_BITS} + log2((SELECT uniqExact(family) FROM work_family_anchor))`)
  const [bound] = await store.query<{ cands: number[] }>(`${OWN_FAMILIES}
SELECT groupArray(cand) AS cands
FROM (
  SELECT m.cand AS cand, sum(c.covered) AS covered, countIf(c.covered > 0) AS carriers
  FROM work_member AS m
  INNER JOIN (SELECT aid, exchanges FROM work_account) AS a ON a.aid = m.aid
  LEFT JOIN (
    SELECT m.cand AS cand, m.aid AS aid, countIf(${rarestOwn('m.cand', 'e.families')} != 0) AS covered
    FROM (SELECT aid, families FROM ${exchanges} WHERE notEmpty(families)) AS e
    INNER JOIN (SELECT cand, aid FROM work_member WHERE cand IN (SELECT cand FROM work_group_family)) AS m ON m.aid = e.aid
    GROUP BY cand, aid
  ) AS c ON c.cand = m.cand AND c.aid = m.aid
  GROUP BY cand
  HAVING covered >= ${LEAST_COVER} * sum(a.exchanges) AND carriers >= ${LEAST_CARRIERS} * count()
)`)
  await store.command(`INSERT INTO work_sub
${OWN_FAMILIES}
SELECT cand, aid, owner, ts, input_tokens, output_tokens, model, capability, language, marks, params, block,
  prompt_hash, failed, turns, words, exchange, drawn, own_family, by_template
FROM (
  SELECT e.*, m.cand AS cand, m.by_template AS by_template, ${rarestOwn('m.cand', 'e.families')} AS own_family
  FROM ${exchanges} AS e
  INNER JOIN (SELECT cand, aid, cand IN (${listed(bound?.cands ?? [])}) AS by_template FROM work_member) AS m ON m.aid = e.aid
)
WHERE NOT by_template OR own_family != 0`)
  if (!isWhole(log)) {
    await store.command('DROP TABLE IF EXISTS work_sub_part')
    await store.command(`CREATE TABLE work_sub_part ${memoryOf(log)} AS
SELECT *
FROM work_sub
WHERE (cand, aid) IN (SELECT cand, aid FROM work_member ORDER BY cand, cityHash64(aid) LIMIT ${log.accounts} BY cand)`)
  }
  // What each member sent of it; a member who sent nothing has no row.
  await store.command(`INSERT INTO work_load
SELECT cand, aid, any(owner), count(), sum(input_tokens), sum(output_tokens), min(ts), max(ts), any(by_template)
FROM work_sub
GROUP BY cand, aid`)
  // What the groups ask for, as `work_mix` counts it for everybody.
  await store.command(`INSERT INTO work_sub_mix
SELECT cand, aid, owner, capability, language, marks, count() AS n
FROM work_sub
WHERE prompt_hash != 0
GROUP BY cand, aid, owner, capability, language, marks`)
}

/** The families of groups, as two lists: group and family as one number, and beside it the family with its rarity elsewhere. */
const OWN_FAMILIES = `WITH (
  SELECT (groupArray(own), groupArray(ranked))
  FROM (
    SELECT toUInt64(0) AS own, toUInt64(0) AS ranked
    UNION ALL
    SELECT bitShiftLeft(toUInt64(cand), 32) + family AS own,
      bitShiftLeft(row_number() OVER (ORDER BY (owners_inside + 1) / (owners_outside + 1), family DESC), 32) + family AS ranked
    FROM work_group_family
  )
) AS known`

/** Of the families that an exchange carries, the group's own that is rarest elsewhere; 0 when none is the group's. */
function rarestOwn(cand: string, families: string): string {
  return `toUInt32(arrayMax(arrayMap(
    family -> transform(bitShiftLeft(toUInt64(${cand}), 32) + family, known.1, known.2, toUInt64(0)), ${families})))`
}
