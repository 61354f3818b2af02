// From what a new account shows to a decision about it: the matcher says whose it is, the policy what is done. The
// account is judged as one of the campaign's with the probability that the profile stands for.
import type { Campaign } from '../../model/analysis.js'
import type { Decision, ShownTraits } from '../decision.js'
import { type Evaluation, evaluate } from '../policy/evaluate.js'
import { type Subject, toldOfCampaign } from '../policy/match.js'
import { type Match, Matcher } from './matcher.js'
import type { Profiles } from './read-profiles.js'

/** Longest that is done anything about an account by what it shows alone: by then analyses have judged what it sends. */
const LONGEST = 24 * 3_600_000

export interface Recognition {
  readonly match: Match
  readonly decisions: readonly Decision[]
}

/** What is known of an account beside what it shows. */
export type AccountFacts = Partial<
  Pick<Subject, 'org' | 'tier' | 'program' | 'declared' | 'pathways' | 'keys' | 'tokens'>
>

export class Recogniser {
  private readonly matcher: Matcher
  private readonly campaigns: ReadonlyMap<string, Campaign>
  private readonly settled: Set<string>

  /**
   * @param evaluation what decisions are made by: policy, acts, exemptions
   * @param campaigns of the analysis that the profiles are of; their accounts have decisions already
   */
  constructor(
    { profiles }: Profiles,
    campaigns: readonly Campaign[],
    private evaluation: Omit<Evaluation, 'subjects' | 'addresses' | 'previous' | 'now'>,
  ) {
    this.matcher = new Matcher(profiles)
    this.campaigns = new Map(campaigns.map((campaign) => [campaign.id, campaign]))
    this.settled = new Set(
      profiles.flatMap(({ campaign }) => this.campaigns.get(campaign)?.accounts.map(({ id }) => id) ?? []),
    )
  }

  /** Decides by other acts from now on. */
  revise(acts: Pick<Evaluation, 'acts' | 'spared' | 'appealed'>): void {
    this.evaluation = { ...this.evaluation, ...acts }
  }

  /**
   * Takes in what an account shows; what is decided when it is recognised, once.
   * @param now milliseconds since 1970
   * @param place number of the request among the account's; one more than the last when left out
   */
  observe(
    account: string,
    traits: ShownTraits,
    now: number,
    { place, ...facts }: AccountFacts & { readonly place?: number } = {},
  ): Recognition | undefined {
    if (account === '' || this.settled.has(account)) return undefined
    const match = this.matcher.observe(account, traits, place)
    const campaign = match && this.campaigns.get(match.campaign)
    if (!match || !campaign) return undefined
    this.settled.add(account)
    const subject = subjectOf(match, campaign, facts)
    return { match, decisions: evaluate({ ...this.evaluation, subjects: [subject], longest: LONGEST, now }) }
  }
}

function subjectOf(match: Match, campaign: Campaign, facts: AccountFacts): Subject {
  return {
    account: match.account,
    ...toldOfCampaign(campaign),
    membership: match.profile.membership,
    exchanges: match.exchanges,
    allExchanges: match.exchanges,
    tokens: 0,
    pathways: [],
    keys: [],
    org: '',
    tier: '',
    program: '',
    declared: '',
    ...facts,
  }
}
