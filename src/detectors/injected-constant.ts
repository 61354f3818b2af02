// An injected constant: one fixed text in nearly every exchange of the members, whatever else the exchange is about.

import { say } from '../model/sentence.js'
import type { Context, Detector, Measured } from './detector.js'
import { POOLED } from './mix.js'
import { TEMPLATE_TRAIT } from './shared-template.js'
import { clamp } from './statistics.js'
import { anchorsSql, textSql } from './texts.js'

/** Exchanges of a group that are looked into. */
const SAMPLE = 100
/** Most families of a group that are looked at. */
const FAMILIES = 40

interface Kept {
  readonly cand: number
  readonly family: number
  readonly uses: number
  readonly inside: number
  readonly outside: number
  /** Share of the family’s anchors that come from system prompts. */
  readonly system: number
  /** Exchanges of all members, of those that are read of everybody. */
  readonly exchanges: number
}
interface Row {
  readonly cand: number
  /** Exchanges that carry one of the families, and how many of them were looked into. */
  readonly uses: number
  readonly sampled: number
  /** Share of an exchange’s anchors that are the constant’s, and share of the others that are unlike each other. */
  readonly fill: number
  readonly distinct: number
  readonly capabilities: number
}

/**
 * The families that a third of a group’s accounts carry, at least the most used one: a text put inside of another
 * leaves several, as its place changes.
 */
const KEPT = `SELECT f.cand AS cand, f.family AS family, f.uses AS uses, f.inside AS inside, f.outside AS outside, y.system AS system, z.exchanges AS exchanges
FROM (
  SELECT g.cand AS cand, g.family AS family, toFloat64(sum(t.uses)) AS uses, count() AS accounts, any(g.owners_inside) AS inside, any(g.owners_outside) AS outside,
    max(uses) OVER (PARTITION BY cand) AS most
  FROM work_trait AS t
  INNER JOIN work_group_family AS g ON g.family = t.value
  WHERE t.kind = ${TEMPLATE_TRAIT} AND (g.cand, t.aid) IN (SELECT cand, aid FROM work_member)
  GROUP BY cand, family
) AS f
INNER JOIN (SELECT m.cand AS cand, count() AS size, sum(a.drawn) AS exchanges FROM work_member AS m INNER JOIN work_account AS a ON a.aid = m.aid GROUP BY cand) AS z ON z.cand = f.cand
INNER JOIN (SELECT family, avg(bitAnd(anchor, 1)) AS system FROM work_family_anchor GROUP BY family) AS y ON y.family = f.family
WHERE f.uses = f.most OR 3 * f.accounts >= z.size
ORDER BY cand, uses DESC, family
LIMIT ${FAMILIES} BY cand`

/** What a sample of the exchanges that carry a kept family holds besides it; system prompts are left out. */
const looksSql = (kept: readonly Kept[]) => {
  // As data and not as expressions, which the engine would plan one by one.
  const rows = kept.map(({ cand, family }) => `${cand}\\t${family}`).join('\\n')
  const list = `(SELECT cand, family FROM format(TSV, 'cand UInt32, family UInt32', '${rows}'))`
  return `SELECT cand, any(uses) AS uses, count() AS sampled, avg(hits / anchors) AS fill, exp2(entropy(capability)) AS capabilities,
  uniqExactArray(rest) / greatest(sum(length(rest)), 1) AS distinct
FROM (
  SELECT e.cand AS cand, e.id AS id, any(e.uses) AS uses, any(e.capability) AS capability, count() AS anchors, countIf(f.family > 0) AS hits,
    groupArrayIf(e.anchor, f.family = 0) AS rest
  FROM (
    SELECT s.cand AS cand, s.uses AS uses, s.id AS id, x.capability AS capability, arrayJoin(${anchorsSql(textSql('x.prompt_hash'))}) AS anchor
    FROM (SELECT exchange, prompt_hash, capability FROM work_exchange) AS x
    INNER JOIN (
      SELECT cand, uses, arrayJoin(least) AS id
      FROM (
        SELECT k.cand AS cand, uniqExact(u.exchange) AS uses, arraySlice(arrayDistinct(groupArraySorted(${10 * SAMPLE})(u.exchange)), 1, ${SAMPLE}) AS least
        FROM (SELECT aid, exchange, family FROM work_exchange ARRAY JOIN families AS family) AS u
        INNER JOIN ${list} AS k ON k.family = u.family
        WHERE (k.cand, u.aid) IN (SELECT cand, aid FROM work_member)
        GROUP BY cand
      )
    ) AS s ON s.id = x.exchange
  ) AS e
  LEFT JOIN (
    SELECT k.cand AS cand, a.anchor AS anchor, a.family AS family
    FROM work_family_anchor AS a
    INNER JOIN ${list} AS k ON k.family = a.family
  ) AS f ON f.anchor = e.anchor AND f.cand = e.cand
  GROUP BY cand, id
)
GROUP BY cand`
}

export const injectedConstant: Detector = {
  id: 'injected-constant',
  group: 'content',
  raises: 'one fixed text in nearly all exchanges of the members, whatever else they ask',
  nullModel:
    'Fixed text comes with one application, whose users ask for what it is made for, or is copied by people who use it now and then. Bits grow with how many exchanges carry the text, how much else they hold, and how their capabilities spread compared with everybody’s; they shrink with independent owners elsewhere who send it. Text of system prompts counts as an application’s.',
  innocent: [
    'an application’s system prompt',
    'a general assistant that wraps its users’ words',
    'a published prompt',
  ],
  needs: ['text'],
  parameters: [
    {
      name: 'nearly_all',
      value: 0.85,
      unit: 'share',
      says: 'share of exchanges at which a text counts as always there',
    },
    {
      name: 'any_task',
      value: 0.9,
      unit: 'share',
      says: 'entropy of capabilities, as a share of everybody’s, that counts as any task',
    },
  ],
  range: { least: 0, most: 5 },
  baseline: [POOLED],
  async measure(context: Context): Promise<Map<number, Measured>> {
    const result = new Map<number, Measured>()
    const [pool] = await context.query<{ pooled: number }>(POOLED)
    const everyone = Math.log2(pool?.pooled ?? 1)
    if (!(everyone > 0.5)) return result
    const nearlyAll = this.parameters[0]?.value ?? 0.85
    const anyTask = this.parameters[1]?.value ?? 0.9
    const kept = await context.query<Kept>(KEPT)
    if (kept.length === 0) return result
    for (const row of await context.query<Row>(looksSql(kept))) {
      const families = kept.filter((family) => family.cand === row.cand)
      const [main] = families
      if (!main || main.inside < 3 || row.sampled < 10) continue
      const uses = families.reduce((sum, family) => sum + family.uses, 0)
      const system = families.reduce((sum, family) => sum + family.system * family.uses, 0) / uses
      const cover = row.uses / main.exchanges
      const always = clamp((cover - 0.3) / (nearlyAll - 0.3), 0, 1)
      const other = clamp((0.9 - row.fill) / 0.3, 0, 1) * clamp(row.distinct / 0.5, 0, 1)
      const spread = Math.log2(Math.max(row.capabilities, 1)) / everyone
      const mixed = clamp((spread - 0.5) / (anyTask - 0.5), 0, 1)
      const rarity = clamp(Math.log2((main.inside + 1) / (main.outside + 1)), 0, this.range.most)
      const bits = rarity * always * other * mixed * clamp(1 - system, 0, 1)
      result.set(row.cand, {
        bits: clamp(bits, this.range.least, this.range.most),
        summary: say`one ${system > 0.5 ? say`system prompt` : say`fixed text`} stands in ${(100 * cover).toFixed(0)} % of members’ exchanges and is ${(100 * row.fill).toFixed(0)} % of what they say, under ${row.capabilities.toFixed(1)} capabilities in effect (${(2 ** everyone).toFixed(1)} for everybody); sent by ${main.outside} of the owners elsewhere`,
        facts: {
          carried_share: Number(cover.toFixed(3)),
          owners: main.inside,
          owners_elsewhere: main.outside,
          share_of_text: Number(row.fill.toFixed(3)),
          distinct_rest: Number(row.distinct.toFixed(3)),
          effective_capabilities: Number(row.capabilities.toFixed(2)),
          system_share: Number(system.toFixed(2)),
        },
        innocent: [
          system > 0.5
            ? say`an application: the text is a system prompt`
            : bits > 0
              ? say`a general assistant may wrap its users’ words so: look for one vendor`
              : say`the text comes and goes, or belongs to one kind of task, as an application’s or a published prompt does`,
        ],
      })
    }
    return result
  },
  shows: `SELECT anchor, bitAnd(anchor, 1) AS system_prompt, count() AS times_sent, uniqExact(account) AS senders
FROM exchange
ARRAY JOIN anchors AS anchor
WHERE account IN {members}
GROUP BY anchor
ORDER BY times_sent DESC, anchor
LIMIT 40`,
  computed: [
    'carried_share',
    'owners',
    'owners_elsewhere',
    'share_of_text',
    'distinct_rest',
    'effective_capabilities',
    'system_share',
  ],
}
