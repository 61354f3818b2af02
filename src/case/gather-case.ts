// Gathers from a store what a case file holds, all but the audit log, which lies beside the store.

import { judgementHash, readOrigin } from '../campaigns/life/origin.js'
import { type CampaignPicture, readPictures } from '../campaigns/life/pictures.js'
import { FAMILY_CAPS } from '../campaigns/thresholds.js'
import { DETECTORS } from '../detectors/catalog.js'
import { aliasesOf, type Feedback, older } from '../feedback/feedback.js'
import { readFeedback } from '../feedback/kept-feedback.js'
import type { Analysis, Campaign } from '../model/analysis.js'
import { Problem } from '../model/problem.js'
import { say } from '../model/sentence.js'
import { pseudonymiseCampaign } from '../report/pseudonyms.js'
import { freshKey } from '../share/community-key.js'
import { readSharedCampaign } from '../share/shared-campaign.js'
import type { Store } from '../store/store.js'
import type {
  CaseAccount,
  CaseCleared,
  CaseEvidence,
  CaseFile,
  CaseSaid,
  CaseUnknown,
  CaseValue,
  ClearValue,
} from './case-file.js'
import { digestRecords } from './digest-records.js'
import { readMemberFacts } from './member-facts.js'
import { readDone } from './read-done.js'
import { sha256 } from './seal.js'

/** What is asked for. */
export interface CaseAsked {
  /** Id or name of the campaign. */
  readonly wanted: string
  /** Of a case of one account: that one. */
  readonly account?: string | undefined
  /** Id of a kept analysis; the newest when left out. */
  readonly analysis?: string | undefined
  /** Whether values that accounts share, and texts, are to stand in it in clear. */
  readonly withValues: boolean
}

/** A case as the store tells it. */
export type CaseGround = Omit<
  CaseFile,
  'schema' | 'id' | 'made_at' | 'made_by' | 'version' | 'tlp' | 'custody'
>

interface KeptResult {
  readonly id: string
  readonly madeAt: string
  readonly result: string
}

/**
 * Everything that is known of a campaign, or of one account in it.
 * @throws Problem `no-analysis`, `no-campaign`, `not-accused`, `no-account`
 */
export async function gatherCase(store: Store, asked: CaseAsked): Promise<CaseGround> {
  const kept = await readResult(store, asked.analysis)
  const analysis = JSON.parse(kept.result) as Analysis
  const campaign = accusedIn(analysis, asked.wanted)
  const account = asked.account
  if (account !== undefined && !campaign.accounts.some(({ id }) => id === account))
    throw new Problem(
      'no-account',
      say`${campaign.name} has no account “${account}” in this analysis`,
      'Check the id; the list of the campaign’s accounts has it as in the log.',
    )
  const members = campaign.accounts.filter(({ id }) => account === undefined || id === account)
  const whole = analysis.increment?.of ?? kept.id
  const [pictures, origin, facts, done, said, newest] = await Promise.all([
    readPictures(store, whole),
    readOrigin(store, kept.id),
    readMemberFacts(store, { analysis: whole, newest: kept.id, campaign: campaign.id, account }),
    readDone(store, campaign.id, account, new Set(members.map(({ id }) => id))),
    readFeedback(store),
    asked.analysis === undefined ? undefined : readResult(store, undefined),
  ])
  const picture = pictures?.campaigns.get(campaign.id)
  const values: CaseValue[] = (picture?.traits ?? []).map(({ members: _, ...value }) => value)
  const shown = account === undefined ? campaign : withoutOthers(campaign, account)
  const evidence = evidenceOf(shown)
  const alias = aliasesOf(said).get(campaign.id)
  return {
    with_values: asked.withValues,
    subject: {
      kind: account === undefined ? 'campaign' : 'account',
      campaign: campaign.id,
      name: campaign.name,
      ...(alias !== undefined && { alias }),
      ...(account !== undefined && { account }),
    },
    claim: {
      verdict: campaign.verdict === 'distillation' ? 'distillation' : 'coordinated',
      probability: campaign.probability,
      q_value: campaign.q_value,
      accounts: campaign.accounts.length,
      ...ownersOf(picture),
      exchanges: campaign.exchanges,
      input_tokens: campaign.input_tokens,
      output_tokens: campaign.output_tokens,
      first_seen: campaign.first_seen,
      last_seen: campaign.last_seen,
      capabilities: campaign.capabilities,
    },
    weighed: {
      sum: evidence.reduce((sum, { bits }) => sum + bits, 0),
      ...(picture && { counted: picture.bits }),
      families: Object.entries(picture?.families ?? {}).map(([name, counted]) => ({
        name,
        counted,
        most: FAMILY_CAPS[name as keyof typeof FAMILY_CAPS]?.most ?? counted,
      })),
      needs: [...(picture?.needs ?? [])],
    },
    evidence,
    explanations: [...(picture?.explanations ?? [])],
    accounts: accountsOf(members, facts, picture),
    values,
    ...(asked.withValues && { clear_values: await clearValues(store, campaign.id, kept, newest) }),
    templates: campaign.templates.map(({ anchors, share, skeleton }) => ({
      anchors: anchors.length,
      share,
      ...(asked.withValues && skeleton !== undefined && { skeleton }),
    })),
    history: [...(campaign.history ?? [])],
    unknown: unknownOf(analysis, evidence, origin?.caveats, newest, kept.id, campaign.id),
    cleared: clearedIn(analysis, new Set(members.map(({ id }) => id))),
    done,
    said: saidOf(said, campaign.id, account),
    origin: {
      analysis: kept.id,
      made_at: kept.madeAt,
      ...(origin && { version: origin.version, engine: origin.engine, judgement: origin.judgement }),
      judgement_here: judgementHash(),
      result_sha256: sha256(kept.result),
    },
    log: {
      from: analysis.input.from,
      to: analysis.input.to,
      exchanges: analysis.input.exchanges,
      accounts: analysis.input.accounts,
      ...(await digestRecords(store, whole, campaign, account)),
    },
  }
}

/** @throws Problem `no-analysis` */
async function readResult(store: Store, id: string | undefined): Promise<KeptResult> {
  const which = id === undefined ? '' : 'WHERE id = {id: String} '
  const [row] = await store.query<{ id: string; at: number; result: string }>(
    `SELECT id, toUnixTimestamp64Milli(made_at) AS at, result FROM analysis ${which}ORDER BY made_at DESC, id LIMIT 1`,
    { parameters: { id: id ?? '' } },
  )
  if (row) return { id: row.id, madeAt: new Date(row.at).toISOString(), result: row.result }
  throw new Problem(
    'no-analysis',
    id === undefined
      ? say`${store.location} holds no analysis`
      : say`${store.location} holds no analysis “${id}”`,
    'Run `stillwatch analyze INPUT… --store` with it first.',
  )
}

/** @throws Problem `no-campaign`, `not-accused` */
function accusedIn({ campaigns }: Analysis, wanted: string): Campaign {
  const found = campaigns.find(({ id, name }) => id === wanted || name === wanted)
  if (!found)
    throw new Problem(
      'no-campaign',
      say`the analysis knows no campaign “${wanted}”`,
      'GET /v1/campaigns lists those that it knows.',
    )
  if (found.verdict !== 'explained') return found
  throw new Problem(
    'not-accused',
    say`${found.name} is accused of nothing, so there is no case to make`,
    'Read with `stillwatch campaigns explain` what cleared it or what an accusation lacks.',
  )
}

/** Of an account's case: what is told of the campaign names nobody else. */
function withoutOthers(campaign: Campaign, account: string): Campaign {
  const others = campaign.accounts.filter(({ id }) => id !== account)
  return pseudonymiseCampaign({ ...campaign, accounts: others }, `${campaign.id}\0${account}`)
}

function ownersOf(picture: CampaignPicture | undefined): { owners?: number } {
  const owners = picture?.needs?.find(({ name }) => name === 'owners')?.here
  return owners === undefined ? {} : { owners }
}

function evidenceOf({ evidence }: Campaign): CaseEvidence[] {
  return evidence
    .toSorted((a, b) => b.bits - a.bits)
    .map(({ detector: id, ...one }, place) => {
      const detector = DETECTORS.find((known) => known.id === id)
      return {
        number: place + 1,
        detector: id,
        family: detector?.group ?? '',
        ...one,
        raises: detector?.raises ?? '',
        null_model: detector?.nullModel ?? '',
        computed: detector?.computed ?? [],
      }
    })
}

type MemberFacts = Awaited<ReturnType<typeof readMemberFacts>>

function accountsOf(
  members: Campaign['accounts'],
  facts: MemberFacts,
  picture: CampaignPicture | undefined,
): CaseAccount[] {
  const places = new Map((picture?.accounts ?? []).map((account, place) => [account, place]))
  const held = new Map<number, number[]>()
  const order = (picture?.traits ?? [])
    .map(({ bits }, value) => ({ bits, value }))
    .sort((a, b) => b.bits - a.bits)
  for (const { value } of order)
    for (const place of picture?.traits[value]?.members ?? []) {
      const own = held.get(place)
      if (own) own.push(value)
      else held.set(place, [value])
    }
  return members
    .toSorted((a, b) => b.exchanges - a.exchanges || (a.id < b.id ? -1 : 1))
    .map(({ id, probability, exchanges }) => {
      const place = places.get(id)
      const known = facts.get(id)
      return {
        id,
        membership: probability,
        exchanges,
        sent: exchanges,
        input_tokens: 0,
        output_tokens: 0,
        ...known,
        holds: place === undefined ? [] : (held.get(place) ?? []),
      }
    })
}

async function clearValues(
  store: Store,
  campaign: string,
  kept: KeptResult,
  newest: KeptResult | undefined,
): Promise<ClearValue[]> {
  // What values stood for is read from the log as the newest analysis divides it.
  if (newest && newest.id !== kept.id) return []
  const { indicators, held } = await readSharedCampaign(store, campaign, { key: freshKey() })
  return [...indicators, ...held].map(({ kind, original, accounts }) => ({
    kind,
    value: original,
    inside: accounts,
  }))
}

function unknownOf(
  { input, increment, detectors }: Analysis,
  evidence: readonly CaseEvidence[],
  caveats: CaseUnknown['caveats'],
  newest: KeptResult | undefined,
  analysis: string,
  campaign: string,
): CaseUnknown {
  return {
    ...(caveats && { caveats }),
    detectors: detectors
      .filter(({ state }) => state !== 'ran')
      .map(({ id, state, reason }) => ({ id, state, ...(reason !== undefined && { reason }) })),
    rejected: input.rejected,
    ...(increment && { increment }),
    without_query: evidence.flatMap(({ number, query = '' }) => (query === '' ? [number] : [])),
    computed_in_part: evidence.flatMap(({ number, query = '', computed }) =>
      query !== '' && computed.length > 0 ? [number] : [],
    ),
    ...(newest && newest.id !== analysis && { newer: newerOf(newest, campaign) }),
  }
}

function newerOf({ id, madeAt, result }: KeptResult, campaign: string): NonNullable<CaseUnknown['newer']> {
  const found = (JSON.parse(result) as Analysis).campaigns.find((one) => one.id === campaign)
  return {
    analysis: id,
    made_at: madeAt,
    ...(found && { verdict: found.verdict }),
    ...(found?.explanation !== undefined && { explanation: found.explanation }),
  }
}

function clearedIn({ campaigns }: Analysis, members: ReadonlySet<string>): CaseCleared {
  const cleared = campaigns.filter(({ verdict }) => verdict === 'explained')
  const groups: Record<string, number> = {}
  for (const { explanation = '' } of cleared) groups[explanation] = (groups[explanation] ?? 0) + 1
  return {
    groups,
    also: cleared.flatMap(({ id, name, explanation = '', accounts }) => {
      const both = accounts.filter((account) => members.has(account.id)).length
      return both === 0 ? [] : [{ id, name, explanation, accounts: both }]
    }),
  }
}

/** Of an account's case: what is about the campaign as a whole, or about this account. */
function saidOf(said: readonly Feedback[], campaign: string, account: string | undefined): CaseSaid[] {
  return said
    .filter((one) => one.campaign === campaign || (account !== undefined && one.accounts.includes(account)))
    .filter(
      ({ accounts, kind }) =>
        account === undefined || accounts.length === 0 || kind === 'split' || accounts.includes(account),
    )
    .toSorted(older)
    .map(({ at, by, kind, reason, note, verdict, probability }) => ({
      at,
      by,
      kind,
      ...(reason !== '' && { reason }),
      note,
      verdict,
      probability,
    }))
}
