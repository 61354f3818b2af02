// The experiments, in the order in which they run.
import { ADAPTIVE } from './adaptive/section.js'
import { EVASION } from './evasion/section.js'
import type { DetectionSection } from './section.js'

export const DETECTION_SECTIONS: readonly DetectionSection[] = [EVASION, ADAPTIVE]
