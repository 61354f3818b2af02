// The first page of the console: what the newest analysis found, all of it from memory, so that it is told while the
// engine is busy.
import { z } from 'zod'
import type { Analysis, Campaign } from '../../model/analysis.js'
import { resample } from '../../report/resample.js'
import { EVENT } from '../events/event-log.js'
import { type AnyRoute, route } from '../http/route.js'
import { COST, costOf } from '../price-list.js'
import type { Service } from '../service.js'
import { SUMMARY, summaryOf } from './campaigns.js'

/** Bars of a campaign's line in a list. */
const LINE_BARS = 48

const LISTED = SUMMARY.extend({
  input_tokens: z.number().int(),
  output_tokens: z.number().int(),
  capabilities: z.record(z.string(), z.number()).describe('share of its exchanges'),
  cost: COST.optional(),
  life: z.array(z.number()).describe('exchanges over the log, in equal steps; empty when not kept'),
  decisions: z.object({ enforced: z.number().int(), shadow: z.number().int() }).describe('in force'),
})

const OVERVIEW = z.object({
  analysis: z.string(),
  made_at: z.string().describe('when the analysis ended; everything here is as of then'),
  increment: z
    .object({ of: z.string(), made_at: z.string(), exchanges: z.number().int() })
    .optional()
    .describe('the whole analysis that it adds to'),
  input: z.object({
    exchanges: z.number().int(),
    accounts: z.number().int(),
    rejected: z.number().int(),
    from: z.string(),
    to: z.string(),
  }),
  traffic: z
    .object({
      start: z.string(),
      step_seconds: z.number().int(),
      exchanges: z.array(z.number()).describe('of everyone'),
      accused: z.array(z.number()).describe('of accused campaigns'),
      accounts: z.array(z.number()).describe('accounts of accused campaigns that were active'),
      releases: z.array(z.object({ model: z.string(), at: z.string() })),
    })
    .optional()
    .describe('over the log that the newest whole analysis saw; absent when its pictures were not kept'),
  campaigns: z.array(LISTED).describe('accused ones'),
  cleared: z.array(LISTED).describe('groups that look alike and that an explanation cleared'),
  infrastructure: z.array(
    z.object({
      id: z.string(),
      campaigns: z.array(z.string()),
      accounts: z.number().int(),
      means: z.array(z.object({ kind: z.string(), accounts: z.number().int(), others: z.number().int() })),
    }),
  ),
  detectors: z.array(
    z.object({
      id: z.string(),
      state: z.enum(['ran', 'failed', 'skipped']),
      ms: z.number(),
      reason: z.string().optional(),
    }),
  ),
})

const MOST_EVENTS = 500

export function overviewRoutes({ findings, desk, events, feedback, options }: Service): readonly AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/v1/overview',
      scope: 'read',
      says: 'What the newest analysis found, with everyone’s traffic beside it.',
      gives: { 200: { says: 'The overview.', schema: OVERVIEW } },
      handle: (): z.infer<typeof OVERVIEW> => {
        const { id, madeAt, analysis } = findings.newest
        const counts = new Map<string, { enforced: number; shadow: number }>()
        for (const { campaign, mode } of desk.snapshot().decisions) {
          const count = counts.get(campaign) ?? { enforced: 0, shadow: 0 }
          count[mode === 'enforce' ? 'enforced' : 'shadow']++
          counts.set(campaign, count)
        }
        const listed = (campaign: Campaign): z.infer<typeof LISTED> => {
          const picture = findings.pictures?.campaigns.get(campaign.id)
          const cost = picture && costOf(picture.tokens, options.prices)
          return {
            ...summaryOf(campaign, feedback),
            input_tokens: campaign.input_tokens,
            output_tokens: campaign.output_tokens,
            capabilities: campaign.capabilities,
            ...(cost && { cost }),
            life: resample(picture?.timeline.exchanges ?? [], LINE_BARS),
            decisions: counts.get(campaign.id) ?? { enforced: 0, shadow: 0 },
          }
        }
        const isAccused = ({ verdict }: Campaign) => verdict !== 'explained'
        const traffic = trafficOf(findings)
        return {
          analysis: id,
          made_at: madeAt,
          ...(analysis.increment && { increment: analysis.increment }),
          input: analysis.input,
          ...(traffic && { traffic }),
          campaigns: analysis.campaigns.filter(isAccused).map(listed),
          cleared: analysis.campaigns.filter((campaign) => !isAccused(campaign)).map(listed),
          infrastructure: infrastructureOf(analysis),
          detectors: [...analysis.detectors],
        }
      },
    }),
    route({
      method: 'GET',
      path: '/v1/history',
      scope: 'read',
      says: 'What happened to campaigns, newest first; /v1/events tells it as it happens.',
      query: z.object({
        since: z.coerce.number().int().min(0).default(0).describe('number of an event; those after it'),
        limit: z.coerce.number().int().min(1).max(MOST_EVENTS).default(100),
      }),
      gives: {
        200: {
          says: 'The events.',
          schema: z.object({
            newest: z.number().int().describe('number of the newest event'),
            more: z.number().int().describe('events after `since` that were left out'),
            events: z.array(EVENT),
          }),
        },
      },
      handle: ({ query: { since, limit } }) => {
        const all = events.since(since)
        return {
          newest: events.newest,
          more: Math.max(0, all.length - limit),
          events: all.slice(-limit).reverse(),
        }
      },
    }),
  ]
}

function trafficOf({ pictures, analysis }: Service['findings']): z.infer<typeof OVERVIEW>['traffic'] {
  if (!pictures || !analysis || pictures.population.exchanges.length === 0) return undefined
  const { start, stepSeconds, exchanges, releases } = pictures.population
  const accused = new Array<number>(exchanges.length).fill(0)
  const accounts = new Array<number>(exchanges.length).fill(0)
  for (const { id, verdict } of analysis.campaigns) {
    if (verdict === 'explained') continue
    const { timeline } = pictures.campaigns.get(id) ?? {}
    timeline?.exchanges.forEach((count, step) => {
      accused[step] = (accused[step] ?? 0) + count
    })
    timeline?.accounts.forEach((count, step) => {
      accounts[step] = (accounts[step] ?? 0) + count
    })
  }
  return {
    start,
    step_seconds: stepSeconds,
    exchanges: [...exchanges],
    accused,
    accounts,
    releases: [...releases],
  }
}

function infrastructureOf({ infrastructure = [] }: Analysis): z.infer<typeof OVERVIEW>['infrastructure'] {
  return infrastructure.map(({ id, campaigns, accounts, means }) => ({
    id,
    campaigns: [...campaigns],
    accounts,
    means: means.map((one) => ({ kind: one.kind, accounts: one.accounts, others: one.others })),
  }))
}
