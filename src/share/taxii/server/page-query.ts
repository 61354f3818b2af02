// A page of a collection as one statement. The newest version of each object is what is asked for as a rule: a row that is
// not says so by a row after it, so that such a page costs what it holds and not what the collection holds. Other versions
// are decided by id, for those ids that the collection had more than once.
import type { Parameters, Store } from '../../../store/store.js'
import type { Filters } from '../filters.js'
import { type ObjectAsked, PAGE_BYTES, type Page, type PageAsked, type PageRow } from './archive.js'

const IN_COLLECTION = 'collection = {collection: String}'
const REMOVED = `SELECT date_added FROM taxii_removal WHERE ${IN_COLLECTION}`
const IS_THERE = `date_added NOT IN (${REMOVED})`
const AFTER = "fromUnixTimestamp64Micro({after: Int64}, 'UTC')"
const IS_SEEN = 'tlp <= {ceiling: UInt8}'
/** Rows of which there is a newer version that was not deleted. */
const HIDDEN = `SELECT older FROM (
      SELECT hidden_row AS older, hidden_by AS newer FROM taxii_object
      WHERE ${IN_COLLECTION} AND repeats = 1 AND hidden_row > ${AFTER}
      UNION ALL
      SELECT date_added AS older, hidden_by AS newer FROM taxii_hidden
      WHERE ${IN_COLLECTION} AND date_added > ${AFTER}
    )
    WHERE newer NOT IN (${REMOVED})`

/** What must hold for a row, and the values bound in it. */
interface Condition {
  readonly sql: string
  readonly parameters: Parameters
}

/** Reads a page. */
export async function readPage(store: Store, asked: PageAsked): Promise<Page> {
  const { sql, parameters } = conditionOf(asked)
  const rows = await store.query<PageRow & { readonly isMore: number }>(
    `WITH
  (
    SELECT groupArray((date_added, bytes))
    FROM (SELECT date_added, bytes FROM taxii_object WHERE ${sql} ORDER BY date_added LIMIT {limit: UInt32} + 1)
  ) AS found,
  arrayMap(one -> one.1, arrayFilter(
    (one, total, place) -> place = 1 OR (place <= {limit: UInt32} AND total <= {mostBytes: UInt64}),
    found, arrayCumSum(one -> one.2, found), arrayEnumerate(found)
  )) AS page
SELECT
  toUnixTimestamp64Micro(date_added) AS addedAt,
  id,
  version,
  spec_version AS specVersion,
  ${asked.hasTexts ? 'text' : "''"} AS text,
  length(found) > length(page) AS isMore
FROM taxii_object
WHERE ${IN_COLLECTION} AND date_added >= page[1] AND date_added <= page[-1] AND has(page, date_added)
ORDER BY date_added`,
    {
      parameters: {
        ...parameters,
        limit: asked.limit,
        mostBytes: asked.hasTexts ? PAGE_BYTES : Number.MAX_SAFE_INTEGER,
      },
    },
  )
  const isMore = rows.some((row) => row.isMore === 1)
  const { collection, ceiling, after, filters } = asked
  const until = isMore ? (rows.at(-1)?.addedAt ?? 0) : Number.MAX_SAFE_INTEGER
  const from = Math.max(after, filters.addedAfter ?? 0)
  return {
    rows: rows.map(({ isMore: _, ...row }) => row),
    isMore,
    withheld:
      ceiling < MOST_CLOSED ? await countClosed(store, { collection, ceiling, after: from, until }) : 0,
  }
}

/** How many versions of a part of a collection are too closed for who asks, whatever else they ask for. */
async function countClosed(
  store: Store,
  parameters: { collection: string; ceiling: number; after: number; until: number },
): Promise<number> {
  const [row] = await store.query<{ closed: number }>(
    `SELECT count() AS closed
FROM taxii_object
WHERE ${IN_COLLECTION} AND date_added > ${AFTER} AND toUnixTimestamp64Micro(date_added) <= {until: Int64}
  AND NOT (${IS_SEEN}) AND ${IS_THERE}`,
    { parameters },
  )
  return row?.closed ?? 0
}

/** Place of TLP:RED. */
const MOST_CLOSED = 4

/** When the versions of an object were added that filters mean. */
export async function findVersions(
  store: Store,
  asked: ObjectAsked & { readonly filters: Filters },
): Promise<readonly number[]> {
  const { sql, parameters } = conditionOf({ ...asked, after: 0 })
  const rows = await store.query<{ addedAt: number }>(
    `SELECT toUnixTimestamp64Micro(date_added) AS addedAt FROM taxii_object WHERE ${sql} ORDER BY date_added`,
    { parameters },
  )
  return rows.map(({ addedAt }) => addedAt)
}

/** Whether any version of an object is there. */
export async function hasObject(
  store: Store,
  { collection, object = '', ceiling }: ObjectAsked,
): Promise<boolean> {
  const rows = await store.query<{ id: string }>(
    `SELECT id FROM taxii_object WHERE ${IN_COLLECTION} AND id = {object: String} AND ${IS_THERE} AND ${IS_SEEN} LIMIT 1`,
    { parameters: { collection, object, ceiling } },
  )
  return rows.length > 0
}

function conditionOf({
  collection,
  object,
  ceiling,
  filters,
  after,
}: ObjectAsked & Pick<PageAsked, 'filters' | 'after'>): Condition {
  const { addedAfter = 0, ids, types, version, specVersions } = filters
  const isByTimes = !version.isAll && !version.isFirst && !version.isLast
  const isNewest =
    version.isLast && !version.isFirst && !version.isAll && version.times.length === 0 && !specVersions
  const conditions = [
    IN_COLLECTION,
    `date_added > ${AFTER}`,
    IS_THERE,
    IS_SEEN,
    ...(object === undefined ? [] : ['id = {object: String}']),
    ...(ids ? ['id IN {ids: Array(String)}'] : []),
    ...(types ? ['type IN {types: Array(String)}'] : []),
    ...(specVersions ? ['spec_version IN {specVersions: Array(String)}'] : []),
    ...(isByTimes ? ['version_key IN {times: Array(String)}'] : []),
    ...(version.isAll && specVersions
      ? []
      : [`date_added NOT IN (${isNewest ? HIDDEN : otherVersions(filters, object)})`]),
  ]
  return {
    sql: conditions.join('\n  AND '),
    parameters: {
      collection,
      ceiling,
      after: Math.max(after, addedAfter),
      times: version.times,
      ...(object !== undefined && { object }),
      ...(ids && { ids }),
      ...(types && { types }),
      ...(specVersions && { specVersions }),
    },
  }
}

/** When those versions of objects were added that the filters don't mean, by id: first which STIX, then which version. */
function otherVersions({ version, specVersions, ids }: Filters, object: string | undefined): string {
  const { isAll, isFirst, isLast } = version
  const kept = [
    ...(isAll ? ['1'] : ['has({times: Array(String)}, one.3)']),
    ...(isFirst ? ['one.3 = arrayMin(other -> other.3, candidates)'] : []),
    ...(isLast ? ['one.3 = arrayMax(other -> other.3, candidates)'] : []),
  ]
  const several = `SELECT id FROM taxii_object WHERE ${IN_COLLECTION} AND repeats = 1`
  return `SELECT arrayJoin(arrayMap(one -> one.1, arrayFilter(one -> NOT (has(candidates, one) AND (${kept.join(' OR ')})), versions)))
    FROM (
      SELECT
        groupArray((date_added, spec_version, version_key)) AS versions,
        ${specVersions ? 'versions' : 'arrayFilter(one -> one.2 = arrayMax(other -> other.2, versions), versions)'} AS candidates
      FROM taxii_object
      WHERE ${IN_COLLECTION}
        AND ${object !== undefined ? 'id = {object: String}' : ids ? 'id IN {ids: Array(String)}' : `id IN (${several})`}
        AND ${IS_THERE}${specVersions ? '\n        AND spec_version IN {specVersions: Array(String)}' : ''}
      GROUP BY id
    )`
}
