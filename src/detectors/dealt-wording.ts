// Dealt wording: people and their applications repeat their own uncommon words; where one hand deals tasks out of one
// list, who said a thing before tells nothing about who says it again.
import type { Context, Detector, Measured } from './detector.js'
import { clamp, describes, normalBits } from './statistics.js'

/** Different texts of an account, and of a group, that are looked into; every account looked into is so with all of them. */
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
  readonly repeats: number | null
  readonly own: number | null
}

/** From user texts of accounts as (cand, aid, hash, anchors), a text once an account. */
function wordingSql(texts: string): string {
  return `SELECT cand, any(texts) AS texts, any(accounts) AS accounts, any(chance) AS chance,
  sum(total) AS repeats, sum(same / (total - 1)) / sum(total) AS own
FROM (
  SELECT cand, anchor, any(texts) AS texts, any(accounts) AS accounts, any(chance) AS chance, sum(n) AS total, sum(n * (n - 1)) AS same
  FROM (
    SELECT cand, aid, anchor, any(texts) AS texts, any(accounts) AS accounts, any(chance) AS chance, toFloat64(count()) AS n
    FROM (
      SELECT cand, aid, anchors, toFloat64(count() OVER g) AS texts, uniqExact(aid) OVER g AS accounts, avg(own - 1) OVER g / (texts - 1) AS chance
      FROM (
        SELECT cand, aid, anchors, toFloat64(count() OVER (PARTITION BY cand, aid)) AS own
        FROM (
          SELECT cand, aid, anchors
          FROM (
            SELECT cand, aid, anchors, count() OVER (PARTITION BY cand, aid) AS n
            FROM (SELECT * FROM (${texts}) ORDER BY cand, aid, cityHash64(hash) LIMIT ${TEXTS} BY cand, aid)
          )
          WHERE n >= ${LEAST_TEXTS}
          ORDER BY cand, cityHash64(aid)
          LIMIT ${SAMPLE} BY cand
        )
      )
      WINDOW g AS (PARTITION BY cand)
    )
    ARRAY JOIN arrayFilter(a -> bitAnd(a, 1) = 0, anchors) AS anchor
    GROUP BY cand, aid, anchor
  )
  GROUP BY cand, anchor
  HAVING total >= 2 AND total <= greatest(${LEAST_UNCOMMON}, ${UNCOMMON} * texts)
)
GROUP BY cand`
}

const EVERYONE = wordingSql(
  `SELECT toUInt32(0) AS cand, a.aid AS aid, e.prompt_hash AS hash, any(e.anchors) AS anchors
FROM exchange AS e
INNER JOIN (SELECT aid, account FROM work_account WHERE aid % ${EVERYONE_PART} = 0) AS a ON a.account = e.account
WHERE e.prompt_hash != 0
GROUP BY aid, hash`,
)

/** Texts are chosen before their shingles are read. */
const GROUPS = wordingSql(`SELECT s.cand AS cand, s.aid AS aid, s.hash AS hash, any(e.anchors) AS anchors
FROM exchange AS e
INNER JOIN (SELECT aid, account FROM work_account) AS a ON a.account = e.account
INNER JOIN (
  SELECT DISTINCT cand, aid, prompt_hash AS hash
  FROM work_sub
  WHERE prompt_hash != 0
  ORDER BY cand, aid, cityHash64(hash)
  LIMIT ${TEXTS} BY cand, aid
) AS s ON s.aid = a.aid AND s.hash = e.prompt_hash
GROUP BY cand, aid, hash`)

/** Correlation of wording within accounts: 0 when texts could have been dealt at random, 1 when nobody repeats another. */
function correlate(row: Row): { readonly icc: number; readonly se: number } | undefined {
  if (row.repeats === null || row.own === null || !(row.chance < 0.5)) return undefined
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
    { name: 'kept', value: 0.5, says: 'share of the population’s correlation that users of one tool keep' },
    { name: 'spread', value: 0.25, says: 'standard deviation of the correlation between honest groups' },
    { name: 'dealt', value: 0.03, says: 'standard deviation of the correlation between campaigns' },
    { name: 'least', value: 80, says: 'repeats of uncommon shingles below which nothing is said' },
  ],
  range: { least: -2, most: 4 },
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
      if (!found || row.accounts < 5 || (row.repeats ?? 0) < least) continue
      const whole = Math.min(sizes.get(row.cand) ?? row.accounts, SAMPLE / TEXTS)
      const bits =
        normalBits(
          found.icc,
          { mean: 0, sd: Math.hypot(dealt, found.se) },
          { mean: kept * everyone, sd: Math.hypot(spread, found.se) },
        ) * describes(row.accounts / whole)
      result.set(row.cand, {
        bits: clamp(bits, this.range.least, this.range.most),
        summary: `uncommon wording comes again under the same account ${(100 * (row.own ?? 0)).toFixed(1)} % of the time, ${(100 * row.chance).toFixed(1)} % in a random deal: correlation ${found.icc.toFixed(2)}, ${everyone.toFixed(2)} for people at large`,
        facts: {
          texts: row.texts,
          accounts: row.accounts,
          repeats: row.repeats ?? 0,
          same_account: Number((row.own ?? 0).toFixed(4)),
          random_deal: Number(row.chance.toFixed(4)),
          correlation: Number(found.icc.toFixed(3)),
          standard_error: Number(found.se.toFixed(3)),
          population_correlation: Number(everyone.toFixed(3)),
        },
        innocent: [
          bits > 0
            ? 'one owner’s keys, or an exercise that all have in common, look the same: look at who owns the accounts'
            : 'holds: members have wording of their own',
        ],
      })
    }
    return result
  },
  shows: `SELECT anchor, count() AS texts, uniqExact(account) AS accounts, topK(3)(account) AS most
FROM (SELECT account, prompt_hash, any(anchors) AS anchors FROM exchange WHERE account IN {members} AND prompt_hash != 0 GROUP BY account, prompt_hash)
ARRAY JOIN anchors AS anchor
WHERE bitAnd(anchor, 1) = 0
GROUP BY anchor
HAVING texts >= 2
ORDER BY texts, anchor
LIMIT 100`,
}
