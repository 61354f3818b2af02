// Keeps what increments must know of the groups that a whole analysis tells of, out of its workspace: which exchanges
// they are judged on, what their accounts hold more often than others, and how alike these are. An account that comes
// later is then compared with a campaign as `membership.ts` compares it in a whole analysis.
import { groupByCandidate } from '../../detectors/by-candidate.js'
import { TEMPLATE_TRAIT } from '../../detectors/shared-template.js'
import type { Store } from '../../store/store.js'
import { LEAST_BITS, MOST_BITS, PROFILE_LIFT } from '../membership.js'
import { MIXTURE } from '../mixture.js'
import { listed } from '../substream.js'
import { TRAITS } from '../traits.js'
import { LINKING } from './linking.js'
import type { GroupProfile, StateGroup } from './state.js'

/** A group as the whole analysis tells of it. */
export interface ToldGroup {
  readonly cand: number
  readonly id: string
  readonly isAccused: boolean
  readonly accounts: number
  /** Exchanges by capability. */
  readonly capabilities: readonly number[]
}

/**
 * Fills `campaign_profile`, `family_anchor` and `shared_value`, if the store is kept.
 * @param population accounts at large
 * @returns what is kept of each group as JSON
 */
export async function leaveGroups(
  store: Store,
  told: readonly ToldGroup[],
  population: number,
): Promise<readonly StateGroup[]> {
  if (!store.isKept) return []
  const scope = `cand IN (${listed(told.map(({ cand }) => cand))})`
  const profiles = await leaveProfiles(
    store,
    told.filter(({ isAccused }) => isAccused),
    population,
  )
  await store.command(`INSERT INTO family_anchor
SELECT anchor, family, size
FROM work_family_anchor
WHERE family IN (SELECT family FROM work_group_family WHERE ${scope})
  OR family IN (SELECT toUInt32(value) FROM campaign_profile WHERE kind = ${TEMPLATE_TRAIT})`)
  await store.command(`INSERT INTO shared_value
SELECT kind, value, owners
FROM work_trait_size
WHERE kind IN (${LINKING.join(', ')}) AND owners >= 2`)
  const judgedOn = groupByCandidate(
    await store.query<{ cand: number; families: number[]; by_template: number }>(
      `SELECT l.cand AS cand, l.by_template AS by_template, f.families AS families
FROM (SELECT cand, max(by_template) AS by_template FROM work_load WHERE ${scope} GROUP BY cand) AS l
LEFT JOIN (SELECT cand, groupArray(family) AS families FROM work_group_family WHERE ${scope} GROUP BY cand) AS f ON f.cand = l.cand`,
    ),
  )
  return told.map(({ cand, id, accounts, capabilities }) => {
    const [on] = judgedOn.get(cand) ?? []
    const profile = profiles.get(cand)
    return {
      id,
      size: accounts,
      byTemplate: on?.by_template === 1,
      families: on?.families ?? [],
      capabilities,
      ...(profile !== undefined && { profile }),
    }
  })
}

/** Bits that a kind of trait may add, as SQL. */
const mostOf = (kind: string) =>
  `transform(${kind}, [${TRAITS.map(({ code }) => code).join(', ')}], [${TRAITS.map(({ membership }) => membership.most.toFixed(1)).join(', ')}], ${MOST_BITS.toFixed(1)})`

async function leaveProfiles(
  store: Store,
  accused: readonly ToldGroup[],
  population: number,
): Promise<Map<number, GroupProfile>> {
  if (accused.length === 0) return new Map()
  const cands = accused.map(({ cand }) => cand)
  const scope = `cand IN (${cands.join(', ')})`
  const lift = (inside: string) =>
    `log2((${inside} + 0.25) / (size + 1) / ((accounts_outside + 0.5) / (greatest(${population} - size, 1) + 1)))`
  await store.command(`CREATE TABLE work_own_value ENGINE = Memory AS
SELECT i.cand AS cand, i.kind AS kind, i.value AS value, z.place AS place, i.accounts_outside AS accounts_outside, s.size AS size,
  ${lift('i.accounts_inside')} AS bits, ${lift('(i.accounts_inside - 1)')} AS own_bits
FROM (SELECT * FROM work_inside WHERE ${scope} AND accounts_inside >= 2) AS i
INNER JOIN (SELECT cand, count() AS size FROM work_member GROUP BY cand) AS s ON s.cand = i.cand
INNER JOIN (SELECT kind, value, place FROM work_trait_size) AS z ON z.kind = i.kind AND z.value = i.value
WHERE bits >= ${Math.log2(PROFILE_LIFT)}`)
  await store.command(`INSERT INTO campaign_profile
SELECT transform(cand, [${cands.join(', ')}], [${accused.map(({ id }) => `'${id}'`).join(', ')}], ''), kind, value, bits
FROM work_own_value`)
  // The best that each member holds of each kind; none vouches for itself.
  await store.command(`CREATE TABLE work_own_score ENGINE = Memory AS
SELECT m.cand AS cand, m.aid AS aid, o.kind AS kind, max(o.own_bits) AS best
FROM work_held AS h
INNER JOIN (SELECT cand, aid FROM work_member WHERE ${scope}) AS m ON m.aid = h.aid
INNER JOIN (SELECT cand, place, kind, own_bits FROM work_own_value) AS o ON o.cand = m.cand AND o.place = h.place
GROUP BY cand, aid, kind`)
  const kinds =
    await store.query<KindRow>(`SELECT o.cand AS cand, o.kind AS kind, o.size AS size, o.outside AS outside, h.holders AS holders
FROM (SELECT cand, kind, any(size) AS size, sum(accounts_outside) AS outside FROM work_own_value GROUP BY cand, kind) AS o
LEFT JOIN (SELECT cand, kind, count() AS holders FROM work_own_score GROUP BY cand, kind) AS h ON h.cand = o.cand AND h.kind = o.kind
ORDER BY cand, kind`)
  const lacking = kinds.map((row) => ({ ...row, bits: lackingBits(row, population) }))
  await store.command('CREATE TABLE work_lacking (cand UInt32, kind UInt8, lacking Float64) ENGINE = Memory')
  await store.insert(
    'work_lacking',
    lacking.map(({ cand, kind, bits }) => ({ cand, kind, lacking: bits })),
  )
  const floors =
    await store.query<FloorRow>(`SELECT m.cand AS cand, count() AS size, quantileExact(${MIXTURE.extendQuantile})(s.gained + b.base) AS low, quantileExact(0.5)(s.gained + b.base) AS middle
FROM (SELECT cand, aid FROM work_member WHERE ${scope}) AS m
LEFT JOIN (
  SELECT s.cand AS cand, s.aid AS aid, sum(least(s.best, ${mostOf('s.kind')}) - l.lacking) AS gained
  FROM work_own_score AS s
  INNER JOIN work_lacking AS l ON l.cand = s.cand AND l.kind = s.kind
  GROUP BY cand, aid
) AS s ON s.cand = m.cand AND s.aid = m.aid
LEFT JOIN (SELECT cand, sum(lacking) AS base FROM work_lacking GROUP BY cand) AS b ON b.cand = m.cand
GROUP BY cand`)
  return new Map(
    floors.map(({ cand, ...own }) => [
      cand,
      {
        floor: floorOf(own, population),
        lacking: lacking
          .filter((row) => row.cand === cand)
          .map(({ kind, bits }): readonly [number, number] => [kind, bits]),
      },
    ]),
  )
}

interface FloorRow {
  readonly cand: number
  readonly size: number
  /** Bits of the lowest tenth and of the middle of the members. */
  readonly low: number
  readonly middle: number
}

/**
 * Bits from which on an account joins: the least of what a whole analysis asks of one that it extends a campaign by, that it
 * recruits while groups are fitted, and that it keeps in an accused group.
 */
function floorOf({ size, low, middle }: Omit<FloorRow, 'cand'>, population: number): number {
  const recruited = Math.log2(population / size) + MIXTURE.recruit
  return Math.max(Math.min(low, recruited, MIXTURE.kept * middle), MIXTURE.extendBits)
}

interface KindRow {
  readonly cand: number
  readonly kind: number
  readonly size: number
  readonly outside: number
  readonly holders: number
}

const RULES = new Map(TRAITS.map(({ code, membership }) => [code, membership]))

/** Bits of holding none of a group's values of a kind, as `membership.ts` has them. */
function lackingBits({ kind, size, outside, holders }: KindRow, population: number): number {
  const share = holders / (size + 1)
  const elsewhere = Math.min(outside / (Math.max(population - size, 1) + 1), 0.98)
  const bits = Math.log2((1 - share + 0.02) / (1 - elsewhere + 0.02))
  return Math.min(Math.max(bits, RULES.get(kind)?.least ?? LEAST_BITS), 0)
}
