// The experiments, in the order in which they run.
import { PEERS_SECTION } from './peers/peers.js'
import type { DetectionSection } from './section.js'

export const DETECTION_SECTIONS: readonly DetectionSection[] = [PEERS_SECTION]
