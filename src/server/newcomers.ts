// New accounts that show a campaign's traits when a gateway asks about them: recognised in memory, before anything they
// sent is loaded. The engine says after each analysis what campaigns show; what is decided goes to the desk at once and is
// written into the store when the engine has time.
import type { Standing } from '../respond/act-effect.js'
import type { Decision, DecisionRequest, ShownTraits } from '../respond/decision.js'
import { type Act, actsInForce } from '../respond/kept/acts.js'
import { recognisedBy } from '../respond/kept/recognitions.js'
import { KnownAccounts } from '../respond/recognise/known-accounts.js'
import { Recogniser } from '../respond/recognise/recogniser.js'
import { blockOf } from '../respond/recognise/shown-traits.js'
import type { DecisionDesk } from './decision-desk.js'
import type { Engine } from './engine/engine.js'
import type { NewcomerRules } from './engine/messages.js'
import type { Log } from './log.js'
import type { Metrics } from './metrics.js'
import type { RecognitionDesk } from './recognition-desk.js'
import { RequestCounts } from './request-counts.js'

const RETRY_MS = 5000

export class Newcomers {
  private recogniser: Recogniser | undefined
  private analysis = ''
  private known = new KnownAccounts(new Float64Array())
  private readonly counts = new RequestCounts()
  /** Made here and not in the store yet. */
  private unkept: Decision[] = []
  private keeping: Promise<void> | undefined
  private timer: NodeJS.Timeout | undefined
  private generation = 0

  constructor(
    private readonly desk: DecisionDesk,
    private readonly engine: Engine,
    private readonly metrics: Metrics,
    private readonly log: Log,
    private readonly recognitions: RecognitionDesk,
    /** All that people did, the store knows of it or not. */
    private readonly acts: () => readonly Act[],
  ) {}

  /** Asks the engine what campaigns show now. Until it has time, what was shown before counts. */
  async refresh(): Promise<void> {
    try {
      this.use(await this.engine.request('newcomers', {}))
    } catch (error) {
      this.log.debug({ error: String(error) }, 'what campaigns show was not told; the next analysis tells it')
    }
  }

  /** Recognises by other rules from now on; by none when undefined. */
  use(rules: NewcomerRules | undefined): void {
    this.recogniser = rules && new Recogniser(rules.profiles, rules.campaigns, rules.evaluation)
    this.analysis = rules?.analysis ?? ''
    this.known = new KnownAccounts(rules?.known ?? new Float64Array())
    // What people did since is not in these rules.
    this.revise()
  }

  /** Takes in what an account shows; what follows is in force when this returns. */
  look({ account, ip, traits }: DecisionRequest, now = Date.now()): void {
    // Who is not new is not counted: most are not.
    if (!this.recogniser || account === '' || this.known.has(account)) return
    const place = this.counts.count(account)
    if (traits === undefined) return
    const found = this.recogniser.observe(account, shownBy(traits, ip), now, { place })
    if (!found) return
    const { match, decisions } = found
    this.metrics.add('stillwatch_recognised_total', { campaign: match.campaign })
    const seen = { analysis: this.analysis, seenBy: 'gateway' } as const
    void this.recognitions
      .add(recognisedBy(match, seen, now))
      .catch((error: unknown) => this.log.error({ error: String(error) }, 'a recognition cannot be written'))
    if (decisions.length === 0) return
    this.unkept.push(...decisions)
    void this.desk
      .extend(decisions)
      .catch((error: unknown) => this.log.error({ error: String(error) }, 'decisions cannot be written'))
    this.keep()
  }

  /** Brings what was decided here into the store, as far as that is there: to be called before people change the rules. */
  async flush(): Promise<void> {
    clearTimeout(this.timer)
    this.keep()
    await this.keeping
  }

  /** Decides by other acts from now on, the newest of which changes what was decided and is not in the store yet. */
  revise(change?: (before: Standing) => Standing, now = Date.now()): void {
    const { rules, spared, appealed } = actsInForce(this.acts(), now)
    this.recogniser?.revise({ acts: rules, spared, appealed })
    if (change) this.unkept = [...change({ decisions: this.unkept, exemptions: [] }).decisions]
  }

  /** To be called when people changed the rules: what was decided by those before doesn't count. */
  forget(): void {
    this.unkept = []
    this.generation++
  }

  /** To be called when the desk was told anew what is in force: the store does not know of the newest yet. */
  async followed(): Promise<void> {
    const now = Date.now()
    this.unkept = this.unkept.filter(({ until }) => Date.parse(until) > now)
    if (this.unkept.length > 0) await this.desk.extend(this.unkept)
  }

  async stop(): Promise<void> {
    clearTimeout(this.timer)
    await this.keeping
  }

  private keep(): void {
    this.keeping ??= this.write().finally(() => {
      this.keeping = undefined
    })
  }

  private async write(): Promise<void> {
    // Whatever is asked in the same moment goes together.
    await Promise.resolve()
    while (this.unkept.length > 0) {
      const some = [...this.unkept]
      try {
        const { generation } = this
        await this.engine.request('keep', { decisions: some })
        const kept = new Set(some)
        this.unkept = this.unkept.filter((decision) => !kept.has(decision))
        // What was told in between was read before these were in the store.
        if (generation === this.generation) await this.desk.extend(some)
      } catch {
        this.timer = setTimeout(() => this.keep(), RETRY_MS)
        this.timer.unref()
        return
      }
    }
  }
}

/** What a request shows, with the blocks of its addresses as they are compared. */
function shownBy({ 'signup-ip': signup = [], ...traits }: ShownTraits, ip: string | undefined): ShownTraits {
  const blocks = (addresses: readonly (string | number)[]) =>
    addresses.flatMap((address) => blockOf(String(address)) ?? [])
  return {
    ...traits,
    ...(ip !== undefined && { block: [...(traits.block ?? []), ...blocks([ip])] }),
    ...(signup.length > 0 && { 'signup-block': [...(traits['signup-block'] ?? []), ...blocks(signup)] }),
  }
}
