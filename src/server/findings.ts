// What the newest analysis found, in memory, so that it is told while the engine works or is gone.
import type { Logger } from 'pino'
import type { KeptAnalysis } from '../campaigns/life/kept.js'
import type { MemberColumns } from '../campaigns/life/member-sent.js'
import type { Pictures } from '../campaigns/life/pictures.js'
import type { Analysis, Campaign, CampaignAccount } from '../model/analysis.js'
import { Problem } from '../model/problem.js'
import { say } from '../model/sentence.js'
import { type MemberFigures, memberFigures } from './members/member-figures.js'

/** A campaign that an account belongs to. */
export interface Membership extends Pick<Campaign, 'id' | 'name' | 'verdict' | 'state' | 'explanation'> {
  /** Of the campaign's verdict. */
  readonly probability: number
  readonly membership: Omit<CampaignAccount, 'id'>
}

/** What the engine knows of an analysis beside its result. */
export interface Reads {
  readonly pictures: (whole: string) => Promise<Pictures | undefined>
  readonly members: (whole: string, newest: string) => Promise<readonly MemberColumns[]>
}

/** Id of the whole analysis that one is or adds to. */
export const wholeOf = (kept: KeptAnalysis | undefined): string | undefined =>
  kept?.analysis.increment?.of ?? kept?.id

export class NewestFindings {
  private kept: KeptAnalysis | undefined
  private isTold = false
  private byAccount: Map<string, Membership[]> | undefined
  private drawn: Pictures | undefined
  private sent: ReadonlyMap<string, MemberFigures> = new Map()

  /**
   * Takes what was found together with its pictures and what its accounts sent: who asks in between is told of the analysis
   * before. Where these can't be read the findings are told without.
   */
  async take(kept: KeptAnalysis | undefined, reads: Reads, log: Pick<Logger, 'warn'>): Promise<void> {
    const whole = wholeOf(kept)
    const [drawn, columns] = await Promise.all([
      whole === undefined || this.drawn?.analysis === whole
        ? this.drawn
        : reads.pictures(whole).catch((error: unknown) => {
            log.warn({ error: String(error) }, 'the pictures of the analysis cannot be read')
            return undefined
          }),
      whole === undefined || kept === undefined
        ? []
        : reads.members(whole, kept.id).catch((error: unknown) => {
            log.warn({ error: String(error) }, 'what the accounts of the analysis sent cannot be read')
            return []
          }),
    ])
    const own = new Map(kept?.analysis.campaigns.map((campaign) => [campaign.id, campaign.accounts]))
    const sent = new Map(
      columns.flatMap((one) => {
        const accounts = own.get(one.campaign)
        return accounts ? [[one.campaign, memberFigures(accounts, one)] as const] : []
      }),
    )
    this.set(kept)
    this.drawn = drawn
    this.sent = sent
  }

  set(kept: KeptAnalysis | undefined): void {
    this.kept = kept
    this.sent = new Map()
    this.isTold = true
    this.byAccount = undefined
  }

  /** @throws Problem `no-analysis`; `engine-gone` as long as the store was never open */
  get newest(): KeptAnalysis {
    if (this.kept) return this.kept
    if (!this.isTold)
      throw new Problem(
        'engine-gone',
        'what was found is not known yet: the store did not open since the service started',
        'Try again in a moment; GET /readyz says when it is there.',
      )
    throw new Problem(
      'no-analysis',
      'nothing was analysed yet',
      'Wait for the schedule, or ask for an analysis with POST /v1/analyses.',
    )
  }

  get analysis(): Analysis | undefined {
    return this.kept?.analysis
  }

  /** When the newest analysis ended, RFC 3339; undefined when there is none. */
  get madeAt(): string | undefined {
    return this.kept?.madeAt
  }

  /** Of the newest whole analysis; undefined where none were kept. */
  get pictures(): Pictures | undefined {
    return this.drawn?.analysis === this.wholeId ? this.drawn : undefined
  }

  /** What accounts of a group sent, by their places in it; undefined where it was not kept. */
  figures(campaign: string): MemberFigures | undefined {
    return this.sent.get(campaign)
  }

  /** Id of the whole analysis that the newest one is or adds to. */
  get wholeId(): string | undefined {
    return wholeOf(this.kept)
  }

  /**
   * A group by its id or name.
   * @throws Problem `no-campaign`, `no-analysis`
   */
  campaign(wanted: string): Campaign {
    const found = this.newest.analysis.campaigns.find(({ id, name }) => id === wanted || name === wanted)
    if (found) return found
    throw new Problem(
      'no-campaign',
      say`the newest analysis knows no campaign “${wanted}”`,
      'GET /v1/campaigns lists those that it knows.',
    )
  }

  /** Accounts of all groups, each once. */
  accounts(): Iterable<string> {
    this.byAccount ??= indexed(this.kept?.analysis.campaigns ?? [])
    return this.byAccount.keys()
  }

  memberships(account: string): readonly Membership[] {
    this.byAccount ??= indexed(this.kept?.analysis.campaigns ?? [])
    return this.byAccount.get(account) ?? []
  }
}

function indexed(campaigns: readonly Campaign[]): Map<string, Membership[]> {
  const index = new Map<string, Membership[]>()
  for (const { id, name, verdict, state, explanation, probability, accounts } of campaigns)
    for (const { id: account, ...membership } of accounts) {
      const one: Membership = {
        id,
        name,
        verdict,
        ...(state !== undefined && { state }),
        ...(explanation !== undefined && { explanation }),
        probability,
        membership,
      }
      const others = index.get(account)
      if (others) others.push(one)
      else index.set(account, [one])
    }
  return index
}
