// New accounts that were recognised as a campaign's, in the store: rows that are only added, one for an account and a
// campaign.
import { createHash } from 'node:crypto'
import type { Store } from '../../store/store.js'
import { toldSql, toStored } from '../../store/times.js'
import type { Match } from '../recognise/matcher.js'
import { toldValue } from '../recognise/shown-traits.js'

/** Who saw what the account showed: a gateway that asked about it, or the load that brought its exchanges. */
export const SEEN_BY = ['gateway', 'log'] as const

export interface RecognisedBy {
  readonly kind: string
  /** The value, where it can be read; empty for hashes. */
  readonly value: string
  readonly bits: number
  /** Accounts of the campaign that show it, and accounts outside of every accused campaign. */
  readonly inside: number
  readonly outside: number
}

export interface Recognised {
  readonly id: string
  /** RFC 3339, UTC: when it was recognised. */
  readonly at: string
  readonly account: string
  readonly campaign: string
  /** The analysis whose campaign it was compared with. */
  readonly analysis: string
  /** At which of its requests, from 1. */
  readonly request: number
  readonly seenBy: (typeof SEEN_BY)[number]
  readonly bits: number
  /** Bits from which on an account is recognised. */
  readonly threshold: number
  /** The best value of each kind, most bits first. */
  readonly evidence: readonly RecognisedBy[]
}

/** Rows that are read at most: of more the newest. */
const MOST_ROWS = 50_000

/**
 * What is kept of a match.
 * @param now milliseconds since 1970
 */
export function recognisedBy(
  { account, campaign, exchanges, bits, profile, evidence }: Match,
  seen: Pick<Recognised, 'analysis' | 'seenBy'>,
  now: number,
): Recognised {
  return {
    id: createHash('sha256').update(`${campaign}\0${account}`).digest('hex').slice(0, 32),
    at: new Date(now).toISOString(),
    account,
    campaign,
    analysis: seen.analysis,
    request: exchanges,
    seenBy: seen.seenBy,
    bits,
    threshold: profile.threshold,
    evidence: evidence.map(({ kind, value, bits: own, inside, outside }) => ({
      kind,
      value: toldValue(kind, value),
      bits: own,
      inside,
      outside,
    })),
  }
}

/**
 * Writes rows down, each once by its id. A gateway counts what it was asked since the service started: where the store
 * holds more requests from before, these count.
 * @returns the rows of these ids, as they are kept
 */
export async function keepRecognised(
  store: Store,
  rows: readonly Recognised[],
): Promise<readonly Recognised[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const known = await readRows(store, 'WHERE id IN {ids: Array(String)}', { ids })
  const unknown = rows.filter((row) => !known.some(({ id }) => id === row.id))
  const fresh = await withEarlier(store, unknown)
  await store.insert(
    'recognition',
    fresh.map(({ seenBy, evidence, ...row }) => ({
      ...row,
      at: toStored(row.at),
      seen_by: seenBy,
      evidence: JSON.stringify(evidence),
    })),
  )
  return [...known, ...fresh]
}

/** All that are kept, newest first; of more than 50,000 the newest. */
export function readRecognised(store: Store): Promise<readonly Recognised[]> {
  return readRows(store, `ORDER BY recognition.at DESC, id LIMIT ${MOST_ROWS}`, {})
}

async function withEarlier(store: Store, rows: readonly Recognised[]): Promise<readonly Recognised[]> {
  const asked = rows.filter(({ seenBy }) => seenBy === 'gateway')
  if (asked.length === 0) return rows
  const before = await store.query<{ id: string; requests: number }>(
    `SELECT a.id AS id, countIf(e.ts < fromUnixTimestamp64Milli(a.at)) AS requests
FROM (SELECT account, ts FROM exchange WHERE account IN {accounts: Array(String)}) AS e
INNER JOIN (
  SELECT asked.1 AS id, asked.2 AS account, asked.3 AS at
  FROM (SELECT arrayJoin(arrayZip({ids: Array(String)}, {accounts: Array(String)}, {times: Array(Int64)})) AS asked)
) AS a ON a.account = e.account
GROUP BY id`,
    {
      parameters: {
        ids: asked.map(({ id }) => id),
        accounts: asked.map(({ account }) => account),
        times: asked.map(({ at }) => Date.parse(at)),
      },
    },
  )
  const earlier = new Map(before.map(({ id, requests }) => [id, requests]))
  return rows.map((row) => ({ ...row, request: Math.max(row.request, (earlier.get(row.id) ?? 0) + 1) }))
}

interface Row extends Omit<Recognised, 'seenBy' | 'evidence'> {
  readonly seen_by: Recognised['seenBy']
  readonly evidence: string
}

async function readRows(
  store: Store,
  which: string,
  parameters: { ids?: string[] },
): Promise<readonly Recognised[]> {
  const rows = await store.query<Row>(
    `SELECT id, ${toldSql('recognition.at')} AS at, account, campaign, analysis, request, seen_by, bits, threshold, evidence
FROM recognition
${which}`,
    { parameters },
  )
  return rows.map(({ seen_by, evidence, ...row }) => ({
    ...row,
    seenBy: seen_by,
    evidence: JSON.parse(evidence) as RecognisedBy[],
  }))
}
