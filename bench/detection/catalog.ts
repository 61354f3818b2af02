// The experiments, in the order in which they run.
import { LIFE } from './life/life.js'
import type { DetectionSection } from './section.js'

export const DETECTION_SECTIONS: readonly DetectionSection[] = [LIFE]
