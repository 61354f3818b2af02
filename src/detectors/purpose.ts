// What the exchanges are for: the rate of elicitation marks among the group’s exchanges, compared with everyone
// else’s. A shared template is one fact, however often it was sent, so the evidence does not grow with volume.
import { PURPOSES } from '../fingerprint/lexicon.js'
import { listed, type Sentence, say, word } from '../model/sentence.js'
import type { Context, Detector, Measured } from './detector.js'
import { clamp } from './statistics.js'
import { SUSPENDED } from './suspended.js'

interface Row {
  readonly cand: number
  readonly exchanges: number
  readonly marked: readonly number[]
}

/** Share of a group's exchanges from which on a mark stands out. */
const STANDS_OUT = 0.15

/** One count a mark, of rows that carry it. */
const markedSql = (count: string) =>
  `[${PURPOSES.map((_, bit) => `${count}bitTest(marks, ${bit}))`).join(', ')}]`

const countsSql = markedSql('sumIf(n, ')

/** Owners for whom at least a third of the exchanges with text carry a mark, by mark. */
const markedOwnersSql = `SELECT owner, arrayMap(carrying -> carrying * 3 >= total, ${countsSql}) AS marked, sum(n) AS total
FROM work_mix
GROUP BY owner`

/**
 * The same summed over everyone (candidate 0) and over the members of each candidate. Owners of suspended accounts are
 * nobody's standard: else an attacker who burns accounts would make what he asks for look usual.
 */
const baseSql = `SELECT m.cand AS cand, count() AS owners, sumForEach(k.marked) AS marked
FROM (SELECT DISTINCT cand, owner FROM work_member UNION ALL SELECT DISTINCT toUInt32(0) AS cand, owner FROM work_account) AS m
INNER JOIN (${markedOwnersSql}) AS k ON k.owner = m.owner
WHERE m.owner NOT IN (SELECT owner FROM work_account WHERE ${SUSPENDED})
GROUP BY cand`

interface BaseRow {
  readonly cand: number
  readonly owners: number
  readonly marked: readonly number[]
}

export const purpose: Detector = {
  id: 'purpose',
  group: 'purpose',
  raises:
    'exchanges that ask for what a model is trained on: reasoning, grades, safe rewrites, instructions, agent traces',
  nullModel:
    'An honest template carries a mark as often as an owner outside of the group does who was not suspended: share of owners a third of whose exchanges carry it. One template is one observation, so bits are bounded by that share and not multiplied by exchanges.',
  innocent: [
    'a public judge prompt in an evaluation',
    'teaching material that asks for reasoning',
    'a policy or education project',
    'an agent product',
  ],
  needs: ['text'],
  parameters: [
    {
      name: 'unknown',
      value: 0.4,
      unit: 'share',
      says: 'share of campaigns whose words the lexicon lacks: who distils chooses the words',
    },
    { name: 'clean', value: 0.85, unit: 'share', says: 'share of honest groups in which nothing stands out' },
  ],
  range: { least: -3, most: 6 },
  trait: {
    code: 12,
    kind: 'purpose',
    sql: `SELECT m.aid AS aid, toUInt64(bit) AS value, toUInt32(sum(m.n)) AS uses FROM work_mix AS m ARRAY JOIN arrayFilter(b -> bitTest(m.marks, b), range(${PURPOSES.length})) AS bit INNER JOIN (SELECT aid, with_text FROM work_account) AS a ON a.aid = m.aid GROUP BY aid, value HAVING uses * 3 >= any(a.with_text) AND uses >= 2`,
    membership: { most: 3, least: -2 },
    recruits: false,
    says: 'style',
    seeds: false,
  },
  early: () => [baseSql],
  async measure(context: Context): Promise<Map<number, Measured>> {
    const base = new Map((await context.query<BaseRow>(baseSql)).map((row) => [row.cand, row]))
    const everyone = base.get(0)
    const rows = await context.query<Row>(
      `SELECT cand, sum(n) AS exchanges, ${countsSql} AS marked FROM work_sub_mix GROUP BY cand`,
    )
    const result = new Map<number, Measured>()
    const [missed = 0.4, clean = 0.85] = this.parameters.map(({ value }) => value)
    const unknown = Math.log2(missed / clean)
    for (const row of rows) {
      if (!everyone || row.exchanges === 0) continue
      const own = base.get(row.cand)
      let bits = 0
      let asking = 0
      const found: Sentence[] = []
      PURPOSES.forEach((name, bit) => {
        const share = (row.marked[bit] ?? 0) / row.exchanges
        const elsewhere =
          ((everyone.marked[bit] ?? 0) - (own?.marked[bit] ?? 0) + 1) /
          (everyone.owners - (own?.owners ?? 0) + 2)
        if (share < STANDS_OUT || share < 2 * elsewhere) return
        found.push(
          say`${word(name)} ${(100 * share).toFixed(0)} % (owners at large ${(100 * elsewhere).toFixed(1)} %)`,
        )
        bits = Math.max(bits, Math.log2(Math.min(share * 1.2, 1) / elsewhere)) + (bits > 0 ? 0.5 : 0)
        asking = Math.max(asking, (own?.marked[bit] ?? 0) / Math.max(own?.owners ?? 0, 1))
      })
      const value = found.length > 0 ? clamp(bits, 0, this.range.most) : unknown
      result.set(row.cand, {
        bits: value,
        summary:
          found.length > 0
            ? say`exchanges ask for ${listed(found)}`
            : say`no known elicitation stands out in these exchanges`,
        facts: {
          exchanges_with_text: row.exchanges,
          purposes: found,
          owners_asking: Number(asking.toFixed(3)),
        },
        innocent:
          found.length > 0
            ? [
                say`an evaluation, a class or a product may ask the same: look for one owner, a programme or different people`,
              ]
            : [say`holds: nothing asks for training material`],
      })
    }
    return result
  },
  shows: `SELECT purpose.1 AS asked_for, here.1 AS exchanges_with_text, purpose.2 / exchanges_with_text AS share,
  (purpose.3 + 1) / (elsewhere.1 + 2) AS owners_at_large_smoothed, share >= ${STANDS_OUT} AND share >= 2 * owners_at_large_smoothed AS stands_out
FROM (
  SELECT
    (SELECT (count(), ${markedSql('countIf(')}) FROM {exchanges} WHERE prompt_hash != 0) AS here,
    (
      SELECT (count(), sumForEach(arrayMap(carrying -> carrying * 3 >= total, marked)))
      FROM (
        SELECT k.owner AS owner, count() AS total, ${markedSql('countIf(')} AS marked
        FROM exchange AS e
        INNER JOIN (SELECT account, owner FROM analysed_account FINAL) AS k ON k.account = e.account
        WHERE e.prompt_hash != 0 AND k.owner NOT IN (SELECT owner FROM analysed_account FINAL WHERE account IN {members})
          AND k.owner NOT IN (SELECT owner FROM analysed_account FINAL WHERE account IN (SELECT account FROM account FINAL WHERE ${SUSPENDED}))
        GROUP BY owner
      )
    ) AS elsewhere,
    arrayJoin(arrayZip([${PURPOSES.map((name) => `'${name}'`).join(', ')}], here.2, arrayResize(elsewhere.2, ${PURPOSES.length}))) AS purpose
)
ORDER BY share DESC, asked_for`,
  computed: ['owners_asking'],
}
