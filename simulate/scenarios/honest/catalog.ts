// Further look-alikes, each at several sizes, in the order in which a list of them is shown. The last must stay last:
// its outage repeats what all others planned.
import type { Scenario } from '../../scenario.js'
import { CREDITS } from './credits.js'
import { DECLARED } from './declared.js'
import { EVERYONE } from './everyone.js'
import { LEARNING } from './learning.js'
import { LESSONS } from './lessons.js'
import { NETWORKS } from './networks.js'
import { OFFICES } from './offices.js'
import { PRODUCTS } from './products.js'
import { PUBLISHED } from './published.js'
import { SIZES } from './sizes.js'

export const HONEST: readonly Scenario[] = [
  ...LEARNING,
  ...LESSONS,
  ...CREDITS,
  ...PRODUCTS,
  ...OFFICES,
  ...PUBLISHED,
  ...NETWORKS,
  ...DECLARED,
  ...SIZES,
  ...EVERYONE,
]
