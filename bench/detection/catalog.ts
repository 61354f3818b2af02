// The experiments, in the order in which they run.
import { REAL_DATA } from './real-data/real-data.js'
import type { DetectionSection } from './section.js'

export const DETECTION_SECTIONS: readonly DetectionSection[] = [REAL_DATA]
