// What partners found: accounts that show what a partner's indicators ask for. It says that the group and the partner's
// campaign are one; whether either is one hand, what each measured itself says.
import { say } from '../model/sentence.js'
import { groupByCandidate } from './by-candidate.js'
import type { Context, Detector, Measured } from './detector.js'
import { clamp } from './statistics.js'

interface Row {
  readonly cand: number
  readonly source: string
  readonly producer: string
  /** Who answers for it, and how many of its campaigns matched anybody. */
  readonly voice: string
  readonly sources: number
  readonly told: string
  /** Bits and accounts that the producer told. */
  readonly own_bits: number
  readonly accounts_there: number
  readonly matched: number
  /** Of these, accounts that are surely the campaign's. */
  readonly sure: number
  readonly bits: number
}

/**
 * Independent things (who pays, where from, what with) and bits that an account shows of a partner's campaign, from which on
 * it is surely one of it: a text alone may be sent by somebody who found it in the same place.
 */
export const SURE = { families: 2, bits: 10 } as const

const MATCHED = `SELECT m.cand AS cand, r.source AS source, any(r.producer) AS producer, any(r.voice) AS voice, any(v.sources) AS sources,
  any(r.told) AS told, any(r.own_bits) AS own_bits, any(r.accounts_there) AS accounts_there,
  uniqExact(r.aid) AS matched, uniqExactIf(r.aid, r.families >= ${SURE.families} AND r.bits >= ${SURE.bits}) AS sure, sum(r.bits) AS bits
FROM work_member AS m
INNER JOIN work_received AS r ON r.aid = m.aid
INNER JOIN (SELECT voice, uniqExact(source) AS sources FROM work_received GROUP BY voice) AS v ON v.voice = r.voice
GROUP BY cand, source`

/** Share of a partner's own bits that count here: what misleads one measure may mislead the same measure elsewhere. */
const TAKEN = 0.5
/** Most bits that one partner's word is worth. */
const MOST_OF_ONE = 6
/** Share of a group's accounts that match, from which the group is taken for the partner's campaign. */
const COVERED = 0.6

/**
 * A producer's campaigns are one source, and so is all that one partner delivers unsigned, whatever names it bears: the
 * first of them counts.
 */
function oneOfEach<T extends Pick<Row, 'producer' | 'voice'>>(links: readonly T[]): T[] {
  const heard = new Set<string>()
  return links.filter(({ producer, voice }) => {
    const isNew = !heard.has(producer) && !heard.has(voice)
    heard.add(producer).add(voice)
    return isNew
  })
}

export const partnerIndicators: Detector = {
  id: 'partner-indicators',
  group: 'partners',
  raises: 'accounts that show what partners found campaigns by',
  nullModel:
    'Own accounts at large: each matched value counts log2 of how much likelier an account of the partner’s campaign shows it than an own account, by families that are independent, with the confidence that is left of the indicator. Of the mean over the group’s accounts the log2 of the matching campaigns that the same partner told is taken off, since any of them could have matched this group; what others tell doesn’t change what a partner’s word is worth.',
  innocent: [
    'a customer of both providers who was accused there by mistake',
    'a program, a text or a place that both providers’ customers use',
  ],
  needs: ['partners'],
  parameters: [
    {
      name: 'taken',
      value: TAKEN,
      unit: 'share',
      says: 'share of the bits that a partner found itself which count here',
    },
    {
      name: 'most_of_one',
      value: MOST_OF_ONE,
      unit: 'bits',
      says: 'most bits that one partner’s word is worth',
    },
    {
      name: 'sure_families',
      value: SURE.families,
      unit: 'count',
      says: 'independent things that an account shows, from which it is surely one of the campaign’s: where all of a group’s are, the campaign’s accounts count with its own',
    },
    { name: 'sure_bits', value: SURE.bits, unit: 'bits', says: 'bits that it matches by as well' },
    { name: 'covered', value: COVERED, unit: 'share', says: 'share of the accounts that must match' },
  ],
  range: { least: 0, most: 8 },
  early: () => [MATCHED],
  shows: `SELECT uniqExact(account) AS accounts, topK(10)(block) AS blocks, topK(10)(trimBoth(toString(ja4) || ' ' || toString(user_agent))) AS clients
FROM exchange
WHERE account IN {members}`,
  computed: ['matched', 'sure', 'sources', 'link_bits', 'bits_there', 'accounts_there', 'partners', 'told'],
  async measure(context: Context): Promise<Map<number, Measured>> {
    const rows = groupByCandidate(await context.query<Row>(MATCHED))
    const result = new Map<number, Measured>()
    for (const { id, accounts } of context.candidates) {
      const links = (rows.get(id) ?? []).flatMap((row) => {
        const link = row.bits / accounts - Math.log2(Math.max(row.sources, 1))
        const bits = clamp(Math.min(link, TAKEN * row.own_bits), 0, MOST_OF_ONE)
        return row.matched >= COVERED * accounts && row.matched >= 2 && bits > 0
          ? [{ ...row, link, bits }]
          : []
      })
      const counted = oneOfEach(links.sort((a, b) => b.bits - a.bits))
      const [first] = counted
      if (!first) continue
      const there = counted.reduce((sum, one) => sum + one.accounts_there, 0)
      result.set(id, {
        bits: clamp(
          counted.reduce((sum, { bits }) => sum + bits, 0),
          this.range.least,
          this.range.most,
        ),
        summary: say`${first.matched} of ${accounts} accounts show what ${counted.length === 1 ? say`a partner` : say`${counted.length} partners`} found a campaign of ${there} accounts by (${counted.map(({ told }) => told).join(', ')})`,
        facts: {
          accounts,
          matched: first.matched,
          sure: Math.max(...counted.map(({ sure }) => sure)),
          sources: first.sources,
          link_bits: Number(first.link.toFixed(1)),
          bits_there: Number(counted.reduce((sum, one) => sum + one.own_bits, 0).toFixed(1)),
          accounts_there: there,
          partners: counted.length,
          told: counted.map(({ told }) => told),
        },
        innocent: [
          say`a match is no verdict: without evidence of its own the group stays open`,
          say`ask the partner what it saw, and whether it still holds`,
        ],
      })
    }
    return result
  },
}
