// The Traffic Light Protocol 2.0 (FIRST 2022), as STIX 2.1 carries it: marking definitions of OASIS's common objects, whose
// body is an extension. `definition_type: "tlp"` is version 1 and is not written.
import { isObject } from './object-check.js'
import { SPEC_VERSION, type StixObject } from './stix-object.js'

const EXTENSION = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d'

/** From open to closed: the id of each marking, and who may see what carries it. */
export const TLP = {
  clear: { id: 'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487', says: 'everybody' },
  green: { id: 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb', says: 'the community' },
  amber: {
    id: 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421',
    says: 'the recipient’s organisation and its clients, where they need to know',
  },
  'amber+strict': {
    id: 'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003',
    says: 'the recipient’s organisation alone, where it needs to know',
  },
  red: { id: 'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1', says: 'the persons addressed' },
} as const

export type TlpLevel = keyof typeof TLP
export const TLP_LEVELS = Object.keys(TLP) as readonly TlpLevel[]

/** The marking definition, the same bytes of information as OASIS's own. */
export function tlpMarking(level: TlpLevel): StixObject {
  return {
    type: 'marking-definition',
    spec_version: SPEC_VERSION,
    id: TLP[level].id,
    created: '2022-10-01T00:00:00.000Z',
    name: `TLP:${level.toUpperCase()}`,
    extensions: { [EXTENSION]: { extension_type: 'property-extension', tlp_2_0: level } },
  }
}

/** Types that are the same for everybody, or say nothing of a campaign: open where nothing marks them. */
export const COMMON_TYPES: ReadonlySet<string> = new Set([
  'marking-definition',
  'extension-definition',
  'attack-pattern',
  'course-of-action',
  'identity',
])

const LEVEL_BY_MARKING: ReadonlyMap<string, TlpLevel> = new Map([
  ...TLP_LEVELS.map((level) => [TLP[level].id, level] as const),
  // Markings of TLP 1, which many still send (STIX 2.1, section 7.2.1.4).
  ['marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9', 'clear'],
  ['marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da', 'green'],
  ['marking-definition--f88d31f6-486f-44da-b317-01333bde0b82', 'amber'],
  ['marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed', 'red'],
])

/**
 * The most closed marking of an object or of a part of it; `amber+strict` where it has none, but for what is the same for
 * everybody.
 */
export function tlpOf(object: Readonly<Record<string, unknown>>): TlpLevel {
  const { object_marking_refs, granular_markings } = object
  const refs = [
    ...(Array.isArray(object_marking_refs) ? object_marking_refs : []),
    ...(Array.isArray(granular_markings) ? granular_markings : []).map((one) =>
      isObject(one) ? one.marking_ref : undefined,
    ),
  ]
  const levels = refs.flatMap((ref) => LEVEL_BY_MARKING.get(String(ref).toLowerCase()) ?? [])
  if (levels.length === 0) return isCommon(object) ? 'clear' : 'amber+strict'
  return levels.reduce((one, other) => (rankOf(other) > rankOf(one) ? other : one))
}

/** A person, or whom to call, is not. */
const isCommon = ({ type, identity_class, contact_information }: Readonly<Record<string, unknown>>) =>
  COMMON_TYPES.has(String(type)) &&
  !(type === 'identity' && (identity_class === 'individual' || contact_information !== undefined))

/** 0 for clear to 4 for red. */
export const rankOf = (level: TlpLevel): number => TLP_LEVELS.indexOf(level)

/** The more open of two. */
export const lowerOf = (one: TlpLevel, other: TlpLevel): TlpLevel =>
  rankOf(one) <= rankOf(other) ? one : other
