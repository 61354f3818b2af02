// Replacement: how many exchanges an account that takes a banned one's place gets before it is accused. A closed loop:
// every hour the log is analysed, accused accounts are suspended, and the attacker answers with the next ones.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { HOUR } from '../../../simulate/clock.js'
import type { AccountRecord } from '../../../simulate/records.js'
import { GrowingLog } from './growing-log.js'
import { analyseGrowth } from './kept-store.js'
import { Seats } from './seats.js'
import { replacementStyles } from './styles.js'
import { createHonestWorld } from './world.js'

export interface ReplacementInput {
  readonly seed: number
  readonly honest: number
  /** Ids of styles; each is a campaign of its own in the world. */
  readonly styles: readonly string[]
  readonly seats: number
  /** Days of honest traffic before the campaigns begin. */
  readonly cleanDays: number
  /** Hours for which they work, each with an analysis at its end. */
  readonly hours: number
  readonly out: string
}

/** What one account got. */
export interface AccountLife {
  /** 0 for those that began the campaign, 1 and more for replacements. */
  readonly generation: number
  /** Exchanges until the analysis that accused it, or until the end. */
  readonly exchanges: number
  /** Analyses since its first exchange, with the one that accused it. */
  readonly looks: number
  readonly isAccused: boolean
}

export interface StyleLife {
  readonly style: string
  /** Accounts that sent something. */
  readonly accounts: readonly AccountLife[]
  /** Identities under which the store told of accused groups that are mostly its accounts. */
  readonly identities: number
}

export interface ReplacementAnswer {
  readonly styles: readonly StyleLife[]
  readonly honestAccounts: number
  readonly honestSuspended: number
  readonly analyses: number
  readonly msAnalysis: number
  readonly failedDetectors: readonly string[]
}

/** Accounts in reserve for each seat. */
const RESERVE = 24

class Campaign {
  private readonly looks = new Map<string, number>()
  private readonly accused = new Map<string, number>()
  private readonly identities = new Set<string>()

  constructor(
    readonly style: string,
    readonly seats: Seats,
  ) {}

  /** Counts an analysis for everybody who has sent something and is not suspended. */
  count(sent: ReadonlyMap<string, number>): void {
    for (const account of this.seats.holders.keys())
      if (sent.has(account) && !this.accused.has(account))
        this.looks.set(account, (this.looks.get(account) ?? 0) + 1)
  }

  /** @returns whether it is an account of this campaign */
  accuse(account: string, sent: ReadonlyMap<string, number>, at: number): boolean {
    if (!this.seats.holders.has(account)) return false
    if (!this.accused.has(account)) {
      this.accused.set(account, sent.get(account) ?? 0)
      this.seats.suspend(account, at)
    }
    return true
  }

  tellOf(id: string, accounts: ReadonlySet<string>): void {
    const own = [...accounts].filter((account) => this.seats.holders.has(account)).length
    if (own * 2 > accounts.size) this.identities.add(id)
  }

  life(sent: ReadonlyMap<string, number>): StyleLife {
    const accounts = [...this.seats.holders.values()]
      .filter(({ account }) => sent.has(account))
      .map(({ account, generation }): AccountLife => {
        const exchanges = this.accused.get(account)
        return {
          generation,
          exchanges: exchanges ?? sent.get(account) ?? 0,
          looks: this.looks.get(account) ?? 0,
          isAccused: exchanges !== undefined,
        }
      })
    return { style: this.style, accounts, identities: this.identities.size }
  }
}

/** Runs the loop for so many hours. */
export async function measureReplacement(input: ReplacementInput): Promise<ReplacementAnswer> {
  const { seed, honest, styles, seats, cleanDays, hours } = input
  const folder = join(input.out, `replacement-${seed}-${styles.join('-')}`)
  mkdirSync(folder, { recursive: true })
  const { world, begin } = createHonestWorld(seed, honest, cleanDays, Math.ceil(hours / 24) + 1)
  const honestOf = new Map(world.accounts.map(({ record }) => [record.account, record]))
  const plans = replacementStyles(seats).filter(({ id }) => styles.includes(id))
  const campaigns = plans.map(
    ({ id, plan }) =>
      new Campaign(
        id,
        new Seats(world, { ...plan, label: `attack:life-${id}`, seats, reserve: RESERVE }, begin),
      ),
  )
  const log = new GrowingLog(world, folder)
  const suspended = new Set<AccountRecord>()
  const failed = new Set<string>()
  let msAnalysis = 0
  const records = new Map(world.accounts.map(({ record }) => [record.account, record]))
  for (let hour = 1; hour <= hours; hour++) {
    const at = begin + hour * HOUR
    for (const campaign of campaigns) campaign.seats.deal(at - HOUR, at)
    const growth = log.grow(at)
    const { accused, failedDetectors, ms } = await analyseGrowth(join(folder, 'store'), growth)
    msAnalysis += ms
    for (const id of failedDetectors) failed.add(id)
    for (const campaign of campaigns) campaign.count(log.sent)
    for (const { id, accounts } of accused) {
      for (const campaign of campaigns) campaign.tellOf(id, accounts)
      for (const account of accounts) {
        for (const campaign of campaigns) campaign.accuse(account, log.sent, at)
        const record = records.get(account)
        if (record === undefined || record.status === 'suspended') continue
        record.status = 'suspended'
        record.suspended_at = new Date(at).toISOString()
        if (honestOf.has(account)) suspended.add(record)
      }
    }
  }
  return {
    styles: campaigns.map((campaign) => campaign.life(log.sent)),
    honestAccounts: honestOf.size,
    honestSuspended: suspended.size,
    analyses: hours,
    msAnalysis: Math.round(msAnalysis),
    failedDetectors: [...failed],
  }
}
