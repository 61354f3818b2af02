// Recognition: how many exchanges an account that takes a banned one's place gets before what it shows is recognised,
// without another analysis. All accused accounts are banned at once; heirs and new honest accounts come after.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { HOUR } from '../../../simulate/clock.js'
import { readNewestAnalysis } from '../../../src/respond/kept/subjects.js'
import { Matcher, type Profile } from '../../../src/respond/recognise/matcher.js'
import { readProfiles } from '../../../src/respond/recognise/read-profiles.js'
import { readSightings, type Sighting } from '../../../src/respond/recognise/read-sightings.js'
import { openStore } from '../../../src/store/open-store.js'
import { GrowingLog } from './growing-log.js'
import { analyseGrowth } from './kept-store.js'
import { Seats } from './seats.js'
import { replacementStyles } from './styles.js'
import { createHonestWorld } from './world.js'

export interface RecognitionInput {
  readonly seed: number
  readonly honest: number
  readonly styles: readonly string[]
  readonly seats: number
  readonly cleanDays: number
  /** Hours for which campaigns work before the ban, and heirs after it. */
  readonly before: number
  readonly after: number
  readonly out: string
}

export interface StyleRecognition {
  readonly style: string
  /** Accounts that were banned: the analysis accused them. */
  readonly banned: number
  /** Heirs that sent something, and those of them that were recognised. */
  readonly heirs: number
  readonly recognised: number
  /** Exchanges after which each was, in growing order. */
  readonly exchanges: readonly number[]
  /** Heirs recognised at their first request by what a gateway knows of it, before anything is loaded. */
  readonly told: number
}

export interface RecognitionAnswer {
  readonly styles: readonly StyleRecognition[]
  readonly profiles: readonly Omit<Profile, 'values'>[]
  /** Honest accounts that sent nothing before the ban, and those of them that were recognised by mistake. */
  readonly honestNew: number
  readonly honestMatched: number
  /** Those of them that were by what a gateway knows. */
  readonly honestTold: number
}

export async function measureRecognition(input: RecognitionInput): Promise<RecognitionAnswer> {
  const { seed, honest, styles, seats, cleanDays, before, after } = input
  const folder = join(input.out, `recognition-${seed}-${styles.join('-')}`)
  mkdirSync(folder, { recursive: true })
  const location = join(folder, 'store')
  const { world, begin } = createHonestWorld(seed, honest, cleanDays, Math.ceil((before + after) / 24) + 1)
  const honestOf = new Set(world.accounts.map(({ record }) => record.account))
  const campaigns = replacementStyles(seats)
    .filter(({ id }) => styles.includes(id))
    .map(({ id, plan }) => ({
      id,
      seats: new Seats(world, { ...plan, label: `attack:life-${id}`, seats, reserve: 4 }, begin),
    }))
  const log = new GrowingLog(world, folder)
  const ban = begin + before * HOUR
  for (const campaign of campaigns) campaign.seats.deal(begin, ban)
  const { accused } = await analyseGrowth(location, log.grow(ban))
  const { profiles, templates } = await onStore(location, async (store) =>
    readProfiles(store, await readNewestAnalysis(store)),
  )
  const records = new Map(world.accounts.map(({ record }) => [record.account, record]))
  const banned = new Set<string>()
  for (const account of accused.flatMap(({ accounts }) => [...accounts])) {
    banned.add(account)
    for (const campaign of campaigns) campaign.seats.suspend(account, ban)
    const record = records.get(account)
    if (record) Object.assign(record, { status: 'suspended', suspended_at: new Date(ban).toISOString() })
  }
  for (const campaign of campaigns) campaign.seats.deal(ban, ban + after * HOUR)
  // The analysis is not looked at: it only loads what came.
  await analyseGrowth(location, log.grow(ban + after * HOUR))
  const sightings = await onStore(location, (store) => readSightings(store, ban, templates))
  const matched = matchAll(new Matcher(profiles), sightings)
  const told = matchAll(new Matcher(profiles), sightings.map(asTold))
  const fresh = new Set(sightings.map(({ account }) => account))
  return {
    styles: campaigns.map(({ id, seats: { holders } }): StyleRecognition => {
      const heirs = [...holders.values()].filter(
        ({ account, generation }) => generation > 0 && fresh.has(account),
      )
      const found = heirs.flatMap(({ account }) => matched.get(account) ?? [])
      return {
        style: id,
        banned: [...holders.keys()].filter((account) => banned.has(account)).length,
        heirs: heirs.length,
        recognised: found.length,
        exchanges: found.sort((a, b) => a - b),
        told: heirs.filter(({ account }) => told.get(account) === 1).length,
      }
    }),
    profiles: profiles.map(({ values: _, ...profile }) => profile),
    honestNew: [...fresh].filter((account) => honestOf.has(account)).length,
    honestMatched: [...matched.keys()].filter((account) => honestOf.has(account)).length,
    honestTold: [...told.keys()].filter((account) => honestOf.has(account)).length,
  }
}

/** Kinds that a gateway knows without reading the text of a request. */
const TOLD = new Set(['payment', 'mail', 'phone', 'signup-block', 'block', 'client'])

function asTold({ traits, ...sighting }: Sighting): Sighting {
  return {
    ...sighting,
    traits: Object.fromEntries(Object.entries(traits).filter(([kind]) => TOLD.has(kind))),
  }
}

/** Exchanges after which each account was recognised. */
function matchAll(matcher: Matcher, sightings: readonly Sighting[]): ReadonlyMap<string, number> {
  const matched = new Map<string, number>()
  for (const { account, place, traits } of sightings)
    if (!matched.has(account) && matcher.observe(account, traits)) matched.set(account, place)
  return matched
}

async function onStore<Result>(
  location: string,
  work: (store: Awaited<ReturnType<typeof openStore>>) => Promise<Result>,
): Promise<Result> {
  const store = await openStore({ location })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}
