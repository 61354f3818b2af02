// Dealt content: accounts whose requests differ from each other's in nothing that is in them, whatever hours they keep.
// An imitator gives each account the hours, sittings and home of a person, and the work of one list.
import { say } from '../model/sentence.js'
import { DECK_FACTS, DECKS_AT_LARGE, factsOf, meanOf, readDecks } from './deck.js'
import type { Context, Detector, Measured } from './detector.js'
import { clamp, normalBits } from './statistics.js'

export const dealtContent: Detector = {
  id: 'dealt-content',
  group: 'content',
  raises:
    'accounts whose requests are alike in length, answer, subject and language, as if their content were dealt at random',
  nullModel:
    'Users of one tool keep their own subjects and lengths: the correlation within accounts of what the exchanges say, as the population has it, of which users of one tool keep a part, and groups differ; against none, with the sampling error of this group. It speaks for one hand only: that members differ is told by single-deck.',
  innocent: [
    'a service that spreads one owner’s work over its keys',
    'a tool, exercise or public list that leaves its users nothing to choose',
  ],
  needs: [],
  parameters: [
    {
      name: 'kept',
      value: 0.6,
      unit: 'share',
      says: 'share of the population’s correlation that users of one tool keep',
    },
    {
      name: 'spread',
      value: 0.16,
      unit: 'correlation',
      says: 'standard deviation of the correlation between honest groups',
    },
    {
      name: 'dealt',
      value: 0.06,
      unit: 'correlation',
      says: 'standard deviation of the correlation between campaigns',
    },
    {
      name: 'least',
      value: 3,
      unit: 'count',
      says: 'exchanges of an account, on average, below which nothing is said',
    },
  ],
  range: { least: 0, most: 4 },
  baseline: [DECKS_AT_LARGE],
  async measure(context: Context): Promise<Map<number, Measured>> {
    const result = new Map<number, Measured>()
    const [kept = 0.6, spread = 0.16, dealt = 0.06, least = 3] = this.parameters.map(({ value }) => value)
    for (const [cand, deck] of await readDecks(context)) {
      const told = deck.told.filter(({ aspect }) => aspect === 'content')
      if (told.length < 2 || deck.each < least) continue
      const { icc, se, there } = meanOf(told)
      const bits = clamp(
        normalBits(
          icc,
          { mean: 0, sd: Math.hypot(dealt, se) },
          { mean: there * kept, sd: Math.hypot(spread, se) },
        ),
        this.range.least,
        this.range.most,
      )
      result.set(cand, {
        bits,
        summary:
          bits > 0
            ? say`what an account sends is hardly more alike than what any two send, whatever their hours: correlation ${icc.toFixed(2)}, ${there.toFixed(2)} for people at large`
            : say`what an account sends is clearly more alike than what any two send, whatever their hours: correlation ${icc.toFixed(2)}, ${there.toFixed(2)} for people at large`,
        facts: factsOf(told),
        innocent: [
          bits > 0
            ? say`a tool or an exercise may leave its users nothing to choose: look at what it asks for`
            : say`holds: members have subjects of their own`,
        ],
      })
    }
    return result
  },
  shows: `SELECT account, count() AS exchanges, round(avg(log2(1 + words)), 2) AS prompt_length, round(avg(log2(1 + output_tokens)), 2) AS answer_length, topK(1)(capability) AS capability, topK(2)(language) AS languages
FROM {exchanges}
WHERE prompt_hash != 0
GROUP BY account
ORDER BY exchanges DESC, account
LIMIT 100`,
  computed: DECK_FACTS,
}
