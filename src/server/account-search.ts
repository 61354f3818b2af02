// Accounts by a part of their id: those that anything was found, decided or said of from memory, all others of the engine
// where it has the time. Whether an account is known at all is asked here too.
import type { ActDesk } from './acts/act-desk.js'
import type { AnalysisClock } from './analysis-clock.js'
import type { DecisionDesk } from './decision-desk.js'
import type { Engine } from './engine/engine.js'
import { MOST_FOUND } from './engine/find-accounts.js'
import type { NewestFindings } from './findings.js'
import { inTime } from './in-time.js'
import type { RecognitionDesk } from './recognition-desk.js'

export interface AccountSearchOptions {
  readonly findings: NewestFindings
  readonly recognitions: RecognitionDesk
  readonly desk: DecisionDesk
  readonly acts: ActDesk
  readonly engine: Engine
  readonly clock: AnalysisClock
}

export interface FoundAccounts {
  readonly accounts: readonly string[]
  /** Whether there are more than these. */
  readonly isMore: boolean
  /** Whether all accounts of the log were looked at. */
  readonly isWhole: boolean
}

/** Whether an account is known: seen, or named by an act. `unchecked` while the engine has no time to tell. */
export const KNOWING = ['known', 'unknown', 'unchecked'] as const
export type Knowing = (typeof KNOWING)[number]

/** How long the engine may take over a search, and while it analyses, when it hardly ever answers. */
const SEARCH_MS = 1000
const BUSY_MS = 30
const KNOWS_MS = 3000
/** Searches that the engine has at a time. */
const AT_ONCE = 2

export class AccountSearch {
  private underWay = 0

  constructor(private readonly options: AccountSearchOptions) {}

  /**
   * Accounts whose ids hold a text, capitals or not: one that is the same first, then those that begin with it.
   * @param part not empty
   */
  async find(part: string, limit: number): Promise<FoundAccounts> {
    const wanted = part.toLowerCase()
    const found = new Set<string>()
    for (const account of this.remembered()) if (account.toLowerCase().includes(wanted)) found.add(account)
    const more = await this.ask(part)
    for (const account of more ?? []) found.add(account)
    const rank = (account: string) =>
      account === part ? 0 : account.toLowerCase().startsWith(wanted) ? 1 : 2
    const sorted = [...found]
      .map((account) => ({ account, rank: rank(account) }))
      .sort((a, b) => a.rank - b.rank || (a.account < b.account ? -1 : 1))
    return {
      accounts: sorted.slice(0, limit).map(({ account }) => account),
      isMore: sorted.length > limit || (more?.length ?? 0) >= MOST_FOUND,
      isWhole: more !== undefined,
    }
  }

  /** Whether an account was ever seen, as far as can be told now. */
  async knows(account: string): Promise<Knowing> {
    const { findings, recognitions, desk, acts, engine } = this.options
    if (findings.memberships(account).length + recognitions.ofAccount(account).length > 0) return 'known'
    const { decision, shadow } = desk.table.find({ account })
    if (decision ?? shadow ?? acts.acts.find((act) => act.account === account)) return 'known'
    const facts = await inTime(engine.request('account', { id: account }), KNOWS_MS)
    return facts === null ? 'unchecked' : facts === undefined ? 'unknown' : 'known'
  }

  private async ask(part: string): Promise<readonly string[] | undefined> {
    const { engine, clock } = this.options
    if (this.underWay >= AT_ONCE) return undefined
    this.underWay++
    const asked = engine.request('find-accounts', { part }).finally(() => this.underWay--)
    return (await inTime(asked, clock.isRunning ? BUSY_MS : SEARCH_MS)) ?? undefined
  }

  /** Accounts of groups, recognised ones, and those that something was decided or done about. */
  private *remembered(): Generator<string> {
    const { findings, recognitions, desk, acts } = this.options
    yield* findings.accounts()
    yield* recognitions.accounts()
    for (const { account } of desk.snapshot().decisions) yield account
    for (const { account } of desk.terms().exemptions) yield account
    for (const { account } of acts.acts) if (account !== '') yield account
  }
}
