// Dealt wording: people and their applications repeat their own uncommon words; where one hand deals tasks out of one
// list, who said a thing before tells nothing about who says it again.
import { say } from '../model/sentence.js'
import type { Context, Detector, Measured } from './detector.js'
import { clamp, describes, normalBits } from './statistics.js'
import { anchorsSql, textSql } from './texts.js'

/** Different texts of an account, and of a group, that are looked into. */
const TEXTS = 8
const SAMPLE = 1600
/** Texts of an account below which it can hardly repeat itself. */
const LEAST_TEXTS = 3
/** Share of the texts, and number of them, up to which a shingle is uncommon: what is commoner is the task’s frame. */
const UNCOMMON = 0.02
const LEAST_UNCOMMON = 3
/** One account in so many stands for everybody. */
const EVERYONE_PART = 12
/** Shingles of one phrase come together: repeats that count as one observation. */
const PHRASE = 8

interface Row {
  readonly cand: number
  readonly texts: number
  readonly accounts: number
  /** Chance that two texts, drawn at random, are of one account. */
  readonly chance: number
  /** Occurrences of uncommon shingles that stand in another text too, and share of those others that are the same account’s. */
  readonly repeats: number
  readonly own: number
}

/**
 * From exchanges as (cand, aid, prompt_hash). Texts are chosen before their shingles are read. A shingle that stands
 * n times in a group's texts is met with n - i others behind it at its i-th place, so places counted from both ends
 * tell n without a table of shingles.
 */
function wordingSql(exchanges: string): string {
  return `SELECT cand, texts, accounts, chance, count() AS repeats, avg(2 * (again - 1) / (place + left - 2)) AS own
FROM (
  SELECT cand, sum(own) AS texts, count() AS accounts, sum(own * (own - 1)) / (texts * (texts - 1)) AS chance,
    groupArrayArray(mine) AS shingles, groupArrayArray(arrayEnumerateUniq(mine)) AS again,
    arrayEnumerateUniq(shingles) AS place, arrayReverse(arrayEnumerateUniq(arrayReverse(shingles))) AS left
  FROM (
    SELECT cand, aid, toFloat64(count()) AS own, groupArrayArray(${anchorsSql('text')}) AS mine
    FROM (${chosenSql(exchanges)})
    GROUP BY cand, aid
  )
  GROUP BY cand
)
ARRAY JOIN again, place, left
WHERE place + left - 1 BETWEEN 2 AND greatest(${LEAST_UNCOMMON}, ${UNCOMMON} * texts)
GROUP BY cand, texts, accounts, chance`
}

/** The texts that are looked into, a row each: those of least hash, of an account and then of accounts. */
function chosenSql(exchanges: string): string {
  return `SELECT cand, aid, arrayJoin(arraySlice(own, 1, ${SAMPLE} - before)) AS text
FROM (
  SELECT cand, aid, own, sum(length(own)) OVER (PARTITION BY cand ORDER BY cityHash64(aid)) - length(own) AS before
  FROM (
    SELECT cand, aid, arraySlice(arrayDistinct(groupArraySorted(${8 * TEXTS})(${textSql('prompt_hash')})), 1, ${TEXTS}) AS own
    FROM ${exchanges}
    WHERE prompt_hash != 0
    GROUP BY cand, aid
    HAVING length(own) >= ${LEAST_TEXTS}
  )
)
WHERE before < ${SAMPLE}`
}

const EVERYONE = wordingSql(
  `(SELECT toUInt32(0) AS cand, aid, prompt_hash FROM work_exchange WHERE aid % ${EVERYONE_PART} = 0)`,
)
const GROUPS = wordingSql('(SELECT cand, aid, prompt_hash FROM work_sub WHERE drawn)')

/** Correlation of wording within accounts: 0 when texts could have been dealt at random, 1 when nobody repeats another. */
function correlate(row: Row): { readonly icc: number; readonly se: number } | undefined {
  if (!(row.chance < 0.5)) return undefined
  const observed = row.repeats / PHRASE
  const spread = Math.max(row.own * (1 - row.own), row.chance * (1 - row.chance), 1 / observed)
  return {
    icc: (row.own - row.chance) / (1 - row.chance),
    se: Math.sqrt(spread / observed) / (1 - row.chance),
  }
}

export const dealtWording: Detector = {
  id: 'dealt-wording',
  group: 'content',
  raises: 'accounts that share their uncommon wording at random, as if their texts were dealt from one list',
  nullModel:
    'Different people and applications have their own names, subjects and phrases: of the other texts with an uncommon shingle, the share that is the same account’s, less the chance of a random deal (an intraclass correlation of wording), in the population; users of one tool keep half of it, and groups differ. Against none, with the sampling error of this group.',
  innocent: [
    'a service that spreads one owner’s work over its keys',
    'users of a tool whose texts hold nothing of their own, such as an exercise or a public list',
  ],
  needs: ['text'],
  parameters: [
    {
      name: 'kept',
      value: 0.5,
      unit: 'share',
      says: 'share of the population’s correlation that users of one tool keep',
    },
    {
      name: 'spread',
      value: 0.25,
      unit: 'correlation',
      says: 'standard deviation of the correlation between honest groups',
    },
    {
      name: 'dealt',
      value: 0.03,
      unit: 'correlation',
      says: 'standard deviation of the correlation between campaigns',
    },
    {
      name: 'least',
      value: 80,
      unit: 'count',
      says: 'repeats of uncommon shingles below which nothing is said',
    },
  ],
  range: { least: -2, most: 4 },
  baseline: [EVERYONE],
  async measure(context: Context): Promise<Map<number, Measured>> {
    const result = new Map<number, Measured>()
    const [kept = 0.5, spread = 0.25, dealt = 0.03, least = 80] = this.parameters.map(({ value }) => value)
    const [population] = await context.query<Row>(EVERYONE)
    const everyone = population && correlate(population)?.icc
    // Where people at large repeat each other as much as themselves, the log tells nothing.
    if (everyone === undefined || everyone < 0.1) return result
    const sizes = new Map(context.candidates.map(({ id, accounts }) => [id, accounts]))
    for (const row of await context.query<Row>(GROUPS)) {
      const found = correlate(row)
      if (!found || row.accounts < 5 || row.repeats < least) continue
      const whole = Math.min(sizes.get(row.cand) ?? row.accounts, SAMPLE / TEXTS)
      const bits =
        normalBits(
          found.icc,
          { mean: 0, sd: Math.hypot(dealt, found.se) },
          { mean: kept * everyone, sd: Math.hypot(spread, found.se) },
        ) * describes(row.accounts / whole)
      result.set(row.cand, {
        bits: clamp(bits, this.range.least, this.range.most),
        summary: say`uncommon wording comes again under the same account ${(100 * row.own).toFixed(1)} % of the time, ${(100 * row.chance).toFixed(1)} % in a random deal: correlation ${found.icc.toFixed(2)}, ${everyone.toFixed(2)} for people at large`,
        facts: {
          texts: row.texts,
          accounts: row.accounts,
          repeats: row.repeats,
          same_account: Number(row.own.toFixed(4)),
          random_deal: Number(row.chance.toFixed(4)),
          correlation: Number(found.icc.toFixed(3)),
          standard_error: Number(found.se.toFixed(3)),
          population_correlation: Number(everyone.toFixed(3)),
        },
        innocent: [
          bits > 0
            ? say`one owner’s keys, or an exercise that all have in common, look the same: look at who owns the accounts`
            : say`holds: members have wording of their own`,
        ],
      })
    }
    return result
  },
  shows: `SELECT anchor, count() AS texts_with_it, uniqExact(account) AS senders, topK(3)(account) AS most
FROM (SELECT account, prompt_hash, any(anchors) AS anchors FROM {exchanges} WHERE prompt_hash != 0 GROUP BY account, prompt_hash)
ARRAY JOIN anchors AS anchor
WHERE bitAnd(anchor, 1) = 0
GROUP BY anchor
HAVING texts_with_it >= 2
ORDER BY texts_with_it, anchor
LIMIT 100`,
  computed: [
    'texts',
    'accounts',
    'repeats',
    'same_account',
    'random_deal',
    'correlation',
    'standard_error',
    'population_correlation',
  ],
}
