// Analyses one after the other over a growing log in one kept store, as an operator runs them every hour.
import type { Campaign } from '../../../src/model/analysis.js'
import { runPipeline } from '../../../src/pipeline.js'
import { readVersion } from '../../../src/version.js'
import type { Growth } from './growing-log.js'

/** A campaign that is accused, with the identity that it has in the store. */
export interface Accusation {
  readonly id: string
  readonly accounts: ReadonlySet<string>
}

/** A group that is told of and not accused. */
export interface Clearance {
  readonly explanation: string
  readonly accounts: ReadonlySet<string>
}

export interface Look {
  readonly accused: readonly Accusation[]
  readonly cleared: readonly Clearance[]
  readonly failedDetectors: readonly string[]
  /** Load and analysis together. */
  readonly ms: number
}

/** Adds what came in and analyses all that the store holds. */
export async function analyseGrowth(store: string, growth: Growth): Promise<Look> {
  const started = performance.now()
  const { analysis } = await runPipeline({
    inputs: [growth.exchanges],
    accounts: growth.accounts,
    store,
    command: 'stillwatch analyze exchanges.jsonl --accounts accounts.jsonl --store DIR',
    version: readVersion(),
  })
  return {
    accused: analysis.campaigns
      .filter(({ verdict }) => verdict !== 'explained')
      .map((campaign) => ({ id: campaign.id, accounts: accountsOf(campaign) })),
    cleared: analysis.campaigns
      .filter(({ verdict }) => verdict === 'explained')
      .map((campaign) => ({ explanation: campaign.explanation ?? '', accounts: accountsOf(campaign) })),
    failedDetectors: analysis.detectors.filter(({ state }) => state === 'failed').map(({ id }) => id),
    ms: performance.now() - started,
  }
}

function accountsOf({ accounts }: Campaign): ReadonlySet<string> {
  return new Set(accounts.map(({ id }) => id))
}
