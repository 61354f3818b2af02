// Groups that somebody else points at: the accounts that show what a partner found a campaign by. They are candidates
// like those that the search finds, which misses groups as small as a part of a campaign may be.
import { SURE } from '../detectors/partner-indicators.js'
import type { Store } from '../store/store.js'

/** A campaign of a partner, and the own accounts that show what it was found by. */
export interface Suggested {
  /** Unique. */
  readonly source: string
  /** Who found it, as it says. */
  readonly producer: string
  /** Who answers for it: who signed it, or who delivered what nobody signed. */
  readonly voice: string
  /** How it is called in words. */
  readonly told: string
  /** Bits of evidence that the producer found itself. */
  readonly ownBits: number
  /** Accounts that the campaign has there. */
  readonly accounts: number
  /** Of each account, with how many independent things it shows: who pays, where from, what with. */
  readonly matches: readonly { readonly account: string; readonly bits: number; readonly families: number }[]
}

/** Asked when the workspace has its accounts and templates. */
export type Suggest = (store: Store) => Promise<readonly Suggested[]>

/** Numbers of suggested groups, above those of the search and below those of the second round. */
const FIRST = 500_000
/** Most groups that are looked at; those of most bits. */
const MOST = 200

/** The number of a suggested group. */
export const suggestedCand = (place: number) => FIRST + place
/** Whether somebody else chose the group: who lies chooses those whom nothing clears. */
export const isSuggested = (cand: number) => cand >= FIRST && cand < FIRST + 2 * MOST
/** Whether the search found it. */
export const isSearched = (cand: number) => cand < FIRST
/** Numbers of groups that are only told of, and most of them: see small-groups.ts. */
export const SMALL_GROUPS = { first: 600_000, most: 50 } as const
export const isSmallGroup = (cand: number) =>
  cand >= SMALL_GROUPS.first && cand < SMALL_GROUPS.first + SMALL_GROUPS.most

/** Fills `work_received`, which is there and empty. */
export async function fillReceived(store: Store, suggested: readonly Suggested[]): Promise<void> {
  if (suggested.length === 0) return
  await store.command(
    'CREATE TABLE work_given (source String, producer String, voice String, told String, own_bits Float64, accounts_there UInt32, account String, bits Float64, families UInt8) ENGINE = Memory',
  )
  await store.insert(
    'work_given',
    suggested.flatMap(({ source, producer, voice, told, ownBits, accounts, matches }) =>
      matches.map(({ account, bits, families }) => ({
        source,
        producer,
        voice,
        told,
        own_bits: ownBits,
        accounts_there: accounts,
        account,
        bits,
        families,
      })),
    ),
  )
  await store.command(`INSERT INTO work_received
SELECT g.source, g.producer, g.voice, g.told, g.own_bits, g.accounts_there, a.aid, g.bits, g.families
FROM work_given AS g
INNER JOIN (SELECT aid, account FROM work_account) AS a ON a.account = g.account`)
  await store.command('DROP TABLE work_given')
}

/**
 * Adds the groups to `work_member`: all that match a campaign, and those of them that surely do. Those who answer for
 * campaigns take turns, the strongest of each first, so that nobody's campaigns keep another's from being looked at.
 */
export async function addSuggested(store: Store): Promise<void> {
  const matched = (having = '') =>
    `SELECT arraySort(groupArray(aid)) AS aids, arraySort((score, aid) -> aid, groupArray(bits), groupArray(aid)) AS scores, sum(bits) AS strength, any(told_by) AS voice
      FROM (SELECT source, aid, max(bits) AS bits, max(families) AS shown, any(voice) AS told_by FROM work_received GROUP BY source, aid${having})
      GROUP BY source`
  await store.command(`INSERT INTO work_member
SELECT ${FIRST} + number AS cand, aid, owner, bits
FROM (
  SELECT row_number() OVER (ORDER BY turn, strength DESC, aids) AS number, arrayJoin(arrayZip(aids, scores)) AS member, member.1 AS aid, member.2 AS bits
  FROM (
    SELECT aids, any(scores) AS scores, max(strength) AS strength, min(turn) AS turn
    FROM (
      SELECT aids, scores, strength, row_number() OVER (PARTITION BY voice ORDER BY strength DESC, aids) AS turn
      FROM (
        SELECT aids, voice, any(scores) AS scores, max(strength) AS strength
        FROM (
          ${matched()}
          UNION ALL
          ${matched(` HAVING shown >= ${SURE.families} AND bits >= ${SURE.bits}`)}
        )
        WHERE length(aids) >= 2
        GROUP BY aids, voice
      )
    )
    GROUP BY aids
    ORDER BY turn, strength DESC, aids
    LIMIT ${MOST}
  )
) AS g
INNER JOIN (SELECT aid, owner FROM work_account) AS a ON a.aid = g.aid`)
}
