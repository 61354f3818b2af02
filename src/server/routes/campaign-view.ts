// A campaign as the console shows it, from memory: what is long comes by pages or by a route of its own.
import { z } from 'zod'
import type { CampaignPicture, Pictures } from '../../campaigns/life/pictures.js'
import { DETECTORS } from '../../detectors/catalog.js'
import type { Campaign, CampaignPlaces } from '../../model/analysis.js'
import { Problem } from '../../model/problem.js'
import { compareCampaigns } from '../../report/compare-campaigns.js'
import { bundleTraits } from '../../report/trait-bundles.js'
import { type AnyRoute, route } from '../http/route.js'
import { SAID, toldOf } from '../http/said.js'
import { COST, costOf } from '../price-list.js'
import type { Service } from '../service.js'
import { SUMMARY, summaryOf } from './campaigns.js'

const SERIES = z.array(z.number())
const SHARES = z.record(z.string(), z.number())
const FACT = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])

const EVIDENCE = z.object({
  detector: z.string(),
  bits: z.number(),
  family: z.string().optional().describe('bits of one family are capped together'),
  summary: z.string(),
  facts: z.record(z.string(), FACT),
  innocent: z.array(z.string()),
  said: z
    .object({
      summary: SAID,
      innocent: z.array(SAID),
      facts: z.record(z.string(), z.array(SAID)).optional().describe('those that are words'),
    })
    .optional()
    .describe('of analyses by this version on'),
  query: z.string().optional(),
})

const PLACE = z.object({
  country: z.string().describe('ISO 3166-1, two letters; empty where not known'),
  accounts: z.number().int(),
  exchanges: z.number().int(),
})
const PLACES = z
  .object({
    countries: z.array(PLACE).describe('of addresses'),
    operators: z.array(PLACE.extend({ name: z.string(), kind: z.string() })),
    sign_ups: z.array(PLACE.omit({ exchanges: true })).describe('as accounts signed up'),
  })
  .describe('exchanges are those whose addresses were looked at')

const REPLACEMENTS = z
  .object({
    suspended: z.number().int().describe('accounts that were suspended while it ran'),
    newcomers: z.number().int().describe('accounts that came after the first of these'),
    replaced: z.number().optional().describe('suspended accounts that anybody replaced, in expectation'),
    mean_delay_seconds: z.number().int().optional(),
    too_many: z.boolean().describe('there are too many to hold each against each'),
    pairs: z.array(
      z.object({
        suspended: z.string(),
        suspended_at: z.string(),
        successor: z.string(),
        first_seen: z.string(),
        probability: z.number(),
        shares: z
          .array(z.object({ kind: z.string(), bits: z.number() }))
          .describe('what both hold and few others do; `sign-up` when it came soon after the suspension'),
      }),
    ),
  })
  .describe('who took whose place, as times and shared values tell')

const PICTURE = z.object({
  bits: z.number().describe('all evidence, after what is told twice was counted once'),
  families: SHARES.optional().describe('`bits` by family of evidence, each as it counts'),
  needs: z
    .array(z.object({ name: z.string(), here: z.number(), needed: z.number() }))
    .optional()
    .describe('what an accusation needs by name of the threshold, and what the group has'),
  start: z.string(),
  step_seconds: z.number().int(),
  exchanges: SERIES,
  accounts: SERIES.describe('active in each step'),
  joined: SERIES.describe('accounts whose first exchange fell there'),
  quiet: SERIES.describe('accounts whose last exchange fell there'),
  suspended: SERIES,
  everyone: SERIES,
  hours: z.object({ campaign: SERIES, everyone: SERIES }),
  activity: z
    .array(z.object({ account: z.string(), counts: SERIES }))
    .describe('of a sample of its accounts'),
  others: z
    .array(SERIES)
    .optional()
    .describe('as many accounts of no accused group that send about as much; nobody is named'),
  operators: z.array(z.object({ name: z.string(), kind: z.string(), share: z.number() })),
  places: PLACES.optional().describe('absent in pictures that an older version kept'),
  replacements: REPLACEMENTS.optional().describe('absent where nobody was suspended'),
  models: SHARES,
  explanations: z.array(
    z.object({ name: z.string(), holds: z.boolean(), why: z.string(), said: SAID.optional() }),
  ),
  releases: z.array(z.object({ model: z.string(), at: z.string() })),
})

const VIEW = SUMMARY.extend({
  analysis: z.string(),
  made_at: z.string(),
  drawn_by: z.string().optional().describe('the whole analysis that `picture` is of'),
  input_tokens: z.number().int(),
  output_tokens: z.number().int(),
  capabilities: SHARES,
  cost: COST.optional(),
  templates: z.array(
    z.object({ anchors: z.number().int(), share: z.number(), skeleton: z.string().optional() }),
  ),
  evidence: z.array(EVIDENCE),
  history: z.array(
    z.object({ at: z.string(), event: z.string(), accounts: z.number().int(), other: z.string().optional() }),
  ),
  means: z.array(
    z.object({ kind: z.string(), campaigns: z.array(z.string()), accounts: z.number(), others: z.number() }),
  ),
  decisions: z.object({ enforced: z.number().int(), shadow: z.number().int() }),
  picture: PICTURE.optional().describe('absent when it was not kept'),
})

const TRAIT = z.object({
  kind: z.string(),
  label: z.string(),
  bits: z.number(),
  inside: z.number().int().describe('accounts of the campaign that hold it'),
  outside: z.number().int(),
})
const GRAPH = z.object({
  accounts: z.number().int(),
  traits: z.array(TRAIT),
  bundles: z
    .array(
      z.object({
        traits: z.array(z.number().int()),
        accounts: z.number().int(),
        sample: z.array(z.string()),
      }),
    )
    .describe('accounts that hold the same values, largest first'),
  rest: z.number().int().describe('accounts in bundles that were left out'),
})
const MOST_BUNDLES = 300
const SAMPLE = 3

const ID = z.object({ id: z.string().describe('id or name') })

export function campaignViewRoutes(service: Service): readonly AnyRoute[] {
  const { findings, desk, options, feedback } = service
  const pictureOf = (id: string): CampaignPicture => {
    const picture = findings.pictures?.campaigns.get(findings.campaign(id).id)
    if (picture) return picture
    throw new Problem(
      'no-picture',
      'what this is drawn from was not kept with the analysis',
      'Ask for a whole analysis; it keeps what is drawn.',
    )
  }
  return [
    route({
      method: 'GET',
      path: '/v1/campaigns/:id/view',
      scope: 'read',
      says: 'A campaign with its evidence and the series that it is drawn from, without its accounts.',
      params: ID,
      gives: { 200: { says: 'The campaign.', schema: VIEW } },
      handle: ({ params }): z.infer<typeof VIEW> => {
        const campaign = findings.campaign(params.id)
        const { id: analysis, madeAt, analysis: found } = findings.newest
        const { pictures } = findings
        const picture = pictures?.campaigns.get(campaign.id)
        const cost = picture && costOf(picture.tokens, options.prices)
        return {
          ...summaryOf(campaign, feedback),
          analysis,
          made_at: madeAt,
          input_tokens: campaign.input_tokens,
          output_tokens: campaign.output_tokens,
          capabilities: campaign.capabilities,
          ...(cost && { cost }),
          templates: campaign.templates.map(({ anchors, share, skeleton }) => ({
            anchors: anchors.length,
            share,
            ...(skeleton !== undefined && { skeleton }),
          })),
          evidence: campaign.evidence.map((one) => ({
            ...(one as unknown as z.infer<typeof EVIDENCE>),
            ...familyOf(one.detector),
          })),
          history: [...(campaign.history ?? [])],
          means: (found.infrastructure ?? [])
            .flatMap(({ means }) => means)
            .filter(({ campaigns }) => campaigns.includes(campaign.id))
            .map((one) => ({ ...one, campaigns: [...one.campaigns] })),
          decisions: countDecisions(desk, campaign),
          ...(pictures && picture && { drawn_by: pictures.analysis, picture: drawn(picture, pictures) }),
        }
      },
    }),
    route({
      method: 'GET',
      path: '/v1/campaigns/:id/graph',
      scope: 'read',
      says: 'What the accounts of a campaign share, with accounts that hold the same values put together.',
      params: ID,
      query: z.object({
        kinds: z.string().max(500).default('').describe('kinds of values, with commas; all when left out'),
        bits: z.coerce.number().min(0).default(0).describe('values worth at least so many bits'),
      }),
      gives: { 200: { says: 'The graph.', schema: GRAPH } },
      handle: ({ params, query: { kinds, bits } }): z.infer<typeof GRAPH> => {
        const picture = pictureOf(params.id)
        const wanted = new Set(kinds.split(',').filter((kind) => kind !== ''))
        const traits = picture.traits.filter(
          (trait) => trait.bits >= bits && (wanted.size === 0 || wanted.has(trait.kind)),
        )
        const { bundles, rest } = bundleTraits(picture.accounts.length, traits, MOST_BUNDLES)
        return {
          accounts: picture.accounts.length,
          traits: traits.map(({ members: _, ...trait }) => trait),
          bundles: bundles.map(({ traits: own, accounts }) => ({
            traits: [...own],
            accounts: accounts.length,
            sample: accounts.slice(0, SAMPLE).map((account) => picture.accounts[account] ?? ''),
          })),
          rest,
        }
      },
    }),
    route({
      method: 'GET',
      path: '/v1/campaigns/:id/holders',
      scope: 'read',
      says: 'All accounts of a campaign as its pictures name them, and the places of those that hold each shared value.',
      params: ID,
      gives: {
        200: {
          says: 'The accounts and their values.',
          schema: z.object({
            accounts: z.array(z.string()),
            traits: z.array(TRAIT.extend({ members: z.array(z.number().int()) })),
          }),
        },
      },
      handle: ({ params }) => {
        const { accounts, traits } = pictureOf(params.id)
        return { accounts, traits }
      },
    }),
    route({
      method: 'GET',
      path: '/v1/campaigns/:id/comparison',
      scope: 'read',
      says: 'What two groups of the newest analysis have in common.',
      params: ID,
      query: z.object({ with: z.string().describe('id or name of the other') }),
      gives: {
        200: {
          says: 'The comparison.',
          schema: z.object({
            one: SUMMARY,
            other: SUMMARY,
            accounts: z.object({ shared: z.number(), one: z.number(), other: z.number() }),
            anchors: z.object({ shared: z.number(), either: z.number() }),
            capabilities: z.number().describe('overlap of shares, 0 to 1; so are hours and operators'),
            hours: z.number().optional(),
            operators: z.number().optional(),
            means: z.array(z.string()),
            shares: z.object({ one: SHARES, other: SHARES }).describe('of capabilities'),
            clocks: z.object({ one: SERIES, other: SERIES }).optional().describe('share by hour, UTC'),
          }),
        },
      },
      handle: ({ params, query }) => {
        const one = findings.campaign(params.id)
        const other = findings.campaign(query.with)
        const [a, b] = [one, other].map(({ id }) => findings.pictures?.campaigns.get(id))
        const { hours, operators, ...compared } = compareCampaigns(findings.newest.analysis, one, other, [
          a,
          b,
        ])
        return {
          one: summaryOf(one, feedback),
          other: summaryOf(other, feedback),
          ...compared,
          ...(hours !== undefined && { hours }),
          ...(operators !== undefined && { operators }),
          shares: { one: one.capabilities, other: other.capabilities },
          ...(a && b && { clocks: { one: a.hours.campaign, other: b.hours.campaign } }),
        }
      },
    }),
  ]
}

const familyOf = (detector: string) => {
  const family = DETECTORS.find(({ id }) => id === detector)?.group
  return family === undefined ? {} : { family }
}

/** Rows of others, one for each of a campaign's: of those left, the one whose sum is nearest. */
function likeThese(
  activity: CampaignPicture['activity'],
  others: readonly (readonly number[])[],
): number[][] {
  const sumOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0)
  const left = others.map((counts) => ({ counts, size: Math.log(sumOf(counts) + 1) }))
  return activity.flatMap(({ counts }) => {
    const wanted = Math.log(sumOf(counts) + 1)
    let nearest = 0
    left.forEach(({ size }, place) => {
      if (Math.abs(size - wanted) < Math.abs((left[nearest]?.size ?? 0) - wanted)) nearest = place
    })
    return left.splice(nearest, 1).map((one) => [...one.counts])
  })
}

function drawn(picture: CampaignPicture, { population }: Pictures): z.infer<typeof PICTURE> {
  const { timeline, turnover, hours, activity, accounts, operators, places, replacements, explanations } =
    picture
  return {
    bits: picture.bits,
    ...(picture.families && { families: picture.families }),
    ...(picture.needs && { needs: [...picture.needs] }),
    start: timeline.start,
    step_seconds: timeline.stepSeconds,
    exchanges: [...timeline.exchanges],
    accounts: [...timeline.accounts],
    joined: [...turnover.joined],
    quiet: [...turnover.quiet],
    suspended: [...turnover.suspended],
    everyone: [...population.exchanges],
    hours: { campaign: [...hours.campaign], everyone: [...hours.everyone] },
    activity: activity.map(({ account, counts }) => ({
      account: accounts[account] ?? '',
      counts: [...counts],
    })),
    ...(population.others && { others: likeThese(activity, population.others) }),
    operators: [...operators],
    ...(places && { places: placesTold(places) }),
    ...(replacements && { replacements: replacementsTold(replacements, accounts) }),
    models: picture.models,
    explanations: explanations.map(({ said, ...one }) => ({ ...one, ...(said && { said: toldOf(said) }) })),
    releases: [...population.releases],
  }
}

function replacementsTold(
  { pairs, ...counts }: NonNullable<CampaignPicture['replacements']>,
  accounts: readonly string[],
): z.infer<typeof REPLACEMENTS> {
  const { suspended, newcomers, replaced, meanDelaySeconds, isTooMany = false } = counts
  return {
    suspended,
    newcomers,
    ...(replaced !== undefined && { replaced }),
    ...(meanDelaySeconds !== undefined && { mean_delay_seconds: meanDelaySeconds }),
    too_many: isTooMany,
    pairs: pairs.map((pair) => ({
      suspended: accounts[pair.suspended] ?? '',
      suspended_at: pair.suspendedAt,
      successor: accounts[pair.successor] ?? '',
      first_seen: pair.firstSeen,
      probability: pair.probability,
      shares: [...pair.shares],
    })),
  }
}

const placesTold = ({ countries, operators, signUps }: CampaignPlaces): z.infer<typeof PLACES> => ({
  countries: [...countries],
  operators: [...operators],
  sign_ups: [...signUps],
})

function countDecisions(desk: Service['desk'], { id }: Campaign): { enforced: number; shadow: number } {
  const own = desk.snapshot().decisions.filter(({ campaign }) => campaign === id)
  const enforced = own.filter(({ mode }) => mode === 'enforce').length
  return { enforced, shadow: own.length - enforced }
}
