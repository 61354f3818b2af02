// Exchanges dealt from one deck: when one hand distributes work over accounts, an account's exchanges are no more
// alike than any two of the group's. Different people differ persistently, in hours, lengths, languages and models.
import { say } from '../model/sentence.js'
import { DECK_FACTS, DECKS_AT_LARGE, factsOf, meanOf, readDecks } from './deck.js'
import type { Context, Detector, Measured } from './detector.js'
import { clamp, clears, normalBits } from './statistics.js'

export const singleDeck: Detector = {
  id: 'single-deck',
  group: 'timing',
  raises: 'accounts whose exchanges are interchangeable, as if dealt from one deck',
  nullModel:
    'Strangers differ persistently: the intraclass correlation of the whole population (variance between over within accounts, fitted by medians so that it is robust), allowing for groups that are more uniform; against zero correlation, with the sampling error of this group.',
  innocent: ['a service that spreads one owner’s work over its keys', 'people at one uniform task'],
  needs: [],
  parameters: [
    {
      name: 'uniformity',
      value: 0.6,
      unit: 'share',
      says: 'share of the population’s correlation that an honest group at one task keeps',
    },
    {
      name: 'spread',
      value: 0.16,
      unit: 'correlation',
      says: 'standard deviation of the correlation between honest groups',
    },
  ],
  range: { least: -5, most: 5 },
  baseline: [DECKS_AT_LARGE],
  async measure(context: Context): Promise<Map<number, Measured>> {
    const [uniformity = 0.6, spread = 0.16] = this.parameters.map(({ value }) => value)
    const result = new Map<number, Measured>()
    for (const [cand, { told, each, days }] of await readDecks(context)) {
      if (told.length < 2) continue
      const { icc, se, there } = meanOf(told)
      const bits = clears(
        clamp(
          normalBits(
            icc,
            { mean: 0.03, sd: Math.hypot(0.06, se) },
            { mean: there * uniformity, sd: Math.hypot(spread, se) },
          ),
          this.range.least,
          this.range.most,
        ),
        each,
        days,
      )
      result.set(cand, {
        bits,
        summary:
          bits > 0
            ? say`an account’s exchanges are hardly more alike than any two of the group’s: correlation ${icc.toFixed(2)}, against ${there.toFixed(2)} for people at large`
            : say`accounts differ persistently from each other, as different people do: correlation ${icc.toFixed(2)}, ${there.toFixed(2)} for people at large`,
        facts: factsOf(told),
        innocent: [
          bits > 0
            ? say`one owner’s gateway would look the same: look at who owns the accounts`
            : say`holds: members behave like different people`,
        ],
      })
    }
    return result
  },
  shows: `SELECT account, count() AS exchanges, round(avg(toHour(ts)), 1) AS mean_hour, round(avg(log2(1 + words)), 2) AS prompt_length, round(avg(log2(1 + output_tokens)), 2) AS answer_length, topK(1)(language) AS language, topK(1)(model) AS model
FROM {exchanges}
GROUP BY account
ORDER BY exchanges DESC, account
LIMIT 100`,
  computed: DECK_FACTS,
}
