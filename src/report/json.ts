// The JSON contract as bytes: keys always in the order that the contract lists them, shares from large to small, so
// that two outputs can be compared line by line.
import type { Analysis, Campaign, Evidence, IncrementOf, Infrastructure } from '../model/analysis.js'

/** The analysis as indented JSON with a final line break. */
export function renderJson(analysis: Analysis): string {
  const { exchanges, accounts, rejected, from, to } = analysis.input
  const ordered = {
    schema: analysis.schema,
    input: { exchanges, accounts, rejected, from, to },
    ...(analysis.increment !== undefined && { increment: orderIncrement(analysis.increment) }),
    campaigns: analysis.campaigns.map(orderCampaign),
    ...(analysis.infrastructure !== undefined && {
      infrastructure: analysis.infrastructure.map(orderInfrastructure),
    }),
    detectors: analysis.detectors.map(({ id, state, ms, reason }) => ({ id, state, ms, reason })),
  }
  return `${JSON.stringify(ordered, null, 2)}\n`
}

function orderIncrement({ of, made_at, exchanges }: IncrementOf): IncrementOf {
  return { of, made_at, exchanges }
}

function orderCampaign(campaign: Campaign): Campaign {
  return {
    id: campaign.id,
    name: campaign.name,
    verdict: campaign.verdict,
    ...(campaign.explanation === undefined ? {} : { explanation: campaign.explanation }),
    probability: campaign.probability,
    q_value: campaign.q_value,
    accounts: campaign.accounts.map(({ id, probability, exchanges }) => ({ id, probability, exchanges })),
    exchanges: campaign.exchanges,
    input_tokens: campaign.input_tokens,
    output_tokens: campaign.output_tokens,
    first_seen: campaign.first_seen,
    last_seen: campaign.last_seen,
    capabilities: Object.fromEntries(
      Object.entries(campaign.capabilities).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)),
    ),
    templates: campaign.templates.map(({ anchors, share, skeleton }) =>
      skeleton === undefined ? { anchors, share } : { anchors, share, skeleton },
    ),
    evidence: campaign.evidence.map(orderEvidence),
  }
}

function orderInfrastructure({ id, campaigns, accounts, means }: Infrastructure): Infrastructure {
  return {
    id,
    campaigns,
    accounts,
    means: means.map(({ kind, campaigns, accounts, others }) => ({ kind, campaigns, accounts, others })),
  }
}

function orderEvidence({ detector, bits, summary, facts, innocent, query }: Evidence): Evidence {
  return { detector, bits, summary, facts, innocent, ...(query === undefined ? {} : { query }) }
}
