// The experiments, in the order in which they run.
import { ADAPTIVE } from './adaptive/section.js'
import { BOUNDS } from './bounds/section.js'
import { EVASION } from './evasion/section.js'
import { LIFE } from './life/section.js'
import { LOOK_ALIKES } from './look-alikes/section.js'
import { BESIDE_PEERS } from './peers/section.js'
import { POISONING } from './poisoning/section.js'
import { PROXY_POOL } from './proxy-pool/section.js'
import { REAL_DATA } from './real-data/section.js'
import { REPLACEMENTS } from './replacements/section.js'
import type { DetectionSection } from './section.js'
import { SPLIT_CROWDS } from './split/crowds.js'
import { SPLIT_CAMPAIGNS } from './split/section.js'
import { WORLDS } from './worlds/section.js'

export const DETECTION_SECTIONS: readonly DetectionSection[] = [
  WORLDS,
  BOUNDS,
  LOOK_ALIKES,
  PROXY_POOL,
  LIFE,
  REPLACEMENTS,
  EVASION,
  ADAPTIVE,
  POISONING,
  SPLIT_CAMPAIGNS,
  SPLIT_CROWDS,
  BESIDE_PEERS,
  REAL_DATA,
]
