// Many languages under one task: an account that asks the same kind of thing in one language after another.
import { CAPABILITIES, LANGUAGES } from '../fingerprint/lexicon.js'
import { say, word } from '../model/sentence.js'
import type { Context, Detector, Measured } from './detector.js'
import { effectiveSql } from './mix.js'
import { clamp, describes } from './statistics.js'

/** Exchanges of one owner below which its languages are not looked at when owners at large are counted. */
const LEAST_EXCHANGES = 5

interface Row {
  readonly cand: number
  readonly exchanges: number
  readonly effective: number
  /** Pairs of exchanges of one owner, and those of them in different languages. */
  readonly pairs: number
  readonly differing: number
  readonly owners: number
  readonly broad: number
  readonly capability: number
  readonly same: number
}

const KNOWN = `language < ${LANGUAGES.length}`

/** Pairs of one owner's exchanges that differ in language: (n² - Σn²) over (n² - n). */
const ownerSql = (
  key: string,
  mix: string,
) => `SELECT ${key}, toFloat64(sum(n)) AS total, sum(n * n) AS squares, total * total - total AS pairs, total * total - squares AS differing
FROM (SELECT ${key}, language, toFloat64(sum(n)) AS n FROM ${mix} WHERE ${KNOWN} GROUP BY ${key}, language)
GROUP BY ${key}`

interface OwnersRow {
  readonly cand: number
  readonly main: number
  readonly owners: number
  readonly broad: number
}

const GROUPS = `SELECT o.cand AS cand, any(l.exchanges) AS exchanges, any(l.effective) AS effective, sum(o.pairs) AS pairs, sum(o.differing) AS differing,
  countIf(o.pairs >= 6) AS owners, countIf(o.differing >= 0.6 * o.pairs AND o.pairs >= 6) AS broad, any(c.capability) AS capability, any(c.same) AS same
FROM (${ownerSql('cand, owner', 'work_sub_mix')}) AS o
INNER JOIN (
  SELECT cand, sum(n) AS exchanges, ${effectiveSql('n')} AS effective
  FROM (SELECT cand, language, sum(n) AS n FROM work_sub_mix WHERE ${KNOWN} GROUP BY cand, language)
  GROUP BY cand
) AS l ON l.cand = o.cand
INNER JOIN (
  SELECT cand, argMax(capability, n) AS capability, max(n) / sum(n) AS same
  FROM (SELECT cand, capability, sum(n) AS n FROM work_sub_mix WHERE ${KNOWN} GROUP BY cand, capability)
  GROUP BY cand
) AS c ON c.cand = o.cand
GROUP BY cand`

const AT_LARGE = `(SELECT * FROM work_mix WHERE aid IN (SELECT aid FROM work_account WHERE with_text >= ${LEAST_EXCHANGES}))`

/** Owners by main capability, and those broad in language, per candidate and at large (candidate 0). */
const OTHERS = `SELECT w.cand AS cand, c.main AS main, count() AS owners, countIf(o.differing >= 0.6 * o.pairs) AS broad
FROM (SELECT DISTINCT cand, owner FROM work_member UNION ALL SELECT DISTINCT toUInt32(0) AS cand, owner FROM work_account) AS w
INNER JOIN (${ownerSql('owner', AT_LARGE)}) AS o ON o.owner = w.owner
INNER JOIN (
  SELECT owner, argMax(capability, n) AS main
  FROM (SELECT owner, capability, sum(n) AS n FROM ${AT_LARGE} WHERE ${KNOWN} GROUP BY owner, capability)
  GROUP BY owner
) AS c ON c.owner = w.owner
WHERE o.pairs >= 6
GROUP BY cand, main`

/** Owners at large less the group’s own. */
function leaveOut(rows: readonly OwnersRow[], cand: number): { owners: number; broad: number } {
  const left = { owners: 0, broad: 0 }
  for (const row of rows) {
    const sign = row.cand === 0 ? 1 : row.cand === cand ? -1 : 0
    left.owners += sign * row.owners
    left.broad += sign * row.broad
  }
  return left
}

export const languageBreadth: Detector = {
  id: 'language-breadth',
  group: 'content',
  raises: 'accounts that each ask one kind of task in many languages',
  nullModel:
    'People write in one language or two, and a group of strangers is broad only between them: share of owners at large of the same main capability, three fifths of whose pairs of exchanges differ in language, the group’s left out, against the share of members. One observation; translation is compared with translation.',
  innocent: [
    'a translation application',
    'a product that serves customers in their languages',
    'a multilingual benchmark',
  ],
  needs: ['text'],
  parameters: [
    {
      name: 'breadth',
      value: 4,
      unit: 'count',
      says: 'languages in effect at which the group counts as fully broad',
    },
  ],
  range: { least: 0, most: 4 },
  early: () => [OTHERS],
  async measure(context: Context): Promise<Map<number, Measured>> {
    const result = new Map<number, Measured>()
    const full = this.parameters[0]?.value ?? 4
    const rows = await context.query<OwnersRow>(OTHERS)
    for (const row of await context.query<Row>(GROUPS)) {
      if (row.exchanges < 20 || row.owners < 3) continue
      const everyone = leaveOut(rows, row.cand)
      if (everyone.owners < 20) continue
      const everywhere = (everyone.broad + 1) / (everyone.owners + 2)
      const alike = leaveOut(
        rows.filter((entry) => entry.main === row.capability),
        row.cand,
      )
      // Few owners of that capability lend the rate of all.
      const there = Math.max((alike.broad + 10 * everywhere) / (alike.owners + 10), everywhere)
      const share = row.broad / row.owners
      const broad = clamp((row.effective - 1.5) / (full - 1.5), 0, 1)
      const shape = describes(row.same * 1.2)
      const value = share > there ? Math.log2(Math.min(share * 1.1, 1) / there) : 0
      const bits = clamp(value * broad * shape * describes(share), this.range.least, this.range.most)
      result.set(row.cand, {
        bits,
        summary: say`${row.effective.toFixed(1)} languages in effect; ${row.broad} of ${row.owners} owners change language from one exchange to the next, ${(100 * there).toFixed(0)} % of owners at large (${(100 * row.same).toFixed(0)} % of the exchanges are ${word(CAPABILITIES[row.capability] ?? 'other')})`,
        facts: {
          effective_languages: Number(row.effective.toFixed(2)),
          owners: row.owners,
          owners_changing_language: row.broad,
          share_at_large: Number(there.toFixed(4)),
          pairs_differing: Number((row.differing / Math.max(row.pairs, 1)).toFixed(3)),
          one_task_share: Number(row.same.toFixed(3)),
        },
        innocent: [
          bits > 0
            ? say`a product or a benchmark in many languages does this too: look for one owner`
            : say`members keep to their languages, or do what others of that capability do`,
        ],
      })
    }
    return result
  },
  shows: `WITH told AS (
  SELECT k.owner AS owner, e.language AS language, e.capability AS capability
  FROM {exchanges} AS e
  INNER JOIN (SELECT account, owner FROM analysed_account FINAL) AS k ON k.account = e.account
  WHERE e.prompt_hash != 0 AND ${KNOWN}
)
SELECT (SELECT exp2(entropy(language)) FROM told) AS effective_languages,
  countIf(pairs >= 6) AS owners, countIf(pairs >= 6 AND differing >= 0.6 * pairs) AS owners_changing_language,
  sum(differing) / sum(pairs) AS pairs_differing,
  (SELECT max(n) / sum(n) FROM (SELECT count() AS n FROM told GROUP BY capability)) AS one_task_share
FROM (
  SELECT owner, sum(n) AS total, total * total - total AS pairs, total * total - sum(n * n) AS differing
  FROM (SELECT owner, language, toFloat64(count()) AS n FROM told GROUP BY owner, language)
  GROUP BY owner
)`,
  computed: ['share_at_large'],
}
