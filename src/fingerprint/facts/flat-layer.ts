// Makes a layer's ranges disjoint, the most specific winning, so that one look at the last start before an address
// finds its range.
import { Problem } from '../../model/problem.js'
import type { Store } from '../../store/store.js'

/** A range cut by many others becomes as many pieces; beyond this the file is not a table of networks. */
const MAX_PIECES = 50_000_000
const LAST = '340282366920938463463374607431768211455'

/**
 * Rewrites a layer of `address_range` unless its ranges are disjoint already. Of ranges that share an address the
 * narrowest wins; of equal ones, the one whose operator comes first in the alphabet.
 * @throws Problem `facts-overlap`
 */
export async function flattenLayer(store: Store, layer: number, name: string): Promise<void> {
  const [overlap] = await store.query<{ count: number }>(`
    SELECT countIf(start <= reached AND place > 1) AS count
    FROM (
      SELECT
        start,
        row_number() OVER (ORDER BY start) AS place,
        max(end) OVER (ORDER BY start ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
      FROM address_range
      WHERE layer = ${layer})`)
  if (overlap === undefined || overlap.count === 0) return
  const point = `fact_point_${layer}`
  const piece = `fact_piece_${layer}`
  try {
    await store.command(`
      CREATE TABLE ${point}
      ENGINE = Memory
      AS SELECT
        bound,
        row_number() OVER (ORDER BY bound) AS place,
        leadInFrame(bound, 1, toUInt128(0)) OVER (
          ORDER BY bound ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS next
      FROM (
        SELECT arrayJoin(if(end = toUInt128('${LAST}'), [start], [start, end + toUInt128(1)])) AS bound
        FROM address_range
        WHERE layer = ${layer}
        ORDER BY bound
        LIMIT 1 BY bound)`)
    const placed = `
      SELECT
        range.asn AS asn,
        toString(range.operator) AS operator,
        toString(range.kind) AS kind,
        range.end - range.start AS width,
        opening.place AS opens,
        if(closing.place = 0, (SELECT count() + 1 FROM ${point}), closing.place) AS closes
      FROM (
        SELECT start, end, asn, operator, kind, end + toUInt128(1) AS after
        FROM address_range
        WHERE layer = ${layer}) AS range
      INNER JOIN ${point} AS opening ON opening.bound = range.start
      LEFT JOIN ${point} AS closing ON closing.bound = range.after`
    const [pieces] = await store.query<{ count: number }>(
      `SELECT sum(closes - opens) AS count FROM (${placed})`,
    )
    if ((pieces?.count ?? 0) > MAX_PIECES)
      throw new Problem(
        'facts-overlap',
        `the ranges of ${name} overlap too often to be a table of networks`,
        'Give a table in which few ranges hold many others.',
      )
    await store.command(`
      CREATE TABLE ${piece}
      ENGINE = Memory
      AS SELECT place, argMin((asn, operator, kind), (width, operator, asn)) AS winner
      FROM (
        SELECT arrayJoin(range(opens, closes)) AS place, asn, operator, kind, width
        FROM (${placed}))
      GROUP BY place`)
    await store.command(`ALTER TABLE address_range DROP PARTITION ${layer}`)
    await store.command(`
      INSERT INTO address_range
      SELECT
        ${layer},
        bound,
        if(next = 0, toUInt128('${LAST}'), next - toUInt128(1)),
        winner.1,
        winner.2,
        winner.3
      FROM ${piece} AS piece
      INNER JOIN ${point} AS point ON point.place = piece.place`)
  } finally {
    await store.command(`DROP TABLE IF EXISTS ${point}`)
    await store.command(`DROP TABLE IF EXISTS ${piece}`)
  }
}
