// Fills the trait tables: what the detectors say accounts can share, and habits, which place an account but link
// nobody. Values held by one account alone are left out, so the tables stay linear in accounts.
import { DETECTORS } from '../detectors/catalog.js'
import type { Trait } from '../detectors/detector.js'
import { TEMPLATE_TRAIT } from '../detectors/shared-template.js'
import type { Store } from '../store/store.js'
import { addRings } from './rings.js'

/** Habits: coarse facts of an account. They help to tell members from bystanders inside a group. */
export const HABITS: readonly Trait[] = [
  habit(30, 'volume', "cityHash64('volume', floor(log2(exchanges)))", 2, -3),
  habit(31, 'age', "cityHash64('age', if(age_days < 0, -1, floor(log2(age_days + 1))))", 2, -3),
  habit(32, 'mail', "cityHash64('mail', mail_kind)", 2, -2),
  habit(33, 'organisation', "cityHash64('organisation', org != '')", 2, -4),
  habit(34, 'plan', "cityHash64('plan', tier, program)", 2, -2),
  habit(35, 'pathway', "cityHash64('pathway', pathway)", 1, -2),
  habit(
    36,
    'rhythm',
    "cityHash64('rhythm', floor(8 * sqrt(hour_x * hour_x + hour_y * hour_y)), exchanges >= 8)",
    1,
    -2,
  ),
]

function habit(code: number, kind: string, value: string, most: number, least: number): Trait {
  return {
    code,
    kind,
    sql: `SELECT aid, ${value} AS value, toUInt32(exchanges) AS uses FROM work_account`,
    membership: { most, least },
    recruits: false,
    says: 'habit',
    seeds: false,
  }
}

/** Every trait in use: the detectors' and the habits. */
export const TRAITS: readonly Trait[] = [
  ...DETECTORS.flatMap((detector) => (detector.trait ? [detector.trait] : [])),
  ...HABITS,
]

/**
 * Fills `work_trait` (kind, value, aid, owner, uses); `work_trait_size` with the number, accounts and owners of each
 * value that accounts share and the share of a template's uses that ask for what a model is trained on; and
 * `work_held` with what each account holds of those, by number.
 */
export async function buildTraits(store: Store): Promise<void> {
  await fillTraits(store)
  await addRings(store)
  await store.command(`CREATE TABLE work_trait_size ENGINE = Memory AS
SELECT toUInt32(row_number() OVER (ORDER BY t.kind, t.value)) AS place, t.kind AS kind, t.value AS value, t.accounts AS accounts, t.owners AS owners, toFloat32(f.asking) AS asking
FROM (
  SELECT kind, value, toUInt32(count()) AS accounts, toUInt32(uniqExact(owner)) AS owners
  FROM work_trait
  GROUP BY kind, value
  HAVING accounts >= 2
) AS t
LEFT JOIN (
  SELECT toUInt8(${TEMPLATE_TRAIT}) AS kind, toUInt64(family) AS value, countIf(marks != 0) / count() AS asking
  FROM work_exchange
  ARRAY JOIN families AS family
  GROUP BY family
) AS f ON f.kind = t.kind AND f.value = t.value`)
  await store.command(`CREATE TABLE work_held ENGINE = Memory AS
SELECT t.aid AS aid, t.owner AS owner, z.place AS place
FROM work_trait AS t
INNER JOIN (SELECT kind, value, place FROM work_trait_size) AS z ON z.kind = t.kind AND z.value = t.value`)
}

/** Fills `work_trait`, but for the rings. */
export async function fillTraits(store: Store): Promise<void> {
  await store.command(`CREATE TABLE work_trait (kind UInt8, value UInt64, aid UInt32, owner UInt64, uses UInt32)
ENGINE = Memory`)
  await store.command(`INSERT INTO work_trait
SELECT t.kind, t.value, t.aid, a.owner, if(NOT t.is_drawn OR a.drawn = a.exchanges, t.uses, toUInt32(least(intDiv(t.uses * a.exchanges, greatest(a.drawn, 1)), a.exchanges)))
FROM (
  ${TRAITS.map(({ code, sql, isDrawn = false }) => `SELECT toUInt8(${code}) AS kind, aid, value, uses, ${isDrawn} AS is_drawn FROM (${sql})`).join('\n  UNION ALL\n  ')}
) AS t
INNER JOIN (SELECT aid, owner, exchanges, drawn FROM work_account) AS a ON t.aid = a.aid`)
}
