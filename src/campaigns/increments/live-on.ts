// The lives of campaigns over an increment: no id changes, and what is told is who came and who woke.
import type { Campaign, LifeEvent } from '../../model/analysis.js'
import { type Lives, REST_DAYS, stateOf } from '../life/life.js'
import type { Growth } from './grow.js'

interface Before {
  /** Campaigns of the whole analysis. */
  readonly base: readonly Campaign[]
  /** The same as the newest analysis told of them. */
  readonly newest: readonly Campaign[]
  readonly growth: readonly Growth[]
  /** The log's last exchange, RFC 3339. */
  readonly end: string
}

/** Campaigns with what happened to them since, and the same for the store. */
export function liveOn(
  grown: readonly Campaign[],
  before: Before,
): { readonly campaigns: readonly Campaign[]; readonly lives: Lives } {
  const end = Date.parse(before.end) / 1000
  const news = new Map<string, readonly LifeEvent[]>()
  const campaigns = grown.map((campaign): Campaign => {
    if (campaign.state === undefined) return campaign
    const told = before.newest.find(({ id }) => id === campaign.id) ?? campaign
    const seen = told.history ?? campaign.history ?? []
    const fresh = tellNews(campaign, told, before).filter(
      ({ event, at }) => !seen.some((old) => old.event === event && old.at === at),
    )
    news.set(campaign.id, fresh)
    const history = [...seen, ...fresh].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    return { ...campaign, state: stateOf({ last: campaign.last_seen }, history, end), history }
  })
  return { campaigns, lives: { of: new Map(), news, gone: [] } }
}

function tellNews(campaign: Campaign, told: Campaign, { base, growth }: Before): LifeEvent[] {
  const events: LifeEvent[] = []
  const slept = base.find(({ id }) => id === campaign.id)
  const since = growth.filter((row) => row.campaign === campaign.id)
  const known = new Set(slept?.accounts.map(({ id }) => id))
  const woke = since.map(({ first }) => first).sort()[0]
  if (slept !== undefined && woke !== undefined && daysBetween(slept.last_seen, woke) > REST_DAYS)
    events.push(
      { at: slept.last_seen, event: 'rested', accounts: slept.accounts.length },
      {
        at: woke,
        event: 're-emerged',
        accounts: since.filter(({ account }) => !known.has(account)).length,
      },
    )
  const listed = new Set(told.accounts.map(({ id }) => id))
  const came = campaign.accounts.filter(({ id }) => !listed.has(id)).length
  if (came > 0) events.push({ at: campaign.last_seen, event: 'grew', accounts: came })
  return events
}

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000
