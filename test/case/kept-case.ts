// A store with a campaign that was analysed and acted on, and cases of it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simulate } from '../../simulate/simulate.js'
import type { CaseCustody } from '../../src/case/case-file.js'
import { type CaseGround, gatherCase } from '../../src/case/gather-case.js'
import { type CaseMaking, type MadeCase, makeCase } from '../../src/case/make-case.js'
import type { Campaign } from '../../src/model/analysis.js'
import { runPipeline } from '../../src/pipeline.js'
import { act } from '../../src/respond/act.js'
import { adoptPolicy } from '../../src/respond/kept/policies.js'
import { DEFAULT_POLICY } from '../../src/respond/policy/default-policy.js'
import { respond } from '../../src/respond/respond.js'
import { AuditLog } from '../../src/server/access/audit-log.js'
import { openStore } from '../../src/store/open-store.js'
import type { Store } from '../../src/store/store.js'

export interface Kept {
  readonly folder: string
  readonly location: string
  readonly campaign: Campaign
  /** Opens the store, works, and closes it. */
  with<Result>(work: (store: Store) => Promise<Result>): Promise<Result>
  remove(): void
}

export async function keepCampaign(): Promise<Kept> {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-case-'))
  const location = join(folder, 'store')
  const { files } = await simulate({
    scenario: 'load-balanced-cards',
    scale: 0.3,
    seed: 1,
    out: join(folder, 'traffic'),
  })
  const asked = { inputs: [files.exchanges], accounts: [files.accounts], store: location, keepText: true }
  const { analysis } = await runPipeline({ ...asked, command: '', version: '' })
  const campaign = analysis.campaigns.find(({ verdict }) => verdict !== 'explained') as Campaign
  const using = async <Result>(work: (store: Store) => Promise<Result>): Promise<Result> => {
    const store = await openStore({ location })
    try {
      return await work(store)
    } finally {
      await store.close()
    }
  }
  await using(async (store) => {
    await adoptPolicy(store, { text: DEFAULT_POLICY, file: 'policy', by: 'm.ito', note: 'reviewed' })
    await act(
      store,
      { by: 'person:k.berg', note: 'Read the evidence.' },
      {
        kind: 'apply',
        campaign: campaign.id,
        step: { action: 'suspend', mode: 'enforce' },
        reason: 'coordinated-extraction',
        for: '7d',
      },
    )
    const [first, second] = campaign.accounts.map(({ id }) => id)
    await act(
      store,
      { by: 'k.berg', note: 'The customer says it was lent.' },
      { kind: 'appeal', account: first ?? '' },
    )
    await act(store, { by: 'k.berg', note: 'Another customer.' }, { kind: 'appeal', account: second ?? '' })
    await respond(store)
  })
  await new AuditLog(join(location, 'service', 'audit.jsonl')).add({
    actor: 'person:k.berg',
    action: 'act.apply',
    details: { campaign: campaign.id },
  })
  return {
    folder,
    location,
    campaign,
    with: using,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export const NO_CUSTODY: CaseCustody = {
  kept: false,
  head: { seq: 0, hash: '0'.repeat(64) },
  lines: [],
  left_out: 0,
}

export function gather(kept: Kept, account?: string, withValues = false): Promise<CaseGround> {
  return kept.with((store) => gatherCase(store, { wanted: kept.campaign.id, account, withValues }))
}

export function make(ground: CaseGround, making: Partial<CaseMaking> = {}): MadeCase {
  return makeCase(ground, {
    by: 'k.berg',
    tlp: 'amber+strict',
    language: 'en',
    custody: NO_CUSTODY,
    sealer: undefined,
    ...making,
  })
}

/** What a reader sees of a page. */
export const readable = (page: string) =>
  page
    .replace(/<head>.*?<\/head>/s, '')
    .replace(/<!--.*?-->/gs, '')
    .replace(/<(h[123]|p|li|tr|dt|section|pre|dl)\b[^>]*>/g, '\n')
    .replace(/<\/(td|th|dt)>/g, ' | ')
    .replace(/<[^>]+>/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
