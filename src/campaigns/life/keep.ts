// Keeps an analysis in the store: its result as printed, the members of its groups, so that the queries of the evidence
// run as they stand, and what the next analysis must know of its campaigns.
import type { Analysis, Campaign, LifeEvent } from '../../model/analysis.js'
import type { Store } from '../../store/store.js'
import { toStored } from '../../store/times.js'
import type { Findings } from '../analyze.js'
import type { Gone } from './life.js'
import { type Caveat, originHere } from './origin.js'
import { keepPictures } from './pictures.js'

/**
 * Writes everything of one analysis, if the store itself is kept; the row of the analysis comes last, so that it is there only when the rest is.
 * @param caveats what was not known
 * @returns when it ended: RFC 3339, milliseconds
 */
export async function keepAnalysis(
  store: Store,
  findings: Findings,
  analysis: Analysis,
  caveats: readonly Caveat[],
): Promise<string> {
  const { analysis: id, lives } = findings
  const ended = new Date().toISOString()
  if (!store.isKept) return ended
  const madeAt = toStored(ended)
  const members = analysis.campaigns.flatMap((campaign) =>
    campaign.accounts.map((account) => ({
      analysis: id,
      campaign: campaign.id,
      account: account.id,
      probability: account.probability,
      exchanges: account.exchanges,
    })),
  )
  await store.insert('campaign_member', members)
  const living = analysis.campaigns.filter(({ state }) => state !== undefined)
  await store.insert('campaign', [
    ...living.map((campaign) => rowOf(campaign, id, madeAt)),
    ...lives.gone.filter(({ mergedInto }) => mergedInto !== '').map((gone) => goneRow(gone, id, madeAt)),
  ])
  await store.insert('campaign_event', [
    ...living.flatMap((campaign) => eventRows(campaign.id, lives.news.get(campaign.id) ?? [], id)),
    ...lives.gone.flatMap((gone) => eventRows(gone.id, [gone.event], id)),
  ])
  await keepPictures(store, findings)
  const origin = JSON.stringify(await originHere(store, caveats))
  await store.insert('analysis', [{ id, made_at: madeAt, result: JSON.stringify(analysis), origin }])
  return ended
}

const toSeconds = (time: string) => Math.floor(Date.parse(time) / 1000)

function rowOf(campaign: Campaign, analysis: string, madeAt: string): object {
  return {
    id: campaign.id,
    analysis,
    made_at: madeAt,
    verdict: campaign.verdict,
    state: campaign.state,
    merged_into: '',
    accounts: campaign.accounts.length,
    exchanges: campaign.exchanges,
    last_seen: toSeconds(campaign.last_seen),
    anchors: campaign.templates.flatMap(({ anchors }) => anchors),
  }
}

function goneRow(gone: Gone, analysis: string, madeAt: string): object {
  return {
    id: gone.id,
    analysis,
    made_at: madeAt,
    verdict: gone.verdict,
    state: 'dormant',
    merged_into: gone.mergedInto,
    accounts: gone.event.accounts,
    exchanges: 0,
    last_seen: toSeconds(gone.event.at),
    anchors: [],
  }
}

function eventRows(campaign: string, events: readonly LifeEvent[], analysis: string): object[] {
  return events.map(({ at, event, accounts, other = '' }) => ({
    campaign,
    analysis,
    at: toSeconds(at),
    event,
    accounts,
    other,
  }))
}
