// MITRE ATLAS's names for what a campaign does: the techniques of its case study AML.CS0056, “Model Distillation Campaigns
// Targeting Anthropic Claude”, and mitigations of them. Pinned to ATLAS 5.6.0; names and numbers only.
import type { SharedCampaign } from '../shared-campaign.js'
import { publicId } from './identifiers.js'
import { SPEC_VERSION, type StixObject } from './stix-object.js'
import { TLP } from './tlp.js'

const CASE_STUDY = 'AML.CS0056'
/** When the list was taken over. */
const TAKEN = '2026-11-22T00:00:00.000Z'

export interface Technique {
  readonly id: string
  readonly name: string
  /** Tactic, as a phase of the kill chain `mitre-atlas`. */
  readonly phase: string
  /** What speaks for it; undefined when nothing in this campaign does. */
  readonly shownBy: (campaign: SharedCampaign) => string | undefined
  /** Whether the log shows it, or the case study says that it follows. */
  readonly isSeen: boolean
}

const isDistillation = ({ verdict }: SharedCampaign) => verdict === 'distillation'
const follows = (campaign: SharedCampaign) =>
  isDistillation(campaign) ? `Named in ${CASE_STUDY} as what follows; no request log shows it.` : undefined

/** The case study's, in its order. */
export const TECHNIQUES: readonly Technique[] = [
  {
    id: 'AML.T0008.005',
    name: 'AI Service Proxies',
    phase: 'resource-development',
    isSeen: true,
    shownBy: ({ pool, evidence }) =>
      pool
        ? 'Several campaigns have cards, places of sign-up or exits in common, as of one seller of access.'
        : evidence.some(
              ({ detector, bits }) => bits > 0 && /^shared-(address|payment|registration)$/.test(detector),
            )
          ? 'Its accounts share cards, places of sign-up or exits.'
          : undefined,
  },
  {
    id: 'AML.T0065',
    name: 'LLM Prompt Crafting',
    phase: 'resource-development',
    isSeen: true,
    shownBy: (campaign) =>
      isDistillation(campaign) || campaign.indicators.some(({ kind }) => kind === 'template')
        ? 'Its accounts send wordings that were made for it.'
        : undefined,
  },
  {
    id: 'AML.T0040',
    name: 'AI Model Inference API Access',
    phase: 'ai-model-access',
    isSeen: true,
    shownBy: () => 'Its exchanges are calls of an inference API.',
  },
  {
    id: 'AML.T0024.002',
    name: 'Extract AI Model',
    phase: 'exfiltration',
    isSeen: true,
    shownBy: (campaign) =>
      isDistillation(campaign)
        ? 'Its accounts act as one, and ask for what a model is trained on.'
        : undefined,
  },
  {
    id: 'AML.T0048.004',
    name: 'AI Intellectual Property Theft',
    phase: 'impact',
    isSeen: false,
    shownBy: follows,
  },
  { id: 'AML.T0048.002', name: 'Societal Harm', phase: 'impact', isSeen: false, shownBy: follows },
  { id: 'AML.T0048.003', name: 'User Harm', phase: 'impact', isSeen: false, shownBy: follows },
]

interface Mitigation {
  readonly id: string
  readonly name: string
  readonly says: string
  readonly mitigates: readonly string[]
}

export const MITIGATIONS: readonly Mitigation[] = [
  {
    id: 'AML.M0019',
    name: 'Control Access to AI Models and Data in Production',
    says: 'Ask the accounts to verify who they are; hold those that share the campaign’s means until they did.',
    mitigates: ['AML.T0040', 'AML.T0008.005'],
  },
  {
    id: 'AML.M0004',
    name: 'Restrict Number of AI Model Queries',
    says: 'Limit what the campaign sends as a whole: limits on single accounts are stepped around with more of them.',
    mitigates: ['AML.T0024.002'],
  },
  {
    id: 'AML.M0024',
    name: 'AI Telemetry Logging',
    says: 'Keep fingerprints of exchanges, and hold these indicators against them, backwards in time too.',
    mitigates: ['AML.T0024.002', 'AML.T0065'],
  },
]

const common = {
  spec_version: SPEC_VERSION,
  created: TAKEN,
  modified: TAKEN,
  object_marking_refs: [TLP.clear.id],
}

const reference = (kind: 'techniques' | 'mitigations' | 'studies', id: string) => ({
  source_name: 'mitre-atlas',
  external_id: id,
  url: `https://atlas.mitre.org/${kind}/${id}`,
})

/** A technique as an attack pattern, the same from everybody. */
export function attackPattern({ id, name, phase }: Technique): StixObject {
  return {
    type: 'attack-pattern',
    id: publicId('attack-pattern', id),
    ...common,
    name,
    kill_chain_phases: [{ kill_chain_name: 'mitre-atlas', phase_name: phase }],
    external_references: [
      reference('techniques', id),
      {
        ...reference('studies', CASE_STUDY),
        description: 'The case study of distillation campaigns that names it.',
      },
    ],
  }
}

/** A mitigation as a course of action, the same from everybody. */
export function courseOfAction({ id, name, says }: Mitigation): StixObject {
  return {
    type: 'course-of-action',
    id: publicId('course-of-action', id),
    ...common,
    name,
    description: says,
    external_references: [reference('mitigations', id)],
  }
}
