// The life of campaigns over the analyses of one store: which known campaign a group is, what it does at the end of the
// log, and what happened to it since the last analysis.
import type { LifeEvent, LifeState, Verdict } from '../../model/analysis.js'
import type { Store } from '../../store/store.js'
import { listed } from '../substream.js'
import { type Common, type Identity, settleIdentities } from './identity.js'

/** Days without an exchange after which a campaign rests. Most of what was disclosed ran every day, weekends apart. */
export const REST_DAYS = 4

/** A group that is told of, as this analysis found it. */
export interface Living {
  readonly cand: number
  readonly verdict: Verdict
  readonly accounts: number
  readonly anchors: readonly number[]
  /** The id that it gets when nobody knows it. */
  readonly ownId: string
  /** RFC 3339. */
  readonly first: string
  readonly last: string
}

export interface Life {
  readonly id: string
  readonly state?: LifeState
  /** Oldest first, with what earlier analyses saw. */
  readonly history?: readonly LifeEvent[]
}

/** A known campaign that no group of this analysis is, and what became of it. */
export interface Gone {
  readonly id: string
  readonly verdict: Verdict
  readonly mergedInto: string
  readonly event: LifeEvent
}

export interface Lives {
  readonly of: ReadonlyMap<number, Life>
  /** Events that this analysis saw first, by campaign. */
  readonly news: ReadonlyMap<string, readonly LifeEvent[]>
  readonly gone: readonly Gone[]
}

interface KnownRow {
  readonly id: string
  readonly verdict: Verdict
  readonly accounts: number
  readonly anchors: readonly number[]
}

interface Rest {
  readonly cand: number
  readonly from: string
  readonly to: string
  /** Accounts of the campaign that came after it. */
  readonly fresh: number
}

/** The newest row of each campaign that is not part of another. */
const KNOWN = `SELECT id, analysis, verdict, accounts, anchors
FROM (SELECT * FROM campaign ORDER BY made_at DESC LIMIT 1 BY id)
WHERE merged_into = ''`

/**
 * Lives of the groups that are told of.
 * @param end time of the log's last exchange, seconds since 1970
 */
export async function readLives(store: Store, groups: readonly Living[], end: number): Promise<Lives> {
  const known = await store.query<KnownRow>(
    `SELECT id, verdict, accounts, anchors FROM (${KNOWN}) ORDER BY id`,
  )
  const common = known.length === 0 || groups.length === 0 ? [] : await readCommon(store, groups)
  const identities = settleIdentities(
    groups.map(({ cand, ...group }) => ({ key: cand, ...group })),
    known,
    common,
  )
  const isLiving = ({ verdict }: Living, { isKnown }: Identity) => verdict !== 'explained' || isKnown
  const living = groups.filter((group, i) => isLiving(group, identities[i] as Identity))
  const rests = living.length === 0 ? [] : await readRests(store, living)
  const past = known.length === 0 ? new Map<string, LifeEvent[]>() : await readPast(store)
  const knownOf = new Map(known.map((row) => [row.id, row]))
  const of = new Map<number, Life>()
  const news = new Map<string, LifeEvent[]>()
  groups.forEach((group, i) => {
    const identity = identities[i] as Identity
    if (!isLiving(group, identity)) {
      of.set(group.cand, { id: identity.id })
      return
    }
    const before = identity.isKnown ? knownOf.get(identity.id) : undefined
    const kept = common.find(({ known: id, key }) => id === identity.id && key === group.cand)?.accounts ?? 0
    const seen = past.get(identity.id) ?? []
    const fresh = tellNews(
      group,
      identity,
      before,
      kept,
      rests.filter(({ cand }) => cand === group.cand),
    ).filter(
      (event) =>
        !seen.some((old) => old.event === event.event && old.at === event.at && old.other === event.other),
    )
    const history = [...seen, ...fresh].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    of.set(group.cand, { id: identity.id, state: stateOf(group, history, end), history })
    news.set(identity.id, fresh)
  })
  return { of, news, gone: tellGone(known, identities, end) }
}

/** What happened to a campaign since it was last seen, or all that happened to one that is new. */
function tellNews(
  group: Living,
  identity: Identity,
  before: KnownRow | undefined,
  kept: number,
  rests: readonly Rest[],
): LifeEvent[] {
  const events: LifeEvent[] = rests.flatMap(({ from, to, fresh }): LifeEvent[] => [
    { at: from, event: 'rested', accounts: group.accounts - fresh },
    { at: to, event: 're-emerged', accounts: fresh },
  ])
  if (!before) {
    events.push(
      identity.splitFrom === undefined
        ? { at: group.first, event: 'found', accounts: group.accounts }
        : { at: group.last, event: 'split', accounts: group.accounts, other: identity.splitFrom },
    )
    return events
  }
  for (const other of identity.merged)
    events.push({ at: group.last, event: 'merged', accounts: group.accounts, other })
  if (group.verdict !== before.verdict)
    events.push({
      at: group.last,
      event: group.verdict === 'explained' ? 'cleared' : 'verdict-changed',
      accounts: group.accounts,
      other: before.verdict,
    })
  if (identity.isReplaced) events.push({ at: group.first, event: 're-emerged', accounts: group.accounts })
  else {
    if (group.accounts > kept) events.push({ at: group.last, event: 'grew', accounts: group.accounts - kept })
    if (before.accounts > kept)
      events.push({ at: group.last, event: 'shrank', accounts: before.accounts - kept })
  }
  return events
}

/** Known campaigns that are no group of this analysis. */
function tellGone(known: readonly KnownRow[], identities: readonly Identity[], end: number): Gone[] {
  const there = new Set(identities.map(({ id }) => id))
  const into = new Map(identities.flatMap(({ id, merged }) => merged.map((part) => [part, id] as const)))
  const at = new Date(end * 1000).toISOString().replace(/\.\d+Z$/, 'Z')
  return known
    .filter(({ id }) => !there.has(id))
    .map(({ id, verdict, accounts }) => {
      const other = into.get(id)
      return {
        id,
        verdict,
        mergedInto: other ?? '',
        event:
          other === undefined
            ? { at, event: 'not-found', accounts }
            : { at, event: 'merged', accounts, other },
      }
    })
}

/**
 * What a campaign does at the end of the log.
 * @param end time of the log's last exchange, seconds since 1970
 */
export function stateOf(group: Pick<Living, 'last'>, history: readonly LifeEvent[], end: number): LifeState {
  if (end - Date.parse(group.last) / 1000 > REST_DAYS * 86_400) return 'dormant'
  return history.some(({ event }) => event === 're-emerged') ? 're-emerged' : 'active'
}

async function readCommon(store: Store, groups: readonly Living[]): Promise<Common[]> {
  return store.query<Common>(`SELECT m.campaign AS known, w.cand AS key, uniqExact(m.account) AS accounts
FROM campaign_member AS m
GLOBAL INNER JOIN (
  SELECT m.cand AS cand, a.account AS account
  FROM work_member AS m
  INNER JOIN (SELECT aid, account FROM work_account) AS a ON a.aid = m.aid
  WHERE m.cand IN (${listed(groups.map(({ cand }) => cand))})
) AS w ON w.account = m.account
WHERE (m.campaign, m.analysis) IN (SELECT id, analysis FROM (${KNOWN}))
GROUP BY known, key
ORDER BY known, key`)
}

/** Times in which no account of a campaign sent anything of it, with what came back after. */
async function readRests(store: Store, groups: readonly Living[]): Promise<Rest[]> {
  const scope = `cand IN (${listed(groups.map(({ cand }) => cand))})`
  const time = (value: string) => `formatDateTime(${value}, '%Y-%m-%dT%H:%i:%SZ')`
  return store.query<Rest>(`SELECT cand, ${time('any(slept)')} AS from, ${time('woke')} AS to, countIf(first >= woke) AS fresh
FROM (
  SELECT cand, slept, woke
  FROM (
    SELECT cand, lagInFrame(last, 1, last) OVER (PARTITION BY cand ORDER BY day) AS slept, first AS woke
    FROM (SELECT cand, toDate(ts) AS day, min(ts) AS first, max(ts) AS last FROM work_sub WHERE ${scope} GROUP BY cand, day)
  )
  WHERE dateDiff('second', slept, woke) > ${REST_DAYS * 86_400}
) AS r
INNER JOIN (SELECT cand, first FROM work_load WHERE ${scope}) AS l ON l.cand = r.cand
GROUP BY cand, woke
ORDER BY cand, woke`)
}

async function readPast(store: Store): Promise<Map<string, LifeEvent[]>> {
  const rows = await store.query<LifeEvent & { campaign: string; other: string }>(
    `SELECT campaign, formatDateTime(at, '%Y-%m-%dT%H:%i:%SZ') AS at, event, accounts, other FROM campaign_event ORDER BY campaign, campaign_event.at, event`,
  )
  const past = new Map<string, LifeEvent[]>()
  for (const { campaign, at, event, accounts, other } of rows)
    past.set(campaign, [
      ...(past.get(campaign) ?? []),
      { at, event, accounts, ...(other !== '' && { other }) },
    ])
  return past
}
