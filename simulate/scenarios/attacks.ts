// All attack scenarios, in the order in which a list of them is shown.
import type { Scenario } from '../scenario.js'
import { EVASION_PROBING } from './evasion-probing.js'
import { HUMAN_IMITATION } from './human-imitation.js'
import { INJECTED_CONSTANT } from './injected-constant.js'
import { LOAD_BALANCED_CARDS } from './load-balanced-cards.js'
import { MANY_LANGUAGES } from './many-languages.js'
import { METADATA_ONLY } from './metadata-only.js'
import { OPAQUE_REPLAY } from './opaque-replay.js'
import { PARAPHRASED_TEMPLATES } from './paraphrased-templates.js'
import { PATIENT_RESIDENTIAL } from './patient-residential.js'
import { PROXY_HYDRA } from './proxy-hydra.js'
import { RELEASE_PIVOT } from './release-pivot.js'
import { SPARSE_BURST } from './sparse-burst.js'
import { SUBSCRIPTION_THROUGHPUT } from './subscription-throughput.js'

export const ATTACKS: readonly Scenario[] = [
  ...LOAD_BALANCED_CARDS,
  ...PATIENT_RESIDENTIAL,
  ...SPARSE_BURST,
  ...RELEASE_PIVOT,
  ...PROXY_HYDRA,
  ...INJECTED_CONSTANT,
  ...PARAPHRASED_TEMPLATES,
  ...METADATA_ONLY,
  ...MANY_LANGUAGES,
  ...OPAQUE_REPLAY,
  ...SUBSCRIPTION_THROUGHPUT,
  ...HUMAN_IMITATION,
  ...EVASION_PROBING,
]
