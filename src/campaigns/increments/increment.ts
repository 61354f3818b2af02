// One increment: what came since the newest whole analysis is added to the groups that it told of. It is a function of that
// analysis and of all that came since, so in what order, in how many loads and how often rows come changes nothing.
// Verdicts and evidence stay as they were judged; members come, and figures are those of now. What could be more than that
// makes a whole analysis due.
import { randomUUID } from 'node:crypto'
import { CAPABILITIES } from '../../fingerprint/lexicon.js'
import type { Analysis, Campaign } from '../../model/analysis.js'
import { listed, type Sentence, say, word } from '../../model/sentence.js'
import { MOST_NEWER } from '../../store/newer.js'
import type { Store } from '../../store/store.js'
import type { Findings } from '../analyze.js'
import type { Progress } from '../examination.js'
import { CLEARED_BY_IDENTITY } from '../explanations.js'
import { readKeptAndNewest } from '../life/kept.js'
import { keepGrowth } from '../life/member-sent.js'
import { ACCUSATION } from '../thresholds.js'
import { busiestFirst, tellAccount, tellCapabilities } from '../told-figures.js'
import { TRAITS } from '../traits.js'
import { dropWorkspace } from '../workspace.js'
import { createGrowth, type Growth, readGrowth } from './grow.js'
import { findJoiners, type Joiner, type Link, readLinks, readShared } from './join.js'
import { liveOn } from './live-on.js'
import { buildNear, gatherNear, gatherNewer, type Newer, olderOf } from './newer.js'
import { readExtent, type StateGroup, type WholeState } from './state.js'

/** Share of a campaign's accounts that may come to it before it is judged anew. */
const MOST_JOINED = 0.25

export interface Increment {
  readonly findings: Findings
  readonly analysis: Analysis
}

/** Why a whole analysis is due, as the end of a sentence. */
export interface Due {
  readonly due: Sentence
}

/**
 * Adds what came to the newest whole analysis.
 * @param rejected rows that were refused on loading, for the result
 */
export async function addIncrement(
  store: Store,
  state: WholeState,
  rejected: number,
  progress: Progress = () => {},
): Promise<Increment | Due> {
  progress('what came')
  const [results, extent] = await Promise.all([readKeptAndNewest(store, state.analysis), readExtent(store)])
  if (results === undefined) return { due: say`the last one is not in the store any more` }
  const { kept: base, newest } = results
  await dropWorkspace(store)
  try {
    const newer = await gatherNewer(store)
    const due = whyDue(state, newer, extent)
    if (due !== undefined) return { due }
    const settled = base.campaigns
      .filter(
        ({ verdict, explanation = '' }) =>
          verdict !== 'explained' || CLEARED_BY_IDENTITY.includes(explanation),
      )
      .map(({ id }) => id)
    const near = await gatherNear(store, state.analysis, settled)
    const isNear = near > 0
    progress('who came')
    const joiners = isNear ? await readJoiners(store, state.groups) : []
    await createGrowth(store, state.groups, joiners)
    const links = isNear ? await readLinks(store, ACCUSATION.owners.value) : []
    if (links.length > 0) return { due: describeLinks(links) }
    const growth = await readGrowth(store, state.analysis, isNear)
    const grown = describeGrown(base.campaigns, growth)
    if (grown !== undefined) return { due: grown }
    progress('report')
    const increment = describeIncrement({ state, base, newest, newer, joiners, growth, rejected })
    await keepGrowth(store, increment.findings.analysis, growth)
    return increment
  } finally {
    await dropWorkspace(store)
  }
}

/** Who joins by what was sent since; one that the whole analysis saw must be like the campaign in all that it sent, too. */
async function readJoiners(store: Store, groups: readonly StateGroup[]): Promise<Joiner[]> {
  await buildNear(store)
  const joiners = findJoiners(await readShared(store), groups)
  const older = await olderOf(
    store,
    joiners.map(({ account }) => account),
  )
  if (older.length === 0) return joiners
  await buildNear(store, older)
  return findJoiners(await readShared(store), groups)
}

function whyDue(
  state: WholeState,
  newer: Newer,
  extent: Pick<WholeState, 'exchanges' | 'isKnown'>,
): Sentence | undefined {
  if (extent.exchanges !== state.exchanges + newer.exchanges)
    return say`exchanges came or went since by another way than a load`
  if (newer.exchanges > MOST_NEWER * state.exchanges)
    return say`more than ${100 * MOST_NEWER} % of the exchanges came since the last one`
  if (extent.isKnown && !state.isKnown) return say`facts of accounts came, of which the last one had none`
  return undefined
}

const KIND_OF = new Map(TRAITS.map(({ code, kind }) => [code, kind]))

function describeLinks(links: readonly Link[]): Sentence {
  const shared = links.map(
    ({ kind, owners }) => say`${owners} share one ${word(KIND_OF.get(kind) ?? 'value')}`,
  )
  return say`accounts that came since the last one may be a group of their own (${listed(shared)})`
}

/** The campaign that so many came to that it is to be judged anew, in words. */
function describeGrown(campaigns: readonly Campaign[], growth: readonly Growth[]): Sentence | undefined {
  for (const { id, name, verdict, accounts } of campaigns) {
    if (verdict === 'explained') continue
    const known = new Set(accounts.map((account) => account.id))
    const came = growth.filter(({ campaign, account }) => campaign === id && !known.has(account)).length
    if (came > MOST_JOINED * known.size) return say`${name} has grown from ${known.size} accounts by ${came}`
  }
  return undefined
}

interface Told {
  readonly state: WholeState
  readonly base: Analysis
  /** The newest analysis, which may be an increment to the same. */
  readonly newest: Analysis
  readonly newer: Newer
  readonly joiners: readonly Joiner[]
  readonly growth: readonly Growth[]
  readonly rejected: number
}

function describeIncrement({ state, base, newest, newer, joiners, growth, rejected }: Told): Increment {
  const bitsOf = new Map(joiners.map(({ campaign, account, bits }) => [`${campaign} ${account}`, bits]))
  const end = [base.input.to, newer.to].reduce(latest)
  const grown = base.campaigns.map((campaign) =>
    growCampaign(
      campaign,
      state.groups.find(({ id }) => id === campaign.id),
      growth.filter((row) => row.campaign === campaign.id),
      (account) => bitsOf.get(`${campaign.id} ${account}`) ?? 0,
    ),
  )
  const { campaigns, lives } = liveOn(grown, { base: base.campaigns, newest: newest.campaigns, growth, end })
  const { input } = base
  const analysis: Analysis = {
    ...base,
    input: {
      exchanges: state.exchanges + newer.exchanges,
      accounts: input.accounts + newer.accounts,
      rejected,
      from: newer.from === '' || (input.from !== '' && input.from < newer.from) ? input.from : newer.from,
      to: end,
    },
    increment: {
      of: state.analysis,
      made_at: new Date(state.madeAt).toISOString(),
      exchanges: newer.exchanges,
    },
    campaigns,
  }
  const findings: Findings = {
    analysis: randomUUID(),
    campaigns,
    details: [],
    infrastructure: base.infrastructure ?? [],
    detectors: base.detectors,
    population: { start: '', stepSeconds: 3600, exchanges: [], releases: [] },
    lives,
    left: [],
  }
  return { findings, analysis }
}

const latest = (a: string, b: string) => (a > b ? a : b)
const earliest = (a: string, b: string) => (a < b ? a : b)

/** A campaign with what its accounts sent since, and those that came to it. */
function growCampaign(
  campaign: Campaign,
  group: StateGroup | undefined,
  growth: readonly Growth[],
  bitsOf: (account: string) => number,
): Campaign {
  if (growth.length === 0 || group === undefined) return campaign
  const sentSince = new Map(growth.map(({ account, exchanges }) => [account, exchanges]))
  const known = new Set(campaign.accounts.map(({ id }) => id))
  const sum = (count: (row: Growth) => number) => growth.reduce((total, row) => total + count(row), 0)
  const exchanges = campaign.exchanges + sum((row) => row.exchanges)
  const counts = CAPABILITIES.map(
    (_, index) => (group.capabilities[index] ?? 0) + sum((row) => row.capabilities[index] ?? 0),
  )
  return {
    ...campaign,
    accounts: [
      ...campaign.accounts.map((account) => ({
        ...account,
        exchanges: account.exchanges + (sentSince.get(account.id) ?? 0),
      })),
      ...growth
        .filter(({ account }) => !known.has(account))
        .map(({ account, exchanges: sent }) => tellAccount(account, bitsOf(account), sent)),
    ].sort(busiestFirst),
    exchanges,
    input_tokens: campaign.input_tokens + sum((row) => row.input_tokens),
    output_tokens: campaign.output_tokens + sum((row) => row.output_tokens),
    first_seen: growth.map(({ first }) => first).reduce(earliest, campaign.first_seen),
    last_seen: growth.map(({ last }) => last).reduce(latest, campaign.last_seen),
    capabilities: tellCapabilities(counts, exchanges),
  }
}
