// What the engine's process does for the service. Loads and analyses take turns, so that an analysis sees the same log
// from its beginning to its end; short questions are answered between.
import { readNewestKept } from '../../campaigns/life/kept.js'
import { readMembers } from '../../campaigns/life/member-sent.js'
import { readPictures } from '../../campaigns/life/pictures.js'
import { keepFeedback, readFeedback } from '../../feedback/kept-feedback.js'
import { type FactsReport, loadFacts } from '../../fingerprint/facts/facts.js'
import { loadAccounts } from '../../fingerprint/load-accounts.js'
import { loadExchanges } from '../../fingerprint/load-exchanges.js'
import { Problem } from '../../model/problem.js'
import { act } from '../../respond/act.js'
import { adoptOrPropose } from '../../respond/adopt.js'
import { backtestPolicy } from '../../respond/backtest.js'
import type { Decision } from '../../respond/decision.js'
import { keepActs, readActs } from '../../respond/kept/acts.js'
import { keepDecisions, readDecisionsInForce } from '../../respond/kept/decisions.js'
import { readKeyAccounts } from '../../respond/kept/key-accounts.js'
import { readPolicies, readPolicyInForce } from '../../respond/kept/policies.js'
import { keepRecognised, readRecognised } from '../../respond/kept/recognitions.js'
import { parsePolicy } from '../../respond/policy/parse-policy.js'
import { previewStep } from '../../respond/preview-act.js'
import { isAsked, type Response, readResponse, respond } from '../../respond/respond.js'
import { reviewPolicy } from '../../respond/review-policy.js'
import { readSharedCampaign } from '../../share/shared-campaign.js'
import type { Archive } from '../../share/taxii/server/archive.js'
import { StoreArchive } from '../../share/taxii/server/store-archive.js'
import { linesFile } from '../../sources/input-file.js'
import { planReadings } from '../../sources/reading.js'
import { Spool } from '../../sources/spool.js'
import { migrate } from '../../store/migrate.js'
import { openStore } from '../../store/open-store.js'
import type { Store } from '../../store/store.js'
import { ACCOUNTS } from '../inbox/kinds.js'
import { readAccountSeries } from './account-view.js'
import { Analyst } from './analyst.js'
import { makeCaseHere } from './case-work.js'
import { findFallen, isBorne, liftFallen } from './fallen-ground.js'
import type { Fallen } from './fallen-note.js'
import { findAccounts } from './find-accounts.js'
import type {
  AccountFacts,
  EngineOptions,
  InForce,
  RequestMessage,
  RequestName,
  Requests,
  SeenEvent,
} from './messages.js'
import { PartnerWork } from './partner-work.js'
import { type Looked, NOBODY, Recognition } from './recognition.js'

type Outcome = Got<'load'>['outcome']
type Step = (step: string) => void
type Got<Name extends RequestName> = Requests[Name]['got']

export class EngineWork {
  private store: Store | undefined
  private options: EngineOptions | undefined
  private facts: Promise<FactsReport> | undefined
  private recognition: Recognition | undefined
  private collections: Archive | undefined
  private partners: PartnerWork | undefined
  private analyst: Analyst | undefined
  private turn: Promise<unknown> = Promise.resolve()

  /** Does what a message asks for. */
  run(message: RequestMessage, step: Step): Promise<unknown> {
    const does = this.does[message.name] as (sent: unknown, step: Step) => Promise<unknown>
    return does(message.sent, step)
  }

  private readonly does: {
    [Name in RequestName]: (sent: Requests[Name]['sent'], step: Step) => Promise<Got<Name>>
  } = {
    open: (options) => this.open(options),
    load: (sent) =>
      this.inTurn(async () => ({
        outcome: await this.load(sent),
        recognised: await this.recognise(sent.kind),
      })),
    analyze: (sent, step) => this.inTurn(() => this.analyze(sent, step)),
    events: ({ after }) => readEvents(this.opened, after),
    pictures: ({ analysis }) => readPictures(this.opened, analysis),
    members: ({ whole, newest }) => readMembers(this.opened, whole, newest),
    act: (sent) => this.inTurn(() => this.act(sent)),
    feedback: async ({ rows }) => {
      await keepFeedback(this.opened, rows)
      return readFeedback(this.opened)
    },
    adopt: (sent) => this.inTurn(() => this.adopt(sent)),
    approvePolicy: ({ act: id, ...base }) =>
      this.inTurn(async () => ({
        act: await act(this.opened, base, { kind: 'approve', act: id }),
        inForce: await this.respond(),
      })),
    previewStep: ({ asked, most, acts }) => previewStep(this.opened, asked, { most, acts }),
    reviewPolicy: ({ text }) => reviewPolicy(this.opened, text),
    backtestPolicy: ({ text, most }) =>
      this.inTurn(async () => {
        const inForce = await readPolicyInForce(this.opened)
        return backtestPolicy(this.opened, parsePolicy(text, 'the policy'), { inForce, most })
      }),
    policies: () => readPolicies(this.opened),
    newcomers: () => this.inTurn(async () => this.recognition?.rules(this.opened)),
    keep: ({ decisions }) => this.inTurn(() => this.keep(decisions)),
    'keep-recognised': ({ rows }) => keepRecognised(this.opened, rows),
    recognised: () => readRecognised(this.opened),
    case: (order) => makeCaseHere(this.opened, order),
    account: ({ id }) => readAccount(this.opened, id),
    'find-accounts': ({ part }) => findAccounts(this.opened, part),
    'account-series': ({ id, analysis, campaigns }) =>
      readAccountSeries(this.opened, id, analysis, campaigns),
    shared: (sent) => this.shared(sent),
    taxiiPage: (sent) => this.archive.page(sent),
    taxiiHas: (sent) => this.archive.has(sent),
    taxiiAdd: (sent) => this.archive.add(sent),
    taxiiRemove: (sent) => this.archive.remove(sent),
    taxiiStatus: ({ root, id }) => this.archive.status(root, id),
    pull: async () => (await this.partners?.pull()) ?? [],
    newer: async () => this.partners?.look(),
    distrusted: async () => (await this.partners?.told())?.distrusted ?? [],
    unborne: () => this.countUnborne(),
    received: async () => this.partners?.view(),
    close: () => this.inTurn(() => this.close()),
  }

  private get opened(): Store {
    if (!this.store) throw engineClosed()
    return this.store
  }

  private get thread(): Analyst {
    if (!this.analyst) throw engineClosed()
    return this.analyst
  }

  private get archive(): Archive {
    if (!this.collections) throw engineClosed()
    return this.collections
  }

  private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.turn.then(work)
    this.turn = turn.catch(() => {})
    return turn
  }

  private async open(options: EngineOptions): Promise<Got<'open'>> {
    const store = await openStore({
      location: options.store,
      database: options.database,
      cluster: options.cluster,
    })
    try {
      await migrate(store)
      this.options = options
      this.store = store
      this.collections = new StoreArchive(store)
      const { store: location, database, cluster } = options
      const analyst = new Analyst({ location, database, cluster }, options.keepText)
      this.analyst = analyst
      this.partners =
        options.partners && new PartnerWork(options.partners, store, analyst, (work) => this.inTurn(work))
      // Beside the first loads; an analysis waits for it.
      this.facts = loadFacts(store, options.facts)
      this.facts.catch(() => {})
      // Beside what the service does first; loads come after it.
      void this.inTurn(async () => {
        this.recognition = await Recognition.of(store, await readNewestKept(store))
      }).catch(() => {})
      const [row] = await store.query<{ version: string; exchanges: number }>(
        'SELECT version() AS version, (SELECT count() FROM exchange) AS exchanges',
      )
      return {
        engine: `ClickHouse ${row?.version ?? ''} (${store.kind})`,
        exchanges: row?.exchanges ?? 0,
        newest: await readNewestKept(store),
        inForce: (await isAsked(store)) ? await inForceOf(store, await readResponse(store)) : undefined,
      }
    } catch (error) {
      this.store = undefined
      await store.close()
      throw error
    }
  }

  private async load({ kind, files, rejectsFile }: Requests['load']['sent']): Promise<Outcome> {
    const store = this.opened
    const links = new Spool()
    try {
      const inputs = files.map((path) => linesFile(path, links))
      if (kind === ACCOUNTS) {
        const { accepted, rejected, unreadableTimes } = await loadAccounts(store, inputs).catch(noAccounts)
        const skipped = unreadableTimes === 0 ? {} : { 'unreadable-time': unreadableTimes }
        return { accepted, rejected: rejected === 0 ? {} : { 'no-account': rejected }, skipped }
      }
      const plan = planReadings(store, { files: inputs, leftOut: [], close: () => {} }, kind)
      const { accepted, rejected, skipped, shortened } = await loadExchanges(store, plan, {
        keepText: this.options?.keepText,
        rejectsFile,
        isRejectsKept: true,
      })
      return { accepted, rejected, skipped: { ...skipped, ...shortened } }
    } finally {
      links.close()
    }
  }

  /** A failure here loses nothing: the next analysis decides on everybody. */
  private async recognise(kind: string): Promise<Looked> {
    if (kind === ACCOUNTS || !this.recognition) return NOBODY
    return this.recognition.look(this.opened).catch((error: unknown) => {
      process.stderr.write(
        `${JSON.stringify({ level: 'error', msg: 'recognition failed', error: String(error) })}\n`,
      )
      return NOBODY
    })
  }

  private async keep(decisions: readonly Decision[]): Promise<undefined> {
    await keepDecisions(this.opened, decisions)
    this.recognition?.settle(decisions.map(({ account }) => account))
  }

  private async analyze(
    { rejected, isWhole }: Requests['analyze']['sent'],
    step: Step,
  ): Promise<Got<'analyze'>> {
    const facts = await this.facts
    const pace = isWhole ? undefined : this.options?.pace
    const received = this.partners?.received()
    const before = await this.findFallen()
    const note = this.partners?.fallen
    if (before.fallen.length > 0) note?.write(before.fallen)
    const caveats = facts?.caveats
    const kept = await this.thread.analyse({ rejected, pace, received, caveats }, step)
    const { id, madeAt, analysis } = kept
    const newest = { id, madeAt, analysis }
    // What accounts of campaigns show first is read out of the whole log: with a whole analysis.
    this.recognition =
      analysis.increment && this.recognition
        ? this.recognition.follow(newest)
        : await Recognition.of(this.opened, newest)
    const { fallen, decisions } = before
    const lifted = analysis.increment ? [] : await liftFallen(this.opened, fallen, decisions, newest)
    if (!analysis.increment) note?.clear()
    const response = lifted.length > 0 ? await readResponse(this.opened) : kept.response
    return {
      ...newest,
      lifted,
      caveats: [...(facts?.caveats ?? []), ...kept.caveats],
      inForce: response && (await inForceOf(this.opened, response)),
    }
  }

  /**
   * Campaigns that were accused with partners' word that counts no more, those among them that an analysis forgot before
   * their decisions were lifted, and the decisions in force.
   */
  private async findFallen(): Promise<{ fallen: readonly Fallen[]; decisions: readonly Decision[] }> {
    const { partners } = this
    if (!partners) return { fallen: [], decisions: [] }
    const noted = partners.fallen.read()
    const kept = await readNewestKept(this.opened)
    // What partners say is read only where something rests on it.
    if (noted.length === 0 && findFallen(kept, new Set()).length === 0) return { fallen: [], decisions: [] }
    const { names } = await partners.told()
    const left = noted.filter(({ told }) => !isBorne(told, names))
    const fallen = new Map([...left, ...findFallen(kept, names)].map((one) => [one.id, one]))
    const decisions = fallen.size > 0 ? await readDecisionsInForce(this.opened, Date.now()) : []
    return { fallen: [...fallen.values()], decisions }
  }

  /** Decisions in force on campaigns of which nothing that they rested on counts any more. */
  private async countUnborne(): Promise<number> {
    const { fallen, decisions } = await this.findFallen()
    return decisions.filter(({ campaign }) => fallen.some(({ id }) => id === campaign)).length
  }

  /** Each once, also when the service was killed before it heard that it was done. */
  private async act({ acts, decisions }: Requests['act']['sent']): Promise<Got<'act'>> {
    const known = new Set((await readActs(this.opened)).map(({ id }) => id))
    const fresh = acts.filter(({ id }) => !known.has(id))
    if (fresh.length > 0) {
      await keepDecisions(this.opened, decisions)
      await keepActs(this.opened, fresh)
    }
    return { inForce: await this.respond() }
  }

  private async adopt({ text, by, note, isShadowSkipped }: Requests['adopt']['sent']): Promise<Got<'adopt'>> {
    const given = { text, by, note, isShadowSkipped, file: 'the policy' }
    const { policy, proposal } = await adoptOrPropose(this.opened, given)
    return { version: policy.version, proposal, inForce: await this.respond() }
  }

  /** Decides anew, if there is an analysis to decide on. */
  private async respond(): Promise<InForce> {
    const store = this.opened
    const newest = await readNewestKept(store)
    if (newest === undefined) return inForceOf(store, await readResponse(store))
    const response = await respond(store)
    this.recognition = await Recognition.of(store, newest)
    return inForceOf(store, response)
  }

  private async shared({ wanted, ...options }: Requests['shared']['sent']): Promise<Got<'shared'>> {
    const { key: _, ...campaign } = await readSharedCampaign(this.opened, wanted, options)
    return campaign
  }

  private async close(): Promise<undefined> {
    await this.facts?.catch(() => {})
    await this.analyst?.close()
    await this.store?.close()
    this.store = undefined
    this.collections = undefined
  }
}

async function inForceOf(store: Store, { decisions, exemptions }: Response): Promise<InForce> {
  const [newest] = await readPolicies(store)
  const policy = newest && parsePolicy(newest.text, `policy ${newest.version}`)
  return {
    decisions,
    exemptions,
    keys: decisions.length > 0 ? await readKeyAccounts(store) : [],
    words: policy?.reasons ?? {},
    appealUrl: policy?.appeals.url,
    policy: newest?.text,
    acts: await readActs(store),
  }
}

function engineClosed(): Problem {
  return new Problem('engine-closed', 'the store is not open', 'Try again in a moment.')
}

/** Lines of which none names an account are counted and not a failure: other batches wait behind them. */
function noAccounts(error: unknown): { accepted: number; rejected: number; unreadableTimes: number } {
  if (error instanceof Problem && error.code === 'accounts-format')
    return { accepted: 0, rejected: 1, unreadableTimes: 0 }
  throw error
}

async function readEvents(store: Store, after: number): Promise<SeenEvent[]> {
  return store.query<SeenEvent>(
    `SELECT
  e.analysis AS analysis,
  toUnixTimestamp64Milli(a.made_at) AS madeAt,
  e.campaign AS campaign,
  e.event AS event,
  formatDateTime(e.at, '%Y-%m-%dT%H:%i:%SZ') AS at,
  e.accounts AS accounts,
  e.other AS other
FROM campaign_event AS e
INNER JOIN (
  SELECT id, made_at FROM analysis WHERE made_at > fromUnixTimestamp64Milli({after: Int64}, 'UTC')
) AS a ON a.id = e.analysis
ORDER BY a.made_at, campaign, e.at, event`,
    { parameters: { after } },
  )
}

async function readAccount(store: Store, id: string): Promise<AccountFacts | undefined> {
  const time = (column: string) =>
    `if(${column} <= toDateTime64(0, 3, 'UTC'), '', formatDateTime(${column}, '%Y-%m-%dT%H:%i:%SZ'))`
  const [seen] = await store.query<Pick<AccountFacts, 'exchanges' | 'first' | 'last'>>(
    `SELECT count() AS exchanges, ${time('min(ts)')} AS first, ${time('max(ts)')} AS last FROM exchange WHERE account = {id: String}`,
    { parameters: { id } },
  )
  const [known] = await store.query<Omit<AccountFacts, 'exchanges' | 'first' | 'last'>>(
    `SELECT org, ${time('a.created_at')} AS created_at, tier, program, status, ${time('a.suspended_at')} AS suspended_at, declared
FROM (SELECT * FROM account FINAL WHERE account = {id: String}) AS a`,
    { parameters: { id } },
  )
  if (!known && (seen?.exchanges ?? 0) === 0) return undefined
  const nothing = {
    org: '',
    created_at: '',
    tier: '',
    program: '',
    status: '',
    suspended_at: '',
    declared: '',
  }
  return { exchanges: 0, first: '', last: '', ...seen, ...nothing, ...known }
}
