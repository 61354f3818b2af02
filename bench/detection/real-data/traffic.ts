// The worlds of the experiment: an ordinary population, honest accounts with real arrivals, honest owners of real texts,
// and, in one of the two, campaigns.
import { openCorpus } from '../../../simulate/corpus/corpus.js'
import { populate } from '../../../simulate/people/population.js'
import { fork, shuffle } from '../../../simulate/random.js'
import { writeWorld } from '../../../simulate/simulate.js'
import { createWorld } from '../../../simulate/world.js'
import type { Made } from '../../tasks.js'
import { ACCOUNT_PLANS, addCampaign, addOwners, type PlannedCampaign } from './campaigns.js'
import { addHonestTraffic, readHonestTraces } from './honest-traffic.js'
import { readRealTexts } from './real-texts.js'
import { readBursts } from './star-bursts.js'

export interface RealTrafficOptions {
  readonly corpus: string
  readonly out: string
  readonly seed: number
  /** Ordinary honest accounts around everything. */
  readonly population: number
  /** Of the ServeGen clients every so many-th. */
  readonly everyClient: number
  readonly withCampaigns: boolean
}

export interface RealTraffic extends Made {
  readonly campaigns: readonly PlannedCampaign[]
}

/**
 * Makes and writes a world. Each text's campaign takes a burst of its own; account plans alternate by text and seed, so
 * that two seeds show every text with both.
 */
export async function makeRealTraffic(options: RealTrafficOptions): Promise<RealTraffic> {
  const { corpus: directory, seed } = options
  const world = createWorld({ seed, scale: 1, ...(await openCorpus(directory)) })
  populate(world, options.population)
  addHonestTraffic(world, await readHonestTraces(directory), options.everyClient)
  const texts = await readRealTexts(directory)
  for (const text of texts) addOwners(world, text)
  const bursts = shuffle(fork(world.random, 'bursts'), await readBursts(directory))
  const campaigns = options.withCampaigns
    ? texts.flatMap((text, index) => {
        const burst = bursts[index % bursts.length]
        const accountPlan = ACCOUNT_PLANS[(index + seed) % ACCOUNT_PLANS.length]
        return burst === undefined || accountPlan === undefined
          ? []
          : [addCampaign(world, text, burst, accountPlan)]
      })
    : []
  const { files, exchanges, accounts, bytes } = await writeWorld(world, {
    scenario: 'real-data',
    out: options.out,
    seed,
  })
  return { files, exchanges, accounts, bytes, campaigns }
}
