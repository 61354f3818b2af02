// A campaign with every kind of value, written out by hand, and the places of what its bundle is held against.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type CommunityKey, keyOf } from '../../src/share/community-key.js'
import { type Counted, chooseIndicators } from '../../src/share/indicators.js'
import type { SharedCampaign } from '../../src/share/shared-campaign.js'
import { ROOT } from '../repository/tree.js'

export const KEY = keyOf(Buffer.alloc(32, 7), true)
export const OTHER_KEY = keyOf(Buffer.alloc(32, 8), true)

export const anchorsFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => (first + index * 2_654_435_761) >>> 0)

export const VALUES: readonly Counted[] = [
  { kind: 'payment', value: 'fp_own', inside: 30, outside: 0 },
  { kind: 'payment', value: 'fp_family', inside: 3, outside: 1 },
  { kind: 'payment', value: '4111 1111 1111 1111', inside: 5, outside: 0 },
  { kind: 'mail', value: 'throwaway.example', inside: 20, outside: 0 },
  { kind: 'mail', value: 'free.example', inside: 12, outside: 900 },
  { kind: 'phone', value: '+65', inside: 38, outside: 40 },
  { kind: 'block', value: String(0x0a_01_02n | (1n << 40n)), inside: 25, outside: 0 },
  { kind: 'block', value: String(0x0a_01_03n | (1n << 40n)), inside: 25, outside: 4 },
  { kind: 'signup-block', value: String(0x2001_0db8_0042n | (1n << 50n)), inside: 9, outside: 0 },
  {
    kind: 'client',
    value: "t13d1516h2_8daaf6152771_b186095e22b6 it's a \\ client/1.0",
    inside: 33,
    outside: 0,
  },
  { kind: 'client', value: '=popular/2', inside: 10, outside: 30 },
  { kind: 'client', value: 'bot (jo@firm.example)', inside: 9, outside: 0 },
  { kind: 'parameters', value: '123 model-a', inside: 30, outside: 20 },
  { kind: 'parameters', value: '123 model-b', inside: 20, outside: 2 },
  { kind: 'system', value: '987654321', inside: 30, outside: 0 },
  { kind: 'reference', value: '555', inside: 4, outside: 0 },
  { kind: 'template', value: '1', inside: 40, outside: 0, anchors: anchorsFrom(17, 40), share: 0.8 },
  { kind: 'template', value: '2', inside: 40, outside: 0, anchors: anchorsFrom(99, 5), share: 0.1 },
]

const ACCOUNTS = Array.from({ length: 40 }, (_, index) => `acct-${index}`)

export function sharedCampaign(key: CommunityKey = KEY, redact: readonly string[] = []): SharedCampaign {
  const [firstSeen, lastSeen] = ['2026-09-14T01:02:03.000Z', '2026-09-27T23:59:59.000Z']
  const chosen = chooseIndicators(VALUES, {
    key,
    redacted: new Set(redact),
    inside: ACCOUNTS.length,
    outside: 10_000,
    probability: 0.992,
    firstSeen,
    lastSeen,
    accounts: ACCOUNTS,
  })
  return {
    ...chosen,
    key,
    id: 'c-0123456789ab',
    name: 'birch-gannet',
    verdict: 'distillation',
    probability: 0.992,
    state: 'active',
    created: '2026-09-20T06:00:00.123Z',
    modified: '2026-09-28T06:00:00.456Z',
    firstSeen,
    lastSeen,
    accounts: ACCOUNTS.length,
    exchanges: 14_178,
    inputTokens: 9_000_000,
    outputTokens: 21_000_000,
    capabilities: { 'code-generation': 0.75, reasoning: 0.25 },
    evidence: [
      { detector: 'shared-payment', bits: 12.5 },
      { detector: 'release-pivot', bits: 3.1 },
      { detector: 'daily-rhythm', bits: -0.4 },
    ],
    pivot: { within_hours: 24, moved: 0.61, moved_elsewhere: 0.12 },
    pool: {
      id: 'i-c-0123456789ab',
      campaigns: 2,
      accounts: 110,
      means: [
        { kind: 'payment', accounts: 70 },
        { kind: 'address', accounts: 31 },
      ],
    },
  }
}

/** Data that nobody here wrote; tests that need it say so where it is absent. */
export const VECTORS = join(dirname(ROOT), 'shared', 'data', 'vectors')
export const vectorsAbsent = existsSync(VECTORS) ? undefined : `${VECTORS} is absent`

const peer = (name: string) => join(ROOT, '.peers', 'share', 'bin', name)
export const PYTHON = peer('python')
export const VALIDATOR = peer('stix2_validator')
export const peersAbsent = existsSync(VALIDATOR)
  ? undefined
  : 'no share in .peers: run `node scripts/peers.mjs share`'
