// Accounts that send one template: anchors that travel together through exchanges of many accounts.
import { say } from '../model/sentence.js'
import type { Context, Detector, Measured } from './detector.js'
import { clamp, describes } from './statistics.js'

/** Trait code of templates. */
export const TEMPLATE_TRAIT = 9

interface Row {
  readonly cand: number
  readonly accounts: number
  readonly carriers: number
  /** Median share of a member’s exchanges that the group’s families fill. */
  readonly filled: number
  readonly families: number
  /** Owners who send the families, here and elsewhere, and share of their anchors from system prompts; by exchange. */
  readonly inside: number
  readonly outside: number
  readonly system: number
  /** Share of exchanges whose user text nobody else in the group sent. */
  readonly distinct: number
}

/** Each exchange counts with the rarest of the group’s families that it carries. */
const filledSql = ({
  sent,
  texts,
}: Context) => `SELECT m.cand AS cand, count() AS accounts, countIf(c.exchanges > 0) AS carriers,
  quantileExact(0.5)(least(c.exchanges / a.exchanges, 1)) AS filled,
  any(f.inside) AS inside, any(f.outside) AS outside, any(f.system) AS system, any(f.families) AS families, any(d.distinct) AS distinct
FROM work_member AS m
INNER JOIN (SELECT aid, exchanges FROM work_account) AS a ON a.aid = m.aid
LEFT JOIN (SELECT cand, aid, toFloat64(count()) AS exchanges FROM work_sub WHERE family != 0 GROUP BY cand, aid) AS c ON c.cand = m.cand AND c.aid = m.aid
INNER JOIN (
  SELECT g.cand AS cand, count() AS families, sum(c.n * g.owners_inside) / sum(c.n) AS inside,
    sum(c.n * g.owners_outside) / sum(c.n) AS outside, sum(c.n * y.system) / sum(c.n) AS system
  FROM work_group_family AS g
  LEFT JOIN (SELECT cand, family, toFloat64(count()) AS n FROM ${sent} WHERE family != 0 GROUP BY cand, family) AS c ON c.cand = g.cand AND c.family = g.family
  INNER JOIN (SELECT family, avg(bitAnd(anchor, 1)) AS system FROM work_family_anchor GROUP BY family) AS y ON y.family = g.family
  GROUP BY cand
) AS f ON f.cand = m.cand
LEFT JOIN (SELECT cand, uniqExact(prompt_hash) / count() AS distinct FROM work_sub WHERE prompt_hash != 0 AND ${texts} GROUP BY cand) AS d ON d.cand = m.cand
GROUP BY cand`

export const sharedTemplate: Detector = {
  id: 'shared-template',
  group: 'content',
  raises: 'accounts of independent owners that send the same prompt template with changing slots',
  nullModel:
    'Published prompts and popular tools spread the same way, so the template itself is worth little: bits grow with the share of the members’ traffic it fills and shrink with the owners elsewhere who send it. Text of system prompts is a tool’s, and text without changing slots an assignment’s.',
  innocent: [
    'a popular tool or framework',
    'a published prompt',
    'a class with one assignment',
    'one owner with many accounts',
  ],
  needs: ['text'],
  parameters: [
    {
      name: 'worth',
      value: 0.25,
      unit: 'share',
      says: 'share of the bits of rarity that count: honest tools have templates too',
    },
    {
      name: 'popular',
      value: 0.25,
      unit: 'times',
      says: 'owners elsewhere, for each here, above which a template is popular',
    },
  ],
  range: { least: -1, most: 4 },
  trait: {
    code: TEMPLATE_TRAIT,
    kind: 'template',
    sql: 'SELECT aid, toUInt64(family) AS value, toUInt32(count()) AS uses FROM work_exchange ARRAY JOIN families AS family GROUP BY aid, family',
    isDrawn: true,
    membership: { most: 6, least: -3 },
    recruits: true,
    says: 'bond',
    seeds: true,
  },
  async measure(context: Context): Promise<Map<number, Measured>> {
    const worth = this.parameters[0]?.value ?? 0.25
    const popular = this.parameters[1]?.value ?? 0.25
    const result = new Map<number, Measured>()
    for (const row of await context.query<Row>(filledSql(context))) {
      if (row.inside < 2) continue
      const rarity = Math.log2((popular * (row.inside + 1)) / (row.outside + popular))
      const slots = clamp((row.distinct - 0.5) / 0.4, 0, 1) * clamp(1 - row.system, 0, 1)
      const bits =
        rarity > 0
          ? worth * Math.min(rarity, 6) * describes(row.filled) * slots
          : rarity * describes(row.carriers / row.accounts)
      result.set(row.cand, {
        bits: clamp(bits, this.range.least, this.range.most),
        summary: say`${row.families} families of templates fill ${(100 * row.filled).toFixed(0)} % of a member’s exchanges (${row.carriers} of ${row.accounts} accounts carry them); sent by ${row.outside.toFixed(0)} of the owners elsewhere, ${row.inside.toFixed(0)} here`,
        facts: {
          families: row.families,
          accounts_carrying: row.carriers,
          median_share_filled: Number(row.filled.toFixed(3)),
          owners: Number(row.inside.toFixed(1)),
          owners_elsewhere: Number(row.outside.toFixed(1)),
          system_share: Number(row.system.toFixed(2)),
          distinct_texts: Number(row.distinct.toFixed(3)),
        },
        innocent: [
          row.outside > popular * row.inside
            ? say`a published prompt or popular tool: sent by ${row.outside.toFixed(0)} of the owners elsewhere too`
            : row.system > 0.5
              ? say`a tool: the text is its system prompt`
              : say`a tool or a course whose users are all here stays open: look at what else binds them`,
        ],
      })
    }
    return result
  },
  shows: `SELECT countIf(c.carried > 0) AS accounts_carrying, quantileExact(0.5)(least(c.carried / s.sent, 1)) AS median_share_filled,
  (SELECT uniqExact(prompt_hash) / count() FROM {exchanges} WHERE prompt_hash != 0) AS distinct_texts
FROM (SELECT account, count() AS sent FROM exchange WHERE account IN {members} GROUP BY account) AS s
LEFT JOIN (SELECT account, countIf(template != 0) AS carried FROM {exchanges} GROUP BY account) AS c ON c.account = s.account`,
  computed: ['families', 'owners', 'owners_elsewhere', 'system_share'],
}
