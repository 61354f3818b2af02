// Who is in the scale world.
import { CAMPAIGNS } from './campaigns.js'
import { HONEST } from './honest.js'
import type { Kind } from './kind.js'

export const KINDS: readonly Kind[] = [...CAMPAIGNS, ...HONEST]
