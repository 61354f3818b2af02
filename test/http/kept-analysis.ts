// A store with an analysis that nobody had to run.
import { migrate } from '../../src/store/migrate.js'
import { openStore } from '../../src/store/open-store.js'

/** A suspension of all accounts of a campaign, as an act asks for it. */
export const SUSPENSION = {
  kind: 'apply',
  step: { action: 'suspend', mode: 'enforce' },
  for: '7d',
} as const

export function keptCampaign(id: string, accounts: readonly string[], more: object = {}) {
  return {
    id,
    name: `name of ${id}`,
    verdict: 'distillation',
    probability: 0.99,
    q_value: 0.001,
    accounts: accounts.map((account) => ({ id: account, probability: 0.99, exchanges: 2 })),
    exchanges: 4,
    input_tokens: 10,
    output_tokens: 10,
    first_seen: '2026-02-01T00:00:00Z',
    last_seen: '2026-02-02T00:00:00Z',
    capabilities: {},
    templates: [],
    evidence: [],
    ...more,
  }
}

export async function keepAnalysis(
  location: string,
  campaigns: readonly ReturnType<typeof keptCampaign>[],
): Promise<void> {
  const input = {
    exchanges: 9,
    accounts: 3,
    rejected: 0,
    from: '2026-02-01T00:00:00Z',
    to: '2026-02-02T00:00:00Z',
  }
  const result = JSON.stringify({ schema: 'stillwatch.analysis/1', input, campaigns, detectors: [] })
  const store = await openStore({ location })
  await migrate(store)
  await store.insert('analysis', [{ id: 'one', made_at: '2026-02-03 00:00:00', result }])
  await store.close()
}
