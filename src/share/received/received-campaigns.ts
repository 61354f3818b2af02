// From the objects that partners sent to what can be looked for now: their newest versions that nobody revoked, tied to
// the campaign that they indicate, with the confidence that is left of each. Several write into one collection, so each
// signer's objects are taken for themselves: nobody's version takes the place of another's, and nobody's relationship adds
// to another's campaign.
import type { Store } from '../../store/store.js'
import { EXTENSION_ID } from '../stix/extension.js'
import { isObject } from '../stix/object-check.js'
import { producerId } from '../stix/signed-object.js'
import type { StixObject } from '../stix/stix-object.js'
import { SUSPICION } from '../suspicion.js'
import type { KeyDirectory } from '../trust/signature.js'
import { confidenceLeft } from './decay.js'
import type { Asked } from './pattern-values.js'
import { type Distrusted, Standing } from './standing.js'
import { type Told, ToldObjects } from './told-objects.js'

export interface ReceivedIndicator {
  readonly id: string
  readonly kind: string
  readonly asks: readonly Asked[]
  /** Share of the campaign's accounts that show it, 0 to 1. */
  readonly share: number
  /** That is left of it now, 0 to 1. */
  readonly confidence: number
  /** RFC 3339; empty when it says none. */
  readonly validUntil: string
  readonly tlp: string
}

/** A campaign of a partner, or an indicator that belongs to none. */
export interface ReceivedCampaign {
  /** Id of the campaign's object, or of the indicator's. */
  readonly id: string
  readonly partner: string
  /** Identity that made it: who told it first, also where another partner handed it on. */
  readonly producer: string
  readonly name: string
  readonly verdict: string
  readonly accounts: number
  /** Bits of evidence that the producer found itself, without what it was told by others. */
  readonly ownBits: number
  /** 0 to 1. */
  readonly confidence: number
  /** Id of the community key that its values are keyed with, where it says so. */
  readonly keyId: string
  readonly tlp: string
  /** Provider whose signature it bears; empty where it has none. */
  readonly signedBy: string
  readonly indicators: readonly ReceivedIndicator[]
}

/** A campaign and who answers for it, as evidence names them: who signed it, or who delivered what nobody signed. */
export function toldBy({ name, signedBy, partner }: ReceivedCampaign): string {
  return `${name} of ${signedBy || partner}`
}

export interface ReceivedState {
  readonly campaigns: readonly ReceivedCampaign[]
  /** Indicators that are in force but ask for nothing that exchanges have. */
  readonly notAsked: number
  /** Indicators that are over, and objects that were revoked. */
  readonly over: number
  readonly revoked: number
  /** What was signed by keys that count no more. */
  readonly distrusted: readonly Distrusted[]
}

/** Of an indicator that doesn't say how many of its campaign's accounts show it. */
const USUAL_SHARE = 0.5
/** Detector whose bits are what a producer was told by others. */
export const TOLD_BY_OTHERS = 'partner-indicators'

/**
 * What partners say now.
 * @param own identities of this provider: what comes back from others is no news
 * @param now milliseconds since 1970
 * @param directory of partners' keys as they are now; left out, what was signed well when it came counts
 * @param objects what was read of them before
 */
export async function readReceived(
  store: Store,
  own: ReadonlySet<string> = new Set(),
  now = Date.now(),
  directory?: KeyDirectory,
  objects = new ToldObjects(),
): Promise<ReceivedState> {
  const signed = new Standing(directory)
  const others = (await objects.read(store)).filter(({ object }) => !own.has(String(object.created_by_ref)))
  const told = withoutOverruled(others).filter((one) => signed.holds(one))
  const standing = told.filter(({ object }) => object.revoked !== true)
  const revokedCampaigns = new Set(
    told.filter(({ object }) => object.revoked === true && object.type === 'campaign').map(keyOf),
  )
  const ties = new Map<string, string>()
  for (const one of standing) {
    const { object } = one
    if (object.type === 'relationship' && object.relationship_type === 'indicates')
      ties.set(nameOf(one, String(object.source_ref)), String(object.target_ref))
  }
  const subjects = new Map(
    standing.filter(({ object }) => object.type === 'campaign').map((one) => [keyOf(one), one]),
  )
  const byCampaign = new Map<string, { subject: Told; indicators: ReceivedIndicator[] }>()
  let [notAsked, over] = [0, 0]
  for (const one of standing) {
    if (one.object.type !== 'indicator') continue
    const target = ties.get(keyOf(one))
    const targetKey = target === undefined ? '' : nameOf(one, target)
    if (revokedCampaigns.has(targetKey)) continue
    const subject = subjects.get(targetKey) ?? one
    const indicator = indicatorOf(one, subject, now)
    if (indicator.confidence <= 0) over++
    else if (indicator.asks.length === 0) notAsked++
    else {
      const known = byCampaign.get(keyOf(subject)) ?? { subject, indicators: [] }
      known.indicators.push(indicator)
      byCampaign.set(keyOf(subject), known)
    }
  }
  return {
    campaigns: [...byCampaign.values()].map(({ subject, indicators }) => campaignOf(subject, indicators)),
    notAsked,
    over,
    revoked: told.length - standing.length,
    distrusted: signed.distrusted,
  }
}

/** Name of an object of one who answers for it. */
const nameOf = ({ partner, signedBy }: Told, id: string) => `${partner} ${signedBy} ${id}`
const keyOf = (told: Told) => nameOf(told, told.object.id)

/** What its maker signed, whichever version, leaves no room for what bears the maker's name and nobody signed. */
function withoutOverruled(told: readonly Told[]): readonly Told[] {
  if (told.every(({ signedBy }) => signedBy !== '')) return told
  const ids = new Map<string, string>()
  const producerIdOf = (name: string) => {
    const id = ids.get(name) ?? producerId(name)
    ids.set(name, id)
    return id
  }
  const makers = new Set(
    told
      .filter(({ signedBy }) => signedBy !== '')
      .map(({ signedBy, object }) => `${object.id} ${producerIdOf(signedBy)}`),
  )
  return told.filter(
    ({ signedBy, object }) => signedBy !== '' || !makers.has(`${object.id} ${String(object.created_by_ref)}`),
  )
}

function indicatorOf({ tlp, asks, object }: Told, subject: Told, now: number): ReceivedIndicator {
  const about = aboutOf(object)
  const accounts = numberOf(about.accounts)
  const all = numberOf(aboutOf(subject.object).accounts)
  const validFrom = timeOf(object.valid_from) ?? 0
  const toldAt = Math.max(validFrom, timeOf(object.modified ?? object.created) ?? validFrom)
  const confidence = confidenceLeft(
    { toldAt, until: timeOf(object.valid_until), confidence: truthOf(object, about) },
    now,
  )
  return {
    id: object.id,
    kind: typeof about.kind === 'string' ? about.kind : 'unknown',
    asks,
    share: all > 0 && accounts > 0 ? Math.min(1, accounts / all) : USUAL_SHARE,
    // What is to come says nothing yet.
    confidence: validFrom > now + CLOCK_MS ? 0 : confidence,
    validUntil: typeof object.valid_until === 'string' ? object.valid_until : '',
    tlp,
  }
}

/**
 * How sure it is that the indicator says what its producer saw. Where it tells its bits, these: what the campaign is, its
 * own evidence says.
 */
function truthOf(object: StixObject, { bits }: Readonly<Record<string, unknown>>): number {
  return typeof bits === 'number' ? 1 / (1 + 2 ** -Math.max(0, Math.min(bits, 60))) : confidenceOf(object)
}

/** How far the clocks of two providers may differ. */
const CLOCK_MS = 300_000

function campaignOf(
  { partner, tlp, signedBy, object }: Told,
  indicators: readonly ReceivedIndicator[],
): ReceivedCampaign {
  const about = aboutOf(object)
  const evidence = Array.isArray(about.evidence) ? about.evidence.filter(isObject) : []
  const found = evidence
    .filter(({ detector }) => detector !== TOLD_BY_OTHERS)
    .reduce((sum, { bits }) => sum + numberOf(bits), 0)
  const confidence = confidenceOf(object)
  return {
    id: object.id,
    partner,
    producer: typeof object.created_by_ref === 'string' ? object.created_by_ref : `partner ${partner}`,
    name: typeof object.name === 'string' ? object.name.slice(0, 200) : object.id,
    verdict: typeof about.verdict === 'string' ? about.verdict : '',
    accounts: numberOf(about.accounts),
    ownBits: ownBitsOf(about, found, evidence.length > 0 ? undefined : confidence),
    confidence,
    keyId: typeof about.key_id === 'string' ? about.key_id : '',
    tlp,
    signedBy,
    indicators,
  }
}

/** A suspicion is worth less than an accusation, however much speaks for it: it may be a household's. */
function ownBitsOf(about: Readonly<Record<string, unknown>>, found: number, confidence?: number): number {
  if (confidence !== undefined) return UNMEASURED_BITS * confidence
  return about.verdict === 'suspected' ? Math.min(found, SUSPICION.toldBits) : found
}

/** What others' word is taken for who measure nothing, at full confidence. */
const UNMEASURED_BITS = 6

function aboutOf({ extensions }: StixObject): Readonly<Record<string, unknown>> {
  const about = isObject(extensions) ? extensions[EXTENSION_ID] : undefined
  return isObject(about) ? about : {}
}

/** Confidence of an object, 0 to 1; the middle where it says none. */
function confidenceOf({ confidence }: StixObject): number {
  return typeof confidence === 'number' ? Math.min(1, Math.max(0, confidence / 100)) : 0.5
}

const numberOf = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : 0)
const timeOf = (value: unknown) => {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}
