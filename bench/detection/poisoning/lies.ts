// What a partner publishes who lies: campaigns in the form of true ones, signed with its own valid key, of which each
// indicator names something that honest accounts of the receiver show.
import { createHash } from 'node:crypto'
import type { ShownKind } from '../../../src/respond/recognise/shown-traits.js'
import type { CommunityKey } from '../../../src/share/community-key.js'
import { cidrOf, type Indicator, KIND_RULES } from '../../../src/share/indicators.js'
import type { SharedCampaign, SharedVerdict } from '../../../src/share/shared-campaign.js'
import { campaignBundle } from '../../../src/share/stix/campaign-bundle.js'
import { signStixObject } from '../../../src/share/stix/signed-object.js'
import type { StixObject } from '../../../src/share/stix/stix-object.js'
import { templateSketches } from '../../../src/share/template-sketch.js'
import { traitPseudonyms } from '../../../src/share/trait-pseudonym.js'
import type { Signer } from '../../../src/share/trust/signature.js'
import type { Shown, Target } from './targets.js'

export interface Liar {
  readonly key: CommunityKey
  /** Undefined: it signs nothing, and can tell in any name. */
  readonly signer?: Signer
  readonly name: string
  readonly verdict: SharedVerdict
  /** Milliseconds since 1970. */
  readonly now: number
}

/** What a lie claims: as much as there can be. */
const CLAIMED = { accounts: 5000, exchanges: 2_000_000, bits: 40, detectorBits: 30 }
const DAY = 86_400_000

/** Objects that a receiver draws anything from. */
const READ: ReadonlySet<string> = new Set(['campaign', 'indicator', 'relationship'])

/** Objects of one campaign that names all that a target's accounts show, each value as shown by all of it. */
export function lieAbout(target: Target, shown: ReadonlyMap<string, Shown>, liar: Liar): StixObject[] {
  const { objects } = campaignBundle(claimedCampaign(target, shown, liar), {
    tlp: 'amber',
    producer: liar.name,
  })
  const { signer } = liar
  return objects
    .filter(
      ({ type, relationship_type }) =>
        READ.has(type) && (type !== 'relationship' || relationship_type === 'indicates'),
    )
    .map((object) => (signer === undefined ? object : signStixObject(object, signer, liar.now)))
}

function claimedCampaign(
  target: Target,
  shown: ReadonlyMap<string, Shown>,
  { key, name, verdict, now }: Liar,
): SharedCampaign {
  const id = createHash('sha256')
    .update(`${name} ${target.accounts.join(' ')}`)
    .digest('hex')
    .slice(0, 12)
  const time = (ms: number) => new Date(ms).toISOString()
  return {
    key,
    indicators: indicatorsOf(target, shown, key, now),
    held: [],
    id: `c-${id}`,
    name: `lie-${id}`,
    verdict,
    probability: 0.9999,
    created: time(now - DAY),
    modified: time(now),
    firstSeen: time(now - 14 * DAY),
    lastSeen: time(now),
    accounts: CLAIMED.accounts,
    exchanges: CLAIMED.exchanges,
    inputTokens: 1e9,
    outputTokens: 1e9,
    capabilities: { reasoning: 1 },
    evidence: [
      { detector: 'shared-payment', bits: CLAIMED.detectorBits },
      { detector: 'shared-template', bits: CLAIMED.detectorBits },
    ],
  }
}

function indicatorsOf(
  { accounts }: Target,
  shown: ReadonlyMap<string, Shown>,
  key: CommunityKey,
  now: number,
): Indicator[] {
  const pseudonym = traitPseudonyms(key)
  const sketch = templateSketches(key)
  const values = new Map<string, readonly [ShownKind, string]>()
  for (const account of accounts)
    for (const [kind, own] of Object.entries(shown.get(account) ?? {}))
      for (const value of own) values.set(`${kind} ${value}`, [kind as ShownKind, value])
  return [...values.values()].flatMap(([kind, value]): Indicator[] => {
    const { form } = KIND_RULES[kind]
    if (form === undefined) return []
    const written =
      form === 'sketch'
        ? sketch(value.split(' ').map(Number))
        : form === 'pseudonym'
          ? pseudonym(kind, value)
          : kind === 'client'
            ? value
            : cidrOf(value)
    return [
      {
        kind,
        form,
        value: written,
        original: value,
        accounts: CLAIMED.accounts,
        bits: CLAIMED.bits,
        confidence: 0.9999,
        validFrom: new Date(now - 14 * DAY).toISOString(),
        validUntil: new Date(now + 365 * DAY).toISOString(),
      },
    ]
  })
}
