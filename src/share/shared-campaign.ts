// What of a kept campaign may be told to others: its figures, its indicators, what it has in common with other
// campaigns, and what is held back. Everything that leaves, in whatever format, is made of this.

import { blockSql } from '../fingerprint/fingerprint-sql.js'
import type { Campaign, InfrastructureMeans } from '../model/analysis.js'
import { Problem } from '../model/problem.js'
import { say } from '../model/sentence.js'
import { type KeptAnalysis, readNewestAnalysis } from '../respond/kept/subjects.js'
import type { Profile } from '../respond/recognise/matcher.js'
import { readProfiles } from '../respond/recognise/read-profiles.js'
import type { ShownKind } from '../respond/recognise/shown-traits.js'
import type { Store } from '../store/store.js'
import { toldSql } from '../store/times.js'
import type { CommunityKey } from './community-key.js'
import { type Chosen, type Counted, chooseIndicators, KIND_RULES } from './indicators.js'
import { whyNotSuspected } from './suspicion.js'

/** Who is taken to be behind a campaign, as the operator says: Stillwatch never does. */
export interface Attribution {
  readonly name: string
  readonly type: 'intrusion-set' | 'threat-actor'
  /** 1 to 100. */
  readonly confidence: number
}

export interface SharingOptions {
  readonly key: CommunityKey
  /** Kinds of values that are kept back. */
  readonly redact?: readonly string[]
  /** Whether a group that is accused of nothing may be told as a suspicion. */
  readonly suspects?: boolean
}

/** A share of the campaign's accounts by detector; sentences and facts stay here. */
export interface SharedEvidence {
  readonly detector: string
  readonly bits: number
}

/** How much of a campaign's traffic moved to a new model, and how soon. */
export interface Pivot {
  readonly within_hours: number
  readonly moved: number
  readonly moved_elsewhere: number
}

/** Means that other campaigns of this store have too. */
export interface Pool {
  readonly id: string
  readonly campaigns: number
  readonly accounts: number
  readonly means: readonly Pick<InfrastructureMeans, 'kind' | 'accounts'>[]
}

export type SharedVerdict = 'distillation' | 'coordinated' | 'suspected'

export interface SharedCampaign extends Chosen {
  readonly key: CommunityKey
  /** The store's id: it leaves only keyed. */
  readonly id: string
  readonly name: string
  /** `suspected`: accused of nothing, and told so that others look. */
  readonly verdict: SharedVerdict
  readonly probability: number
  readonly state?: string
  /** When analyses saw it first and last: RFC 3339, milliseconds. */
  readonly created: string
  readonly modified: string
  readonly firstSeen: string
  readonly lastSeen: string
  readonly accounts: number
  readonly exchanges: number
  readonly inputTokens: number
  readonly outputTokens: number
  readonly capabilities: Readonly<Record<string, number>>
  readonly evidence: readonly SharedEvidence[]
  readonly pivot?: Pivot
  readonly pool?: Pool
}

/**
 * A campaign of the newest analysis, as it may leave.
 * @param wanted its id, or its name
 * @throws Problem `no-analysis`, `no-campaign`, `not-accused`, `redact-unknown`
 */
export async function readSharedCampaign(
  store: Store,
  wanted: string,
  { key, redact = [], suspects = false }: SharingOptions,
): Promise<SharedCampaign> {
  checkKinds(redact)
  const kept = await readNewestAnalysis(store)
  const campaign = findShareable(kept, wanted, store.location, suspects)
  const { profiles, templates } = await readProfiles(store, kept, [campaign.id])
  const profile = profiles.find(({ campaign: id }) => id === campaign.id)
  const values = profile
    ? await countPeople(store, kept, campaign.id, countedOf(profile, campaign, templates))
    : []
  const chosen = chooseIndicators(values, {
    key,
    redacted: new Set(redact),
    inside: campaign.accounts.length,
    outside: profile?.outside ?? 0,
    probability: campaign.probability,
    firstSeen: inMilliseconds(campaign.first_seen),
    lastSeen: inMilliseconds(campaign.last_seen),
    accounts: campaign.accounts.map(({ id }) => id),
  })
  return {
    ...chosen,
    key,
    id: campaign.id,
    name: campaign.name,
    verdict: campaign.verdict === 'explained' ? 'suspected' : campaign.verdict,
    probability: campaign.probability,
    ...(campaign.state !== undefined && { state: campaign.state }),
    created: await readCreated(store, campaign.id, kept.madeAt),
    modified: inMilliseconds(kept.madeAt),
    firstSeen: inMilliseconds(campaign.first_seen),
    lastSeen: inMilliseconds(campaign.last_seen),
    accounts: campaign.accounts.length,
    exchanges: campaign.exchanges,
    inputTokens: campaign.input_tokens,
    outputTokens: campaign.output_tokens,
    capabilities: rounded(campaign.capabilities),
    evidence: campaign.evidence
      .filter(({ detector }) => detector !== 'explanation')
      .map(({ detector, bits }) => ({ detector, bits: Number(bits.toFixed(1)) }))
      .sort((a, b) => b.bits - a.bits || (a.detector < b.detector ? -1 : 1)),
    ...pivotOf(campaign),
    ...poolOf(kept, campaign.id),
  }
}

function checkKinds(redact: readonly string[]): void {
  const unknown = redact.find((kind) => !Object.hasOwn(KIND_RULES, kind))
  if (unknown === undefined) return
  throw new Problem(
    'redact-unknown',
    say`there is no kind “${unknown}” to keep back`,
    say`Name some of ${Object.keys(KIND_RULES).join(', ')} with --redact.`,
  )
}

function findShareable(
  { analysis }: KeptAnalysis,
  wanted: string,
  location: string,
  suspects: boolean,
): Campaign {
  const campaign = analysis.campaigns.find(({ id, name }) => id === wanted || name === wanted)
  if (!campaign)
    throw new Problem(
      'no-campaign',
      say`the newest analysis of ${location} knows no campaign “${wanted}”`,
      'Run `stillwatch campaigns list --store` with it to see those it knows.',
    )
  if (campaign.verdict !== 'explained') return campaign
  const why = whyNotSuspected(campaign)
  if (suspects && why === undefined) return campaign
  throw new Problem(
    'not-accused',
    suspects && why
      ? say`${campaign.name} is accused of nothing: nothing of it is shared, not as a suspicion either: ${why}`
      : say`${campaign.name} is accused of nothing: nothing of it is shared`,
    suspects || why !== undefined
      ? 'Share campaigns with the verdict distillation or coordinated: `stillwatch campaigns list` shows them.'
      : 'It may be told as a suspicion to a community that agreed on it: --suspects.',
  )
}

function countedOf(
  { values }: Profile,
  campaign: Campaign,
  templates: readonly (readonly number[])[],
): Counted[] {
  return values
    .filter(({ kind }) => Object.hasOwn(KIND_RULES, kind))
    .flatMap((value): Counted[] => {
      const kind = value.kind as ShownKind
      if (kind !== 'template') return [{ ...value, kind }]
      const anchors = templates[Number(value.value) - 1] ?? []
      const own = campaign.templates.find((template) => template.anchors.join(' ') === anchors.join(' '))
      // Another campaign's template is told with that campaign.
      return own ? [{ ...value, kind, anchors, share: Number(own.share.toFixed(3)) }] : []
    })
}

/**
 * Counts anew, over all that everybody sent and signed up with, who outside of accused campaigns has a value that may be
 * a person's: profiles look at first exchanges only.
 */
async function countPeople(
  store: Store,
  kept: KeptAnalysis,
  told: string,
  values: readonly Counted[],
): Promise<readonly Counted[]> {
  const asked = values.filter(({ kind }) => KIND_RULES[kind].isPersonal || kind === 'client')
  if (asked.length === 0) return values
  await store.command('DROP TABLE IF EXISTS work_asked')
  try {
    await store.command('CREATE TABLE work_asked (kind String, value String) ENGINE = Memory')
    await store.insert(
      'work_asked',
      asked.map(({ kind, value }) => ({ kind: placeOf(kind), value })),
    )
    const outside = await readOutside(store, kept, told)
    return values.map((value) => ({
      ...value,
      outside: Math.max(value.outside, outside.get(`${placeOf(value.kind)} ${value.value}`) ?? 0),
    }))
  } finally {
    await store.command('DROP TABLE IF EXISTS work_asked')
  }
}

/** Accounts outside of accused campaigns by kind and value of `work_asked`. */
async function readOutside(
  store: Store,
  { id, analysis }: KeptAnalysis,
  told: string,
): Promise<Map<string, number>> {
  const rows = await store.query<{ kind: string; value: string; outside: number }>(
    `SELECT kind, value, uniqExact(account) AS outside
FROM (
  SELECT DISTINCT account, shown.1 AS kind, shown.2 AS value
  FROM (SELECT account, block, trimBoth(toString(ja4) || ' ' || toString(user_agent)) AS client FROM exchange)
  ARRAY JOIN [('block', toString(block)), ('client', client)] AS shown
  UNION ALL
  SELECT account, shown.1 AS kind, shown.2 AS value
  FROM (SELECT account, payment, email_domain, ${blockSql('signup_ip')} AS block FROM account FINAL)
  ARRAY JOIN [('payment', payment), ('mail', lower(email_domain)), ('block', toString(block))] AS shown
)
WHERE (kind, value) IN (SELECT kind, value FROM work_asked)
  AND account NOT IN (SELECT account FROM campaign_member WHERE analysis = {analysis: String} AND campaign IN {accused: Array(String)})
GROUP BY kind, value`,
    {
      parameters: {
        analysis: id,
        accused: analysis.campaigns
          .filter((campaign) => campaign.verdict !== 'explained' || campaign.id === told)
          .map((campaign) => campaign.id),
      },
    },
  )
  return new Map(rows.map((row) => [`${row.kind} ${row.value}`, row.outside]))
}

/** A block is one, whether it was seen at sign-up or later. */
const placeOf = (kind: string) => (kind === 'signup-block' ? 'block' : kind)

/** When an analysis told of a campaign first, as milliseconds that nothing later can change. */
async function readCreated(store: Store, campaign: string, otherwise: string): Promise<string> {
  const [row] = await store.query<{ at: string; seen: number }>(
    `SELECT ${toldSql('min(made_at)')} AS at, count() AS seen FROM campaign WHERE id = {campaign: String}`,
    { parameters: { campaign } },
  )
  return inMilliseconds(row && row.seen > 0 ? row.at : otherwise)
}

function pivotOf({ evidence }: Campaign): { pivot?: Pivot } {
  const found = evidence.find(({ detector, bits }) => detector === 'release-pivot' && bits > 0)
  const { window_hours, moved, moved_elsewhere } = found?.facts ?? {}
  return typeof window_hours === 'number' && typeof moved === 'number' && typeof moved_elsewhere === 'number'
    ? { pivot: { within_hours: window_hours, moved, moved_elsewhere } }
    : {}
}

function poolOf({ analysis }: KeptAnalysis, campaign: string): { pool?: Pool } {
  const found = analysis.infrastructure?.find(({ campaigns }) => campaigns.includes(campaign))
  if (!found) return {}
  return {
    pool: {
      id: found.id,
      campaigns: found.campaigns.length,
      accounts: found.accounts,
      means: found.means
        .filter(({ campaigns }) => campaigns.includes(campaign))
        .map(({ kind, accounts }) => ({ kind, accounts })),
    },
  }
}

const inMilliseconds = (time: string) => new Date(time).toISOString()

const rounded = (shares: Readonly<Record<string, number>>) =>
  Object.fromEntries(
    Object.entries(shares)
      .map(([name, share]) => [name, Number(share.toFixed(3))] as const)
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)),
  )
