// What a partner says, as large as it is asked for: campaigns of a hundred indicators each, signed, taken in as from its
// collection.
import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { CommunityKey } from '../../src/share/community-key.js'
import type { Indicator } from '../../src/share/indicators.js'
import { signOwn } from '../../src/share/publish/sign-own.js'
import type { PartnerFeed } from '../../src/share/received/partner-file.js'
import { takeObjects } from '../../src/share/received/take.js'
import type { SharedCampaign } from '../../src/share/shared-campaign.js'
import { campaignBundle } from '../../src/share/stix/campaign-bundle.js'
import { producerId } from '../../src/share/stix/signed-object.js'
import { templateSketches } from '../../src/share/template-sketch.js'
import { traitPseudonyms } from '../../src/share/trait-pseudonym.js'
import { fingerprint } from '../../src/share/trust/ed25519-key.js'
import { createIdentity } from '../../src/share/trust/identity.js'
import { Partners } from '../../src/share/trust/partners.js'
import type { Store } from '../../src/store/store.js'

export const PARTNER = 'birch'

export interface Word {
  /** Templates, as keyed sketches. */
  readonly sketches: number
  /** Address blocks, clients, and pseudonyms of cards and mail domains. */
  readonly plain: number
  /** Of these, own ones that they ask for. */
  readonly own: { readonly anchors: readonly (readonly number[])[]; readonly blocks: readonly string[] }
}

const IN_A_CAMPAIGN = 100
const ANCHORS = 24
const DAY_MS = 86_400_000

/**
 * Puts what the partner says into a store.
 * @param folder for its keys
 * @param cards file of key cards that the receiver holds
 */
export async function hearPartner(
  store: Store,
  word: Word,
  { key, folder, cards }: { readonly key: CommunityKey; readonly folder: string; readonly cards: string },
  say: (line: string) => void,
): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const identity = createIdentity(join(folder, 'identity.json'), PARTNER, join(folder, 'root.json'))
  const directory = await Partners.open(cards)
  await directory.add(JSON.stringify(identity.card), fingerprint(identity.card.root))
  const feed: PartnerFeed = {
    name: PARTNER,
    url: '',
    collection: '',
    credentials: { kind: 'none' },
    key,
    tlp: 'amber+strict',
    isSignatureNeeded: true,
    sharesSightings: false,
  }
  const indicators = [...sketched(word, key), ...plain(word, key)]
  for (let at = 0, place = 0; at < indicators.length; at += IN_A_CAMPAIGN, place++) {
    if (place % 100 === 0) say(`a partner’s word: ${at} of ${indicators.length} indicators`)
    const campaign = campaignOf(place, indicators.slice(at, at + IN_A_CAMPAIGN), key)
    const { objects } = campaignBundle(campaign, { tlp: 'amber', producer: PARTNER })
    const signed = signOwn(objects, identity, producerId(PARTNER))
    const polled = signed.map((object) => ({ object, text: JSON.stringify(object) }))
    const { aside } = await takeObjects(store, feed, polled, directory)
    if (aside > 0) throw new Error(`${aside} objects of the partner were kept aside`)
  }
}

function* sketched({ sketches, own }: Word, key: CommunityKey): Generator<Indicator> {
  const sketch = templateSketches(key)
  for (let index = 0; index < sketches; index++) {
    const anchors = own.anchors[index] ?? strangers(index)
    yield {
      ...told(index),
      kind: 'template',
      form: 'sketch',
      value: sketch(anchors),
      original: '',
      share: 0.8,
    }
  }
}

/** Anchors of a template that nobody here sends. */
function strangers(index: number): readonly number[] {
  const bytes = createHash('shake256', { outputLength: 4 * ANCHORS })
    .update(`template ${index}`)
    .digest()
  return Array.from({ length: ANCHORS }, (_, place) => bytes.readUInt32LE(4 * place))
}

function* plain({ plain: count, own }: Word, key: CommunityKey): Generator<Indicator> {
  const pseudonym = traitPseudonyms(key)
  for (let index = 0; index < count; index++) {
    const common = told(index)
    const keyed = (kind: 'payment' | 'mail', original: string): Indicator => ({
      ...common,
      kind,
      form: 'pseudonym',
      value: pseudonym(kind, original),
      original,
    })
    if (index % 10 < 2) yield keyed('payment', `card-${index}`)
    else if (index % 10 < 4) yield keyed('mail', `${index}.example`)
    else if (index % 10 === 4) {
      const client = `client-${index}/1.0`
      yield { ...common, kind: 'client', form: 'plain', value: client, original: client }
    } else {
      const block =
        own.blocks[index >> 4] ?? `${11 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}.0/24`
      yield { ...common, kind: 'block', form: 'plain', value: block, original: block }
    }
  }
}

function told(index: number) {
  const now = Date.now()
  return {
    accounts: 10 + (index % 30),
    bits: 12,
    confidence: 0.99,
    validFrom: new Date(now - DAY_MS).toISOString(),
    validUntil: new Date(now + 90 * DAY_MS).toISOString(),
  }
}

function campaignOf(place: number, indicators: readonly Indicator[], key: CommunityKey): SharedCampaign {
  const [before, now] = [new Date(Date.now() - DAY_MS).toISOString(), new Date().toISOString()]
  return {
    key,
    id: `c-${String(place).padStart(12, '0')}`,
    name: `campaign-${place}`,
    verdict: 'distillation',
    probability: 0.99,
    created: before,
    modified: now,
    firstSeen: before,
    lastSeen: now,
    accounts: 40,
    exchanges: 10_000,
    inputTokens: 1_000_000,
    outputTokens: 1_000_000,
    capabilities: { reasoning: 1 },
    evidence: [{ detector: 'shared-payment', bits: 12 }],
    indicators,
    held: [],
  }
}
