// The Traffic Light Protocol 2.0 (FIRST 2022), as STIX 2.1 carries it: marking definitions of OASIS's common objects, whose
// body is an extension. `definition_type: "tlp"` is version 1 and is not written.
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
