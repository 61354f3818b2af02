// A campaign as a STIX 2.1 bundle. Who it is of, what it does, what it uses, by what others find it: each an object, with
// what ties them. The same campaign under the same key gives the same bytes.
import type { Attribution, SharedCampaign } from '../shared-campaign.js'
import { attackPattern, courseOfAction, MITIGATIONS, TECHNIQUES } from './atlas.js'
import { extending, extensionObjects } from './extension.js'
import { distinctById, keyedIds, publicId } from './identifiers.js'
import { observableOf, patternOf } from './pattern.js'
import { SPEC_VERSION, type StixBundle, type StixObject } from './stix-object.js'
import { TLP, type TlpLevel, tlpMarking } from './tlp.js'

export interface BundleOptions {
  readonly tlp: TlpLevel
  /** Name of who tells; without it nobody is named. */
  readonly producer?: string
  readonly attribution?: Attribution
}

/** Largest count that the standard allows. */
const MOST_OBSERVED = 999_999_999
/** Confidence that a technique of the case study follows, which no log shows: the least “medium” (STIX 2.1, appendix A). */
const FOLLOWS_CONFIDENCE = 30
/** When the way in which a producer is told was laid down. */
const LAID_DOWN = '2026-11-22T00:00:00.000Z'

/** 0 to 99: nothing that is counted is certain. */
const percent = (probability: number) => Math.min(99, Math.floor(100 * probability))

/** The bundle; objects stand in the order in which one reads them. */
export function campaignBundle(campaign: SharedCampaign, options: BundleOptions): StixBundle {
  const make = createMaker(campaign, options)
  const told = make.producer
  const subject = campaignObject(campaign, make)
  const attribution = attributionObjects(campaign, options, make, subject)
  const observed = observedObjects(campaign, make)
  const objects = distinctById([
    told,
    subject,
    ...attribution,
    ...techniqueObjects(campaign, make, subject),
    ...observed.objects,
    ...infrastructureObjects(campaign, make, subject, observed.data),
    ...indicatorObjects(campaign, make, subject, observed.data),
    ...matchingNote(campaign, make, subject),
  ])
  return {
    type: 'bundle',
    id: make.id('bundle', campaign.id, campaign.modified, options.tlp),
    objects: distinctById([
      tlpMarking('clear'),
      tlpMarking(options.tlp),
      ...extensionObjects(),
      ...objects,
      groupingObject(campaign, make, objects),
    ]),
  }
}

/** The bundle as text: the bytes that are sent and signed. */
export function writeBundle(bundle: StixBundle): string {
  return `${JSON.stringify(bundle, null, 2)}\n`
}

interface Maker {
  readonly id: ReturnType<typeof keyedIds>
  readonly producer: StixObject
  readonly marking: string
  /** An object with what all of this export have in common. */
  make(type: string, parts: readonly string[], properties: Readonly<Record<string, unknown>>): StixObject
  relate(source: StixObject, type: string, target: StixObject, more?: object): StixObject
}

function createMaker(campaign: SharedCampaign, { tlp, producer }: BundleOptions): Maker {
  const id = keyedIds(campaign.key)
  const marking = TLP[tlp].id
  const who: StixObject = {
    type: 'identity',
    id: producer === undefined ? id('identity', 'unnamed') : publicId('identity', `producer ${producer}`),
    spec_version: SPEC_VERSION,
    created: LAID_DOWN,
    modified: LAID_DOWN,
    object_marking_refs: [TLP.clear.id],
    name: producer ?? 'A provider that gives no name',
    identity_class: 'organization',
  }
  const make: Maker['make'] = (type, parts, properties) => ({
    type,
    id: id(type, campaign.id, ...parts),
    spec_version: SPEC_VERSION,
    created_by_ref: who.id,
    created: campaign.created,
    modified: campaign.modified,
    object_marking_refs: [marking],
    ...properties,
  })
  const relate: Maker['relate'] = (source, type, target, more = {}) =>
    make('relationship', [type, source.id, target.id], {
      relationship_type: type,
      source_ref: source.id,
      target_ref: target.id,
      ...more,
    })
  return { id, producer: who, marking, make, relate }
}

const SAYS = {
  distillation: { does: 'act as one to extract a language model', label: 'model-distillation' },
  coordinated: { does: 'act as one; what for is not shown', label: 'coordinated-accounts' },
  suspected: {
    does: 'are accused of nothing here: too few to judge, and told so that others look',
    label: 'suspected-model-distillation',
  },
} as const

function campaignObject(campaign: SharedCampaign, { make }: Maker): StixObject {
  const { capabilities, state, pivot, key } = campaign
  return make('campaign', [], {
    name: campaign.name,
    description: `${campaign.accounts} accounts that ${SAYS[campaign.verdict].does}. The name was drawn and means nothing.`,
    first_seen: campaign.firstSeen,
    last_seen: campaign.lastSeen,
    ...(campaign.verdict === 'distillation' && {
      objective: 'Training material out of a language model, by many accounts that ask for it as one.',
    }),
    confidence: percent(campaign.probability),
    labels: [SAYS[campaign.verdict].label],
    ...extending({
      extension_type: 'property-extension',
      about: 'campaign',
      verdict: campaign.verdict,
      probability: campaign.probability,
      ...(isState(state) && { state }),
      accounts: campaign.accounts,
      exchanges: campaign.exchanges,
      input_tokens: campaign.inputTokens,
      output_tokens: campaign.outputTokens,
      capability_mix: Object.entries(capabilities).map(([capability, share]) => ({ capability, share })),
      ...(pivot && { pivot }),
      evidence: campaign.evidence.map(({ detector, bits }) => ({ detector, bits })),
      matching: key.isShared ? 'community' : 'nobody',
      key_id: key.id,
    }),
  })
}

const isState = (state: string | undefined): state is 'active' | 'dormant' | 're-emerged' =>
  state === 'active' || state === 'dormant' || state === 're-emerged'

/** Who is behind it: only where the operator said so, with how sure. */
function attributionObjects(
  campaign: SharedCampaign,
  { attribution }: BundleOptions,
  { make, relate }: Maker,
  subject: StixObject,
): StixObject[] {
  if (!attribution) return []
  const { name, type, confidence } = attribution
  const actor = make(type, [name], {
    name,
    description: 'Named by an analyst of the producer; Stillwatch attributes nothing.',
    confidence,
    ...(type === 'threat-actor' && { threat_actor_types: ['unknown'] }),
    ...(type === 'intrusion-set' && { first_seen: campaign.firstSeen, last_seen: campaign.lastSeen }),
  })
  return [actor, relate(subject, 'attributed-to', actor, { confidence })]
}

function techniqueObjects(campaign: SharedCampaign, { relate }: Maker, subject: StixObject): StixObject[] {
  const shown = TECHNIQUES.flatMap((technique) => {
    const why = technique.shownBy(campaign)
    return why === undefined ? [] : [{ technique, why, pattern: attackPattern(technique) }]
  })
  const uses = shown.map(({ technique, why, pattern }) =>
    relate(subject, 'uses', pattern, {
      description: why,
      confidence: technique.isSeen ? percent(campaign.probability) : FOLLOWS_CONFIDENCE,
    }),
  )
  const answers = MITIGATIONS.flatMap((mitigation) => {
    const met = shown.filter(({ technique }) => mitigation.mitigates.includes(technique.id))
    const action = courseOfAction(mitigation)
    return met.length === 0 ? [] : [action, ...met.map(({ pattern }) => relate(action, 'mitigates', pattern))]
  })
  return [...shown.map(({ pattern }) => pattern), ...uses, ...answers]
}

/** What was seen, as counts, with the values that are told; and that the producer saw the campaign. */
function observedObjects(campaign: SharedCampaign, { make, marking, producer, id }: Maker) {
  const observables = distinctById(campaign.indicators.map((indicator) => observableOf(indicator, marking)))
  if (observables.length === 0) return { objects: [] as StixObject[], data: undefined }
  const data = make('observed-data', [], {
    first_observed: campaign.firstSeen,
    last_observed: campaign.lastSeen,
    number_observed: Math.max(1, Math.min(campaign.exchanges, MOST_OBSERVED)),
    object_refs: observables.map((observable) => observable.id),
    ...extending({
      extension_type: 'property-extension',
      about: 'traffic',
      accounts: campaign.accounts,
      exchanges: campaign.exchanges,
      input_tokens: campaign.inputTokens,
      output_tokens: campaign.outputTokens,
    }),
  })
  const sighting = make('sighting', [], {
    description: 'The producer saw it on its own service; the count is of exchanges.',
    first_seen: campaign.firstSeen,
    last_seen: campaign.lastSeen,
    count: Math.min(campaign.exchanges, MOST_OBSERVED),
    sighting_of_ref: id('campaign', campaign.id),
    observed_data_refs: [data.id],
    where_sighted_refs: [producer.id],
    summary: true,
  })
  return { objects: [...observables, data, sighting], data }
}

/** The campaign's own means, and apart from them those that it has in common with others. */
function infrastructureObjects(
  campaign: SharedCampaign,
  { make, relate, id }: Maker,
  subject: StixObject,
  observed: StixObject | undefined,
): StixObject[] {
  const { pool } = campaign
  const own = make('infrastructure', ['customer'], {
    name: `Accounts of ${campaign.name}`,
    description: 'What the campaign itself uses: its accounts, clients and addresses.',
    infrastructure_types: ['unknown'],
    first_seen: campaign.firstSeen,
    last_seen: campaign.lastSeen,
    ...extending({
      extension_type: 'property-extension',
      about: 'infrastructure',
      role: 'customer',
      accounts: campaign.accounts,
    }),
  })
  const objects = [
    own,
    relate(subject, 'uses', own),
    ...(observed ? [relate(own, 'consists-of', observed)] : []),
  ]
  if (!pool) return objects
  const lender: StixObject = {
    ...make('infrastructure', [], {
      name: `Means that ${pool.campaigns} campaigns have in common`,
      description:
        'Cards, places of sign-up or exits that several campaigns use, as those of one seller of access. Who lends need not know what for.',
      infrastructure_types: pool.means.some(({ kind }) => kind === 'address')
        ? ['anonymization']
        : ['unknown'],
      ...extending({
        extension_type: 'property-extension',
        about: 'infrastructure',
        role: 'pool',
        accounts: pool.accounts,
        campaigns: pool.campaigns,
        means: pool.means.map(({ kind, accounts }) => ({ kind, accounts })),
      }),
    }),
    // The same from each of its campaigns.
    id: id('infrastructure', pool.id),
  }
  return [...objects, lender, relate(subject, 'uses', lender), relate(own, 'uses', lender)]
}

function indicatorObjects(
  campaign: SharedCampaign,
  { make, relate, producer }: Maker,
  subject: StixObject,
  observed: StixObject | undefined,
): StixObject[] {
  return campaign.indicators.flatMap((indicator) => {
    const { kind, form, value, accounts, bits, share } = indicator
    const object = make('indicator', [kind, form, value], {
      name: `${NAMES[form]} ${kind} of ${campaign.name}`,
      description: DESCRIPTIONS[form],
      indicator_types: [campaign.verdict === 'distillation' ? 'malicious-activity' : 'anomalous-activity'],
      ...patternOf(indicator),
      valid_from: indicator.validFrom,
      valid_until: indicator.validUntil,
      confidence: percent(indicator.confidence),
      ...extending({
        extension_type: 'property-extension',
        about: 'indicator',
        kind,
        form,
        accounts,
        bits: Number(bits.toFixed(1)),
        ...(share !== undefined && { template_share: share }),
      }),
    })
    return [
      object,
      relate(object, 'indicates', subject, { confidence: percent(indicator.confidence) }),
      ...(observed ? [relate(object, 'based-on', observed)] : []),
      make('sighting', [object.id], {
        description: 'The count is of accounts of the campaign that show it.',
        first_seen: campaign.firstSeen,
        last_seen: campaign.lastSeen,
        count: accounts,
        sighting_of_ref: object.id,
        where_sighted_refs: [producer.id],
        summary: true,
      }),
    ]
  })
}

const DESCRIPTIONS = {
  plain: 'As accounts of the campaign show it, and nobody outside of accused campaigns at the producer.',
  pseudonym: 'HMAC-SHA-256 under the community key: compare it with that of your own values.',
  sketch:
    'b-bit minwise sketch under the community key: estimate how alike it is to those of your own templates.',
} as const
const NAMES = { plain: 'Shown', pseudonym: 'Keyed', sketch: 'Sketched' } as const

/** Said in the bundle itself: a recipient must not wait for matches that can't come. */
function matchingNote({ key }: SharedCampaign, { make }: Maker, subject: StixObject): StixObject[] {
  if (key.isShared) return []
  return [
    make('note', ['matching'], {
      abstract: 'Pseudonyms and sketches match nothing.',
      content:
        'They were keyed with a key that was made for this export and thrown away: nobody can compare them. Address blocks and clients that are told as they are can be looked for.',
      object_refs: [subject.id],
    }),
  ]
}

function groupingObject(
  campaign: SharedCampaign,
  { make }: Maker,
  objects: readonly StixObject[],
): StixObject {
  return make('grouping', [], {
    name: `Campaign ${campaign.name}`,
    description: campaign.key.isShared
      ? `Keyed with the community key ${campaign.key.id}: members who hold it can compare pseudonyms and sketches with their own.`
      : 'Keyed with a key that nobody holds: pseudonyms and sketches can’t be compared.',
    context: 'suspicious-activity',
    object_refs: objects.map(({ id }) => id),
  })
}
