// The experiments, in the order in which they run.
import { EVASION } from './evasion/section.js'
import type { DetectionSection } from './section.js'

export const DETECTION_SECTIONS: readonly DetectionSection[] = [EVASION]
