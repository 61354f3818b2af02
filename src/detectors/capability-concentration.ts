// Concentration on few capabilities: the mix of the group's exchanges, compared with that of owners at large.
import { CAPABILITIES } from '../fingerprint/lexicon.js'
import { say, word } from '../model/sentence.js'
import type { Context, Detector, Measured } from './detector.js'
import { effectiveSql, POOLED } from './mix.js'
import { clamp } from './statistics.js'

interface Row {
  readonly cand: number
  readonly exchanges: number
  readonly owners: number
  /** Effective number of capabilities: the exponential of the entropy of the mix, an owner one voice. */
  readonly effective: number
  readonly top: number
  readonly topShare: number
}

const OTHER = CAPABILITIES.length - 1

/** Effective number of capabilities of each owner at large, as a list of quantile marks. */
const OWNERS = `SELECT quantilesExact(${Array.from({ length: 19 }, (_, i) => ((i + 1) / 20).toFixed(2)).join(', ')})(effective) AS marks, count() AS owners
FROM (
  SELECT owner, ${effectiveSql('n')} AS effective
  FROM (
    SELECT owner, capability, sum(n) AS n
    FROM work_mix
    WHERE aid IN (SELECT aid FROM work_account WHERE with_text >= 8)
    GROUP BY owner, capability
  )
  GROUP BY owner
)`

/** An owner's capabilities add up to one, so a group's add up to its owners. */
const GROUPS = `SELECT cand, sum(asked) AS exchanges, round(sum(part)) AS owners, ${effectiveSql('part')} AS effective,
  argMax(capability, part) AS top, max(part) / sum(part) AS topShare
FROM (
  SELECT cand, capability, sum(n) AS asked, sum(share) AS part
  FROM (
    SELECT cand, owner, capability, n, n / sum(n) OVER (PARTITION BY cand, owner) AS share
    FROM (SELECT cand, owner, capability, sum(n) AS n FROM work_sub_mix GROUP BY cand, owner, capability)
  )
  GROUP BY cand, capability
)
GROUP BY cand`

export const capabilityConcentration: Detector = {
  id: 'capability-concentration',
  group: 'purpose',
  raises: 'many owners whose exchanges together ask for few capabilities',
  nullModel:
    'One owner at large is the measure of how narrow one purpose is: share of owners whose own mix is at least as concentrated as the group’s, and no less than the share of honest groups that have one purpose. A group is one observation however much it sends; a group that is as broad as owners drawn at random speaks against one purpose.',
  innocent: ['an application with a single purpose', 'a class at one subject'],
  needs: ['text'],
  parameters: [
    { name: 'narrow', value: 0.7, unit: 'share', says: 'share of campaigns whose mix is concentrated' },
    {
      name: 'applications',
      value: 0.36,
      unit: 'share',
      says: 'share of honest groups that are applications or classes of one purpose',
    },
  ],
  range: { least: -1, most: 2 },
  baseline: [OWNERS, POOLED],
  async measure(context: Context): Promise<Map<number, Measured>> {
    const result = new Map<number, Measured>()
    const [base] = await context.query<{ marks: number[]; owners: number }>(OWNERS)
    const [pool] = await context.query<{ pooled: number }>(POOLED)
    if (!base || base.owners < 20 || !pool || !(pool.pooled > 2)) return result
    const narrow = this.parameters[0]?.value ?? 0.7
    const applications = this.parameters[1]?.value ?? 0.36
    for (const row of await context.query<Row>(GROUPS)) {
      if (row.exchanges < 20 || row.owners < 3) continue
      const asNarrow = (base.marks.filter((mark) => mark <= row.effective).length + 0.5) / 20
      // Near the mix of everyone the group is broad; a mix of nothing known is not a concentration.
      const breadth = clamp(Math.log(row.effective) / Math.log(pool.pooled), 0, 1)
      const known = row.top === OTHER ? 1 - row.topShare : 1
      const asOne = Math.max(Math.log2(narrow / Math.max(asNarrow, applications)), 0)
      const asMany = clamp((breadth - 0.7) / 0.3, 0, 1) * Math.log2((1 - narrow) / (1 - applications))
      const value = breadth > 0.7 ? asMany : asOne
      const bits = clamp(value * (value > 0 ? known : 1), this.range.least, this.range.most)
      result.set(row.cand, {
        bits,
        summary: say`exchanges spread over ${row.effective.toFixed(1)} capabilities in effect (most: ${word(CAPABILITIES[row.top] ?? 'other')}, ${(100 * row.topShare).toFixed(0)} %); ${pool.pooled.toFixed(1)} for as many owners drawn from everyone, and ${(100 * asNarrow).toFixed(0)} % of single owners are as narrow`,
        facts: {
          effective_capabilities: Number(row.effective.toFixed(2)),
          effective_at_large: Number(pool.pooled.toFixed(2)),
          owners_as_narrow: Number(asNarrow.toFixed(3)),
          most_asked: word(CAPABILITIES[row.top] ?? 'other'),
          most_asked_share: Number(row.topShare.toFixed(3)),
        },
        innocent: [
          bits > 0
            ? say`an application with one purpose is as narrow`
            : say`holds: members ask for what people ask for`,
        ],
      })
    }
    return result
  },
  shows: `SELECT ${effectiveSql('part')} AS effective_capabilities,
  (SELECT exp2(entropy(capability)) FROM exchange WHERE prompt_hash != 0) AS effective_at_large,
  [${CAPABILITIES.map((name) => `'${name}'`).join(', ')}][1 + argMax(capability, part)] AS most_asked, max(part) / sum(part) AS most_asked_share
FROM (
  SELECT capability, sum(share) AS part
  FROM (
    SELECT owner, capability, n / sum(n) OVER (PARTITION BY owner) AS share
    FROM (
      SELECT k.owner AS owner, e.capability AS capability, count() AS n
      FROM {exchanges} AS e
      INNER JOIN (SELECT account, owner FROM analysed_account FINAL) AS k ON k.account = e.account
      WHERE e.prompt_hash != 0
      GROUP BY owner, capability
    )
  )
  GROUP BY capability
)`,
  computed: ['owners_as_narrow'],
}
