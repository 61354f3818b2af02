// A campaign as a MISP event (draft-dulaunoy-misp-core-format): what MISP has a type for as that, keyed values as
// `anonymised`, tags for TLP and ATLAS.
import type { Indicator } from './indicators.js'
import type { SharedCampaign } from './shared-campaign.js'
import { TECHNIQUES } from './stix/atlas.js'
import type { BundleOptions } from './stix/campaign-bundle.js'
import { keyedIds, publicId } from './stix/identifiers.js'
import { partsOfClient } from './stix/pattern.js'
import type { TlpLevel } from './stix/tlp.js'

/** Who may get it, as MISP has it: TLP:RED and strict go no further than the organisation that takes it in. */
const DISTRIBUTION: Readonly<Record<TlpLevel, string>> = {
  clear: '3',
  green: '1',
  amber: '1',
  'amber+strict': '0',
  red: '0',
}
const INHERITED = '5'

interface AttributeContent {
  readonly type: string
  readonly category: string
  readonly value: string
  readonly comment: string
}

const INFO = {
  distillation: 'distillation of a language model',
  coordinated: 'accounts that act as one',
  suspected: 'accounts that are accused of nothing, told so that others look',
} as const

/** The event, as a JSON text. */
export function writeMispEvent(campaign: SharedCampaign, { tlp, producer }: BundleOptions): string {
  const ids = keyedIds(campaign.key)
  const uuid = (...parts: readonly string[]) => ids('misp', campaign.id, ...parts).slice('misp--'.length)
  const timestamp = seconds(campaign.modified)
  const attributes = merged(contents(campaign)).map(({ type, category, value, comment }, place) => ({
    id: String(place + 1),
    event_id: '1',
    uuid: uuid('attribute', type, value),
    type,
    category,
    value,
    // Whole blocks and clients that people use too are for analysts to look at, and not for filters to block.
    to_ids: false,
    distribution: INHERITED,
    sharing_group_id: '0',
    timestamp,
    comment,
    deleted: false,
    disable_correlation: false,
    first_seen: campaign.firstSeen.replace('Z', '+00:00'),
    last_seen: campaign.lastSeen.replace('Z', '+00:00'),
  }))
  const organisation = {
    id: '1',
    name: producer ?? 'A provider that gives no name',
    uuid:
      producer === undefined
        ? ids('misp', 'unnamed').slice('misp--'.length)
        : publicId('identity', `producer ${producer}`).slice('identity--'.length),
  }
  const event = {
    id: '1',
    uuid: uuid('event'),
    info: `Campaign ${campaign.name}: ${INFO[campaign.verdict]}`,
    date: campaign.firstSeen.slice(0, 10),
    threat_level_id: campaign.verdict === 'distillation' ? '2' : '3',
    analysis: '1',
    published: false,
    timestamp,
    publish_timestamp: '0',
    first_publication: '0',
    org_id: '1',
    orgc_id: '1',
    Org: organisation,
    Orgc: organisation,
    attribute_count: String(attributes.length),
    distribution: DISTRIBUTION[tlp],
    sharing_group_id: '0',
    locked: false,
    extends_uuid: '',
    Tag: tags(campaign, tlp),
    Attribute: attributes,
  }
  return `${JSON.stringify({ Event: event }, null, 2)}\n`
}

const seconds = (time: string) => String(Math.floor(Date.parse(time) / 1000))

function tags(campaign: SharedCampaign, tlp: TlpLevel) {
  const techniques = TECHNIQUES.filter((technique) => technique.shownBy(campaign) !== undefined)
  return [
    { name: `tlp:${tlp}`, colour: '#ffc000' },
    ...techniques.map(({ id, name }) => ({
      name: `misp-galaxy:mitre-atlas-attack-pattern="${name} - ${id}"`,
      colour: '#0088cc',
    })),
  ]
}

function contents(campaign: SharedCampaign): AttributeContent[] {
  const { key } = campaign
  const keyed = key.isShared ? `community key ${key.id}` : 'a key that nobody holds: it matches nothing'
  return [
    {
      type: 'campaign-name',
      category: 'Attribution',
      value: campaign.name,
      comment: 'drawn; it means nothing',
    },
    {
      type: 'text',
      category: 'Other',
      value: `${campaign.accounts} accounts, ${campaign.exchanges} exchanges, probability ${campaign.probability}`,
      comment: 'size of the campaign',
    },
    ...campaign.indicators.flatMap((indicator) => attributesOf(indicator, keyed)),
  ]
}

/** One of each value: MISP takes no attribute twice, and a block may be of requests and of sign-ups. */
function merged(attributes: readonly AttributeContent[]): AttributeContent[] {
  const byValue = new Map<string, AttributeContent>()
  for (const attribute of attributes) {
    const name = `${attribute.type} ${attribute.value}`
    const known = byValue.get(name)
    byValue.set(name, known ? { ...known, comment: `${known.comment} · ${attribute.comment}` } : attribute)
  }
  return [...byValue.values()]
}

function attributesOf(indicator: Indicator, keyed: string): AttributeContent[] {
  const { kind, form, value, accounts, confidence, validUntil } = indicator
  const holds = `${kind}; ${accounts} accounts; confidence ${Math.floor(100 * confidence)}; until ${validUntil}`
  const keyedValue = { type: 'anonymised', category: 'Other' }
  if (form !== 'plain')
    return [
      { ...keyedValue, value, comment: `${holds}; ${form === 'sketch' ? 'sketch' : 'pseudonym'}, ${keyed}` },
    ]
  const network = { category: 'Network activity', comment: holds }
  if (kind !== 'client') return [{ ...network, type: 'ip-src', value }]
  const { ja4, userAgent } = partsOfClient(value)
  return [
    ...(ja4 === '' ? [] : [{ ...network, type: 'text', value: ja4, comment: `JA4; ${holds}` }]),
    ...(userAgent === '' ? [] : [{ ...network, type: 'user-agent', value: userAgent }]),
  ]
}
