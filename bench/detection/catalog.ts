// The experiments, in the order in which they run.
import { LIFE } from './life/section.js'
import { LOOK_ALIKES } from './look-alikes/section.js'
import { PROXY_POOL } from './proxy-pool/section.js'
import type { DetectionSection } from './section.js'

export const DETECTION_SECTIONS: readonly DetectionSection[] = [LOOK_ALIKES, PROXY_POOL, LIFE]
