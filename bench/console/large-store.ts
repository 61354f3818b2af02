// A store to look at: a million exchanges, and one kept analysis with a campaign of 25,000 accounts. Its result is made up,
// as what is measured is how the console shows one and not how it is found.
import { busiestFirst } from '../../src/campaigns/told-figures.js'
import { ANALYSIS_SCHEMA, type Analysis, type Campaign } from '../../src/model/analysis.js'
import { migrate } from '../../src/store/migrate.js'
import { openStore } from '../../src/store/open-store.js'
import { toStored } from '../../src/store/times.js'

export const CAMPAIGN = 'c-benchmark'
const ANALYSIS_ID = 'bench-analysis'
const START = Date.parse('2026-03-02T00:00:00Z')
const STEPS = 168
const STEP_SECONDS = 7200
const TRAITS = 40
const ROWS = 60

const accountOf = (index: number) => `acct_${index.toString(36).padStart(6, '0')}`
/** The same numbers each time. */
const drawn = (index: number, salt: number) =>
  (Math.imul(index + 1, 2654435761) ^ Math.imul(salt + 7, 40503)) >>> 0

export async function makeLargeStore(location: string, exchanges: number, accounts: number): Promise<void> {
  const store = await openStore({ location })
  try {
    await migrate(store)
    const span = STEPS * STEP_SECONDS
    await store.command(`INSERT INTO exchange (id, ts, account, model, input_tokens, output_tokens, capability)
SELECT toString(number), toDateTime64(${START / 1000} + number % ${span}, 3, 'UTC'), concat('acct_', leftPad(lower(toString(number % ${accounts * 4})), 6, '0')), 'model-large', 400, 900, number % 5
FROM numbers(${exchanges})`)
    await store.command(
      'INSERT INTO analysed_account (account, version) SELECT DISTINCT account, 1 FROM exchange',
    )
    const ids = Array.from({ length: accounts }, (_, index) => accountOf(index))
    const counts = Array.from({ length: STEPS }, (_, step) => 400 + (drawn(step, 1) % 90))
    const campaign = campaignOf(ids)
    const others = Array.from({ length: 30 }, (_, index): Campaign => {
      const id = `c-other-${index}`
      return { ...campaign, id, name: `other-${index}`, accounts: campaign.accounts.slice(0, 40) }
    })
    const analysis: Analysis = {
      schema: ANALYSIS_SCHEMA,
      input: {
        exchanges,
        accounts: accounts * 4,
        rejected: 0,
        from: campaign.first_seen,
        to: campaign.last_seen,
      },
      campaigns: [campaign, ...others],
      detectors: [{ id: 'synchrony', state: 'ran', ms: 1 }],
    }
    await store.insert('analysis_picture', [
      {
        analysis: ANALYSIS_ID,
        campaign: '',
        accounts: [],
        picture: JSON.stringify({
          start: new Date(START).toISOString(),
          stepSeconds: STEP_SECONDS,
          exchanges: counts.map((count) => 15 * count),
          releases: [],
        }),
      },
      ...analysis.campaigns.map(({ id, accounts: own }) => ({
        analysis: ANALYSIS_ID,
        campaign: id,
        accounts: own.map((account) => account.id),
        picture: JSON.stringify(pictureOf(own.length, counts)),
      })),
    ])
    await store.insert(
      'member_sent',
      campaign.accounts.map(({ id, exchanges: sent }, index) => ({
        analysis: ANALYSIS_ID,
        campaign: CAMPAIGN,
        account: id,
        first: START / 1000 + (drawn(index, 4) % span),
        last: START / 1000 + span,
        exchanges: sent,
        input_tokens: 400 * sent,
        output_tokens: 900 * sent,
        capabilities: [0, 0, sent],
        models: ['model-large'],
      })),
    )
    await store.insert('analysis', [
      { id: ANALYSIS_ID, made_at: toStored(Date.now()), result: JSON.stringify(analysis) },
    ])
  } finally {
    await store.close()
  }
}

function campaignOf(ids: readonly string[]): Campaign {
  return {
    id: CAMPAIGN,
    name: 'bench-heron',
    verdict: 'distillation',
    state: 'active',
    probability: 0.99,
    q_value: 0.001,
    accounts: ids
      .map((id, index) => ({ id, probability: 0.99, exchanges: 10 + (drawn(index, 2) % 20) }))
      .sort(busiestFirst),
    exchanges: ids.length * 20,
    input_tokens: ids.length * 8000,
    output_tokens: ids.length * 18_000,
    first_seen: new Date(START).toISOString(),
    last_seen: new Date(START + STEPS * STEP_SECONDS * 1000).toISOString(),
    capabilities: { coding: 0.6, mathematics: 0.4 },
    templates: [],
    evidence: [],
  }
}

function pictureOf(accounts: number, counts: readonly number[]): object {
  const members = (trait: number) =>
    Array.from({ length: accounts }, (_, account) => account).filter(
      (account) => drawn(Math.floor(account / (1 + (trait % 9))), trait) % (2 + trait) === 0,
    )
  const kinds = ['payment', 'address', 'client', 'template', 'registration']
  return {
    bits: 42,
    timeline: {
      start: new Date(START).toISOString(),
      stepSeconds: STEP_SECONDS,
      exchanges: counts,
      accounts: counts.map((count) => Math.min(accounts, count)),
    },
    turnover: { joined: counts.map(() => 0), quiet: counts.map(() => 0), suspended: counts.map(() => 0) },
    hours: { campaign: Array(24).fill(1 / 24), everyone: Array(24).fill(1 / 24) },
    activity: Array.from({ length: Math.min(ROWS, accounts) }, (_, account) => ({
      account,
      counts: counts.map((_count, step) => (drawn(account * STEPS + step, 3) % 3 === 0 ? 1 : 0)),
    })),
    traits: Array.from({ length: TRAITS }, (_, trait) => {
      const own = members(trait)
      return {
        kind: kinds[trait % kinds.length],
        label: `${kinds[trait % kinds.length]} ${trait.toString(16)}`,
        bits: 12 - trait / 5,
        inside: own.length,
        outside: trait,
        members: own,
      }
    }),
    operators: [{ name: 'Example Networks', kind: 'datacenter', share: 1 }],
    models: { 'model-large': 1 },
    tokens: { 'model-large': { input: 1, output: 1 } },
    explanations: [],
  }
}
