// One campaign from analysis to analysis: when it was first accused, in which sense, and what it was called after.
import { HOUR } from '../../../simulate/clock.js'
import type { Label } from '../../../simulate/records.js'
import type { Look } from './kept-store.js'

/** A campaign as it was planned. */
export interface Enlisted {
  readonly label: Label
  readonly accounts: ReadonlySet<string>
  readonly exchanges: number
}

/** How far a campaign had come at an analysis. */
export interface Moment {
  /** Hours since the campaign's first exchange. */
  readonly hours: number
  /** Exchanges that its accounts had sent. */
  readonly exchanges: number
  /** Its accounts that had sent something. */
  readonly seen: number
  /** Of them those that were accused. */
  readonly accused: number
}

export interface CampaignLife {
  readonly label: string
  readonly accounts: number
  /** Exchanges of its accounts over its whole fortnight, if nobody acted. */
  readonly exchanges: number
  /** Analyses since its first exchange. */
  readonly looks: number
  /** Of them those after the first report, and those of these at which no accused campaign held half of it. */
  readonly looksAfter: number
  readonly lapses: number
  /** First analysis at which an accused campaign held any of its accounts; null when none did. */
  readonly firstAccount: Moment | null
  /** First analysis at which one accused campaign held at least half of its accounts seen so far. */
  readonly half: Moment | null
  /** First analysis at which accused campaigns together held at least half of them. */
  readonly halfInParts: Moment | null
  /** First analysis at which accused campaigns together held at least nine tenths of them. */
  readonly nineTenths: Moment | null
  /** Identities under which the store told of accused groups that were mostly its accounts. */
  readonly identities: number
  /** Whether the last analysis gave its largest part the identity of the first report. */
  readonly keepsName: boolean
  /** At the last analysis, explanations of groups that were not accused, with how many of its accounts each held. */
  readonly heldBack: Readonly<Record<string, number>>
}

interface Part {
  readonly id: string
  /** Accounts of the campaign that have sent something. */
  readonly held: number
  readonly isMostlyIts: boolean
}

/** Follows one campaign from analysis to analysis. */
export class Follower {
  private firstAccount: Moment | null = null
  private half: Moment | null = null
  private halfInParts: Moment | null = null
  private nineTenths: Moment | null = null
  private looks = 0
  private looksAfter = 0
  private lapses = 0
  private readonly identities = new Set<string>()
  private firstName = ''
  private lastName = ''
  private heldBack: Record<string, number> = {}

  constructor(private readonly campaign: Enlisted) {}

  get isReported(): boolean {
    return this.half !== null
  }

  /**
   * @param at time of the analysis, epoch milliseconds
   * @param first time of the campaign's first exchange; undefined when it has sent nothing yet
   * @param sent exchanges of each account so far
   */
  look(
    at: number,
    first: number | undefined,
    sent: ReadonlyMap<string, number>,
    { accused, cleared }: Pick<Look, 'accused' | 'cleared'>,
  ): void {
    if (first === undefined) return
    const seen = [...this.campaign.accounts].filter((account) => sent.has(account))
    const parts = accused.map(({ id, accounts }): Part => {
      const held = seen.filter((account) => accounts.has(account)).length
      return { id, held, isMostlyIts: held * 2 > accounts.size }
    })
    for (const { id, isMostlyIts } of parts) if (isMostlyIts) this.identities.add(id)
    const held = seen.filter((account) => accused.some(({ accounts }) => accounts.has(account))).length
    const now: Moment = {
      hours: (at - first) / HOUR,
      exchanges: seen.reduce((sum, account) => sum + (sent.get(account) ?? 0), 0),
      seen: seen.length,
      accused: held,
    }
    this.heldBack = {}
    for (const { explanation, accounts } of cleared) {
      const count = seen.filter((account) => accounts.has(account)).length
      if (count > 0) this.heldBack[explanation] = (this.heldBack[explanation] ?? 0) + count
    }
    this.looks++
    if (held > 0) this.firstAccount ??= now
    if (held * 2 >= seen.length) this.halfInParts ??= now
    if (held >= 0.9 * seen.length) this.nineTenths ??= now
    const [largest] = parts.sort((a, b) => b.held - a.held)
    this.report(now, largest !== undefined && largest.held * 2 >= seen.length, largest?.id ?? '')
  }

  private report(now: Moment, isHalf: boolean, name: string): void {
    if (this.half !== null) {
      this.looksAfter++
      if (!isHalf) this.lapses++
    } else if (isHalf) {
      this.half = now
      this.firstName = name
    }
    this.lastName = name
  }

  get life(): CampaignLife {
    const { label, accounts, exchanges } = this.campaign
    const { looks, looksAfter, lapses, firstAccount, half, halfInParts, nineTenths } = this
    return {
      label,
      accounts: accounts.size,
      exchanges,
      looks,
      looksAfter,
      lapses,
      firstAccount,
      half,
      halfInParts,
      nineTenths,
      identities: this.identities.size,
      keepsName: half !== null && this.firstName === this.lastName,
      heldBack: this.heldBack,
    }
  }
}
