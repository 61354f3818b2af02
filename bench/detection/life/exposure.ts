// Exposure: how much of a campaign was answered before the first analysis that accused it. One world with campaigns of
// several sizes, analysed over and over while its log grows.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { HOUR } from '../../../simulate/clock.js'
import { createExposureWorld, type ExposureWorld } from './exposure-world.js'
import { type CampaignLife, Follower } from './follower.js'
import { GrowingLog } from './growing-log.js'
import { analyseGrowth } from './kept-store.js'

export interface ExposureInput extends ExposureWorld {
  /** Hours after the first campaign's beginning at which analyses run, ascending. */
  readonly hours: readonly number[]
  /** Directory for the log and the store. */
  readonly out: string
}

export interface ExposureAnswer {
  readonly campaigns: readonly CampaignLife[]
  readonly honestAccounts: number
  /** Honest accounts that any of the analyses accused. */
  readonly honestAccused: number
  /** Every analysis: rows in the store, how long it took, honest accounts accused. */
  readonly looks: readonly {
    readonly hour: number
    readonly rows: number
    readonly ms: number
    readonly falselyAccused: number
  }[]
  readonly failedDetectors: readonly string[]
}

/** Analyses the growing log of one world until every campaign is reported or the hours are over. */
export async function measureExposure(input: ExposureInput): Promise<ExposureAnswer> {
  const folder = join(input.out, `exposure-${input.seed}-${input.cleanDays}`)
  mkdirSync(folder, { recursive: true })
  const { world, begin, campaigns } = createExposureWorld(input)
  const log = new GrowingLog(world, folder)
  const followers = campaigns.map((campaign) => new Follower(campaign))
  const honest = new Set(
    world.accounts.filter(({ label }) => label.startsWith('benign:')).map(({ record }) => record.account),
  )
  const looks: ExposureAnswer['looks'][number][] = []
  const honestAccused = new Set<string>()
  const failed = new Set<string>()
  let rows = 0
  for (const hour of input.hours) {
    const at = begin + hour * HOUR
    const growth = log.grow(at)
    if (growth.rows === 0) continue
    rows += growth.rows
    const look = await analyseGrowth(join(folder, 'store'), growth)
    const { accused, failedDetectors, ms } = look
    for (const id of failedDetectors) failed.add(id)
    campaigns.forEach(({ label }, index) => {
      followers[index]?.look(at, log.first.get(label), log.sent, look)
    })
    const wrongly = accused.flatMap(({ accounts }) => [...accounts].filter((account) => honest.has(account)))
    for (const account of wrongly) honestAccused.add(account)
    looks.push({ hour, rows, ms: Math.round(ms), falselyAccused: new Set(wrongly).size })
    if (followers.every(({ isReported }) => isReported)) break
  }
  return {
    campaigns: followers.map(({ life }) => life),
    honestAccounts: honest.size,
    honestAccused: honestAccused.size,
    looks,
    failedDetectors: [...failed],
  }
}
