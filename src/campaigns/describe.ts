// From judged groups to what the contract and the report say: names, members, capabilities, templates, evidence with
// its queries, and the series that pictures are drawn from.
import { createHash } from 'node:crypto'
import { groupByCandidate } from '../detectors/by-candidate.js'
import type { Population } from '../detectors/detector.js'
import { TEMPLATE_TRAIT } from '../detectors/shared-template.js'
import { printQuery } from '../detectors/shown.js'
import type {
  Campaign,
  CampaignDetail,
  Evidence,
  Infrastructure,
  PopulationSeries,
  Template,
} from '../model/analysis.js'
import { say } from '../model/sentence.js'
import type { Store } from '../store/store.js'
import { describeDetails } from './describe-details.js'
import { listEvidence, round, tellEvidence, toldProbability, toldRate } from './evidence.js'
import { leaveGroups } from './increments/leave-groups.js'
import type { StateGroup } from './increments/state.js'
import { readInfrastructure } from './infrastructure.js'
import { type Judged, UNDECIDED } from './judge.js'
import { keepEvidence } from './life/keep-evidence.js'
import { type Life, type Lives, readLives } from './life/life.js'
import { keepSent } from './life/member-sent.js'
import { nameOf } from './name.js'
import { isSmallGroup } from './suggested.js'
import { busiestFirst, countCapabilities, tellAccount, tellCapabilities } from './told-figures.js'

/** Cleared groups that a result lists at most, largest first; accused ones are all listed. */
const MOST_CLEARED = 40
/** Anchors that identify a template in a result. */
const MOST_ANCHORS = 24
const MOST_TEMPLATES = 8

interface MemberRow {
  readonly cand: number
  readonly account: string
  readonly score: number
  readonly exchanges: number
}

interface TotalsRow {
  readonly cand: number
  readonly exchanges: number
  readonly input_tokens: number
  readonly output_tokens: number
  readonly first: string
  readonly last: string
  readonly capabilities: readonly number[]
}

export interface Described {
  readonly campaigns: readonly Campaign[]
  readonly details: readonly CampaignDetail[]
  readonly infrastructure: readonly Infrastructure[]
  readonly population: PopulationSeries
  readonly lives: Lives
  /** What increments must know of the groups; none where nothing is kept. */
  readonly left: readonly StateGroup[]
}

/** What is added to campaigns from elsewhere than the store, while their details are read. */
export type Complete = (campaigns: readonly Campaign[]) => Promise<readonly Campaign[]>

/**
 * Describes accused groups and the cleared ones that share no member with them.
 * @param analysis id under which the members are kept, for the queries of the evidence
 */
export async function describeCampaigns(
  store: Store,
  judged: readonly Judged[],
  population: Population,
  analysis: string,
  complete: Complete,
): Promise<Described> {
  const members = await readMembers(store)
  const accused = judged.filter(({ verdict }) => verdict !== 'explained')
  const named = new Set(
    accused.flatMap(({ cand }) => (members.get(cand) ?? []).map(({ account }) => account)),
  )
  const shown = chooseShown(judged, members, named)
  const [totals, templates] = await Promise.all([readTotals(store, shown), readTemplates(store, shown)])
  const told = shown.flatMap((group) => {
    const total = totals.get(group.cand)
    const rows = members.get(group.cand)
    if (!total || !rows) return []
    const elsewhere =
      group.verdict === 'explained' ? rows.filter(({ account }) => named.has(account)).length : 0
    return [{ group, total, rows, templates: templates.get(group.cand) ?? [], elsewhere }]
  })
  const lives = await readLives(
    store,
    told.map(({ group, total, rows, templates }) => ({
      cand: group.cand,
      verdict: group.verdict,
      accounts: rows.length,
      anchors: templates.flatMap(({ anchors }) => anchors),
      ownId: identify(rows),
      first: total.first,
      last: total.last,
    })),
    population.to,
  )
  const campaigns = new Map(
    told.map((one) => [
      one.group.cand,
      describeCampaign(one, lives.of.get(one.group.cand) as Life, analysis),
    ]),
  )
  const ids = new Map([...campaigns].map(([cand, { id }]) => [cand, id]))
  await keepEvidence(store, analysis, ids)
  await keepSent(store, analysis, ids)
  const left = await leaveGroups(
    store,
    told.map(({ group: { cand, verdict }, total, rows }) => ({
      cand,
      id: campaigns.get(cand)?.id as string,
      isAccused: verdict !== 'explained',
      accounts: rows.length,
      capabilities: total.capabilities,
    })),
    population.accounts,
  )
  const borrowers = [...campaigns].flatMap(([cand, { id, verdict, accounts }]) =>
    verdict === 'explained' ? [] : [{ cand, id, accounts: accounts.length }],
  )
  const [completed, series, infrastructure] = await Promise.all([
    complete([...campaigns.values()]),
    describeDetails(store, shown, campaigns, population),
    readInfrastructure(store, borrowers),
  ])
  return { campaigns: completed, infrastructure, ...series, lives, left }
}

interface Told {
  readonly group: Judged
  readonly total: TotalsRow
  readonly rows: readonly MemberRow[]
  readonly templates: readonly Template[]
  /** Accounts of a group that is not accused that stand in one that is. */
  readonly elsewhere: number
}

function describeCampaign(
  { group, total, rows, templates, elsewhere }: Told,
  life: Life,
  analysis: string,
): Campaign {
  const accounts = rows
    .map(({ account, score, exchanges }) => tellAccount(account, score, exchanges))
    .sort(busiestFirst)
  const { id, ...lived } = life
  return {
    id,
    name: nameOf(id),
    verdict: group.verdict,
    ...(group.explanation !== undefined && { explanation: group.explanation }),
    probability: toldProbability(group),
    q_value: toldRate(group),
    accounts,
    exchanges: total.exchanges,
    input_tokens: total.input_tokens,
    output_tokens: total.output_tokens,
    first_seen: total.first,
    last_seen: total.last,
    capabilities: tellCapabilities(total.capabilities, total.exchanges),
    templates,
    evidence: describeEvidence(group, id, analysis, elsewhere),
    ...lived,
  }
}

/** The id of a group that no analysis knew: a hash of all its accounts together, so that it gives none of them away. */
function identify(rows: readonly MemberRow[]): string {
  const hash = createHash('sha256')
  for (const account of rows.map((row) => row.account).sort()) hash.update(account).update('\0')
  return `c-${hash.digest('hex').slice(0, 10)}`
}

function describeEvidence(group: Judged, id: string, analysis: string, elsewhere: number): Evidence[] {
  const measured = listEvidence(group, (detector, facts) => printQuery(detector, facts, analysis, id))
  // What cleared a group comes first, in words; it is a test on the evidence and adds no bits of its own.
  const reason =
    group.explanations.find(({ name }) => name === group.explanation)?.why ?? group.lacking[0]?.why
  const why =
    reason === undefined || elsewhere === 0
      ? reason
      : elsewhere === 1
        ? say`${reason}. 1 of the accounts stands in an accused campaign, which this does not clear it of`
        : say`${reason}. ${elsewhere} of the accounts stand in an accused campaign, which this does not clear them of`
  return why === undefined
    ? measured
    : [tellEvidence('explanation', { bits: 0, summary: why, facts: {}, innocent: [] }), ...measured]
}

/** Share of a group that is not accused up to which accounts of accused ones may be in it: they are no part of it then. */
const ACCUSED_ELSEWHERE = 0.05

/** Whether a group that nothing clears lacks one thing to be accused: somebody should look at it. */
const isNearly = ({ explanation, lacking }: Judged) => explanation === UNDECIDED && lacking.length === 1

/**
 * All accused groups, and others that are no part of an accused or a larger one: where more than a few of its accounts
 * are accused elsewhere, what was measured is theirs too, and the group is not told of. Those that lack one thing come
 * first, then the largest. Small groups that may be told to partners mostly stand in a larger one that something clears,
 * which they are told of for not being; none of theirs is accused.
 * @param named accounts of the accused groups
 */
function chooseShown(
  judged: readonly Judged[],
  members: ReadonlyMap<number, readonly MemberRow[]>,
  named: ReadonlySet<string>,
): Judged[] {
  const size = (group: Judged) => members.get(group.cand)?.length ?? 0
  const accused = judged
    .filter((group) => group.verdict !== 'explained')
    .sort((a, b) => b.probability - a.probability || size(b) - size(a))
  const told = new Set(named)
  const cleared: Judged[] = []
  for (const group of judged
    .filter(({ verdict, cand }) => verdict === 'explained' && !isSmallGroup(cand))
    .sort((a, b) => Number(isNearly(b)) - Number(isNearly(a)) || size(b) - size(a) || a.cand - b.cand)) {
    const rows = members.get(group.cand) ?? []
    const fresh = rows.filter((row) => !told.has(row.account))
    const isMixed = rows.filter((row) => named.has(row.account)).length > ACCUSED_ELSEWHERE * rows.length
    if (isMixed || fresh.length < 0.5 * rows.length || cleared.length >= MOST_CLEARED) continue
    cleared.push(group)
    for (const row of rows) told.add(row.account)
  }
  const accountsOf = ({ cand }: Judged) => (members.get(cand) ?? []).map(({ account }) => account)
  const shown = new Set(cleared.map((group) => accountsOf(group).sort().join(' ')))
  const small = judged.filter(
    (group) =>
      group.verdict === 'explained' &&
      isSmallGroup(group.cand) &&
      !accountsOf(group).some((account) => named.has(account)) &&
      !shown.has(accountsOf(group).sort().join(' ')),
  )
  return [...accused, ...cleared, ...small]
}

async function readMembers(store: Store): Promise<Map<number, MemberRow[]>> {
  const rows =
    await store.query<MemberRow>(`SELECT m.cand AS cand, a.account AS account, m.score AS score, l.exchanges AS exchanges
FROM work_member AS m
INNER JOIN (SELECT aid, account FROM work_account) AS a ON a.aid = m.aid
LEFT JOIN work_load AS l ON l.cand = m.cand AND l.aid = m.aid`)
  return groupByCandidate(rows)
}

async function readTotals(store: Store, shown: readonly Judged[]): Promise<Map<number, TotalsRow>> {
  if (shown.length === 0) return new Map()
  const rows = await store.query<TotalsRow>(`SELECT
  cand,
  count() AS exchanges,
  sum(input_tokens) AS input_tokens,
  sum(output_tokens) AS output_tokens,
  formatDateTime(min(ts), '%Y-%m-%dT%H:%i:%SZ') AS first,
  formatDateTime(max(ts), '%Y-%m-%dT%H:%i:%SZ') AS last,
  ${countCapabilities('capability')} AS capabilities
FROM work_sub
WHERE cand IN (${shown.map(({ cand }) => cand).join(', ')})
GROUP BY cand`)
  return new Map(rows.map((row) => [row.cand, row]))
}

async function readTemplates(store: Store, shown: readonly Judged[]): Promise<Map<number, Template[]>> {
  if (shown.length === 0) return new Map()
  const scope = `cand IN (${shown.map(({ cand }) => cand).join(', ')})`
  const rows = await store.query<{
    cand: number
    anchors: number[]
    share: number
  }>(`SELECT u.cand AS cand, f.anchors AS anchors, u.uses / t.n AS share
FROM (
  SELECT m.cand AS cand, t.value AS family, sum(t.uses) AS uses
  FROM work_trait AS t
  INNER JOIN (SELECT cand, aid FROM work_member WHERE ${scope}) AS m ON m.aid = t.aid
  WHERE t.kind = ${TEMPLATE_TRAIT} AND (m.cand, t.value) IN (SELECT cand, family FROM work_group_family)
  GROUP BY cand, family
) AS u
INNER JOIN (SELECT family, groupArraySorted(${MOST_ANCHORS})(anchor) AS anchors FROM work_family_anchor GROUP BY family) AS f ON f.family = u.family
INNER JOIN (SELECT cand, sum(exchanges) AS n FROM work_load GROUP BY cand) AS t ON t.cand = u.cand
ORDER BY cand, share DESC, length(anchors) DESC, anchors
LIMIT ${MOST_TEMPLATES} BY cand`)
  const byCandidate = new Map<number, Template[]>()
  for (const row of rows) {
    const list = byCandidate.get(row.cand) ?? []
    list.push({ anchors: row.anchors, share: round(Math.min(row.share, 1), 4) })
    byCandidate.set(row.cand, list)
  }
  return byCandidate
}
