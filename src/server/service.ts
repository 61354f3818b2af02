// The service: what it is made of, in the order in which it starts, and the reverse in which it stops.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { KeptAnalysis } from '../campaigns/life/kept.js'
import { Problem } from '../model/problem.js'
import { applyInParts, type EffectGround, type Standing, takeEffect } from '../respond/act-effect.js'
import { type Act, ruleName } from '../respond/kept/acts.js'
import type { NewMatches } from '../share/received/match/match-newer.js'
import type { TaxiiConfiguration } from '../share/taxii/server/configuration.js'
import { AuditLog } from './access/audit-log.js'
import { KeyRing } from './access/key-ring.js'
import { AccountSearch } from './account-search.js'
import { ActDesk } from './acts/act-desk.js'
import { AnalysisClock } from './analysis-clock.js'
import { OfferedCollections } from './collections.js'
import { DecisionDesk, type WhenUnsure } from './decision-desk.js'
import { Engine } from './engine/engine.js'
import type { EngineOptions, InForce, Requests } from './engine/messages.js'
import { EventLog } from './events/event-log.js'
import { Webhook } from './events/webhook.js'
import { FeedbackDesk } from './feedback/feedback-desk.js'
import { NewestFindings } from './findings.js'
import { readConsole } from './http/console-files.js'
import type { CrossSite } from './http/cross-site.js'
import { EventStream } from './http/event-stream.js'
import { buildServer, readTls, type TlsFiles } from './http/server.js'
import { Inbox } from './inbox/inbox.js'
import { ACCOUNTS } from './inbox/kinds.js'
import { Loader } from './inbox/loader.js'
import { Shaper } from './ingest/shaper.js'
import { MatchDesk } from './match-desk.js'
import { Metrics } from './metrics.js'
import { Newcomers } from './newcomers.js'
import { OutboxClock } from './outbox-clock.js'
import { PartnerClock } from './partner-clock.js'
import { People, type PeopleOptions } from './people/people.js'
import type { PriceList } from './price-list.js'
import type { PublicEvent } from './public-events.js'
import { RecognitionDesk } from './recognition-desk.js'
import { routesOf } from './routes/routes.js'
import { type MakeSample, Sample } from './sample.js'
import { SharingDesk } from './sharing-desk.js'
import { statePaths } from './state-folder.js'
import { WaitingLog } from './waiting-log.js'

export interface ServiceOptions {
  readonly listen: { readonly host: string; readonly port: number }
  readonly engine: EngineOptions
  /** Directory of what the service keeps beside the store. */
  readonly state: string
  readonly everyMs: number
  /** Time between fetches of what partners share. */
  readonly pullEveryMs?: number
  readonly whenUnsure: WhenUnsure
  readonly inboxBytes: number
  readonly crossSite: CrossSite
  /** How people sign in; undefined when they can't. */
  readonly people: Omit<PeopleOptions, 'marker'> | undefined
  readonly tls: TlsFiles | undefined
  /** What is offered by TAXII; undefined for nothing. */
  readonly taxii: TaxiiConfiguration | undefined
  /** Where events are told, and the secret that they are signed with. */
  readonly webhook: { readonly url: string; readonly secret: Buffer } | undefined
  readonly version: string
  /** List prices of models; undefined where none were given. */
  readonly prices?: PriceList | undefined
  /** Public events that timelines show, oldest first; undefined where no file was given. */
  readonly publicEvents?: readonly PublicEvent[] | undefined
  /** Makes sample traffic for who looks at an empty service; undefined where none is offered. */
  readonly makeSample?: MakeSample | undefined
  /** Folder of the built console; undefined where there is none. */
  readonly console?: string | undefined
}

/** How long a start waits for the store, where decisions are answered without it. */
const OPEN_MS = 60_000
/** Until the store is asked again. */
const JOIN_MS = 1000
/** How long requests under way may take when the service stops. */
const LAST_ANSWERS_MS = 3000

export class Service {
  readonly metrics = new Metrics()
  readonly findings = new NewestFindings()
  readonly shaper = new Shaper()
  readonly newcomers: Newcomers
  readonly recognitions: RecognitionDesk
  readonly acts: ActDesk
  readonly feedback: FeedbackDesk
  readonly accounts: AccountSearch
  readonly collections: OfferedCollections | undefined
  readonly matching: MatchDesk
  readonly partners: PartnerClock | undefined
  readonly sharing: SharingDesk
  readonly outbox: OutboxClock
  readonly startedAt = Date.now()
  readonly sample: Sample
  /** Exchanges in the store. */
  stored = 0
  isStopping = false
  private rejected = 0
  private app: FastifyInstance | undefined
  private webhook: Webhook | undefined
  private eventsAfter: number | undefined

  private constructor(
    readonly options: ServiceOptions,
    readonly log: Logger,
    readonly keys: KeyRing,
    readonly audit: AuditLog,
    readonly desk: DecisionDesk,
    readonly inbox: Inbox,
    readonly engine: Engine,
    readonly loader: Loader,
    readonly clock: AnalysisClock,
    readonly events: EventLog,
    readonly people: People | undefined,
    actLog: WaitingLog<Act>,
  ) {
    this.recognitions = RecognitionDesk.open(statePaths(options.state).recognised, engine, log)
    this.newcomers = new Newcomers(desk, engine, this.metrics, log, this.recognitions, () => this.acts.acts)
    this.acts = new ActDesk({
      actLog,
      findings: this.findings,
      log,
      enforce: (act, ground) => this.enforce(act, ground),
      keep: (acts) => this.keepActs(acts),
    })
    this.feedback = FeedbackDesk.open(statePaths(options.state).feedback, engine, this.findings, log)
    const { findings, recognitions, acts } = this
    this.accounts = new AccountSearch({ findings, recognitions, desk, acts, engine, clock })
    this.sample = new Sample({
      make: options.makeSample,
      inbox,
      clock,
      log,
      folder: options.state,
      isEmpty: () =>
        engine.opening !== undefined &&
        this.stored === 0 &&
        inbox.heldBatches === 0 &&
        this.findings.analysis === undefined,
    })
    const paths = statePaths(options.state)
    this.matching = new MatchDesk(paths, audit)
    this.sharing = new SharingDesk(engine)
    this.partners =
      options.engine.partners &&
      new PartnerClock({
        engine,
        clock,
        log,
        audit,
        cards: paths.partners,
        distrusted: paths.distrusted,
        metrics: this.metrics,
        onMatched: (matched) => this.noteMatches(matched),
        onQueued: () => this.outbox.ask(),
        everyMs: options.pullEveryMs ?? 0,
      })
    this.outbox = new OutboxClock({ paths, audit, log, metrics: this.metrics })
    const files = { secretFile: paths.cursorSecret, identityFile: paths.identity }
    this.collections =
      options.taxii &&
      new OfferedCollections(options.taxii, { engine, audit, log, metrics: this.metrics, ...files })
  }

  /**
   * Starts everything; resolves when requests are answered.
   * @throws Problem of what could not be started
   */
  static async start(options: ServiceOptions, log: Logger): Promise<Service> {
    const paths = statePaths(options.state)
    const keys = KeyRing.open(paths.keys)
    const audit = new AuditLog(paths.audit)
    const actLog = WaitingLog.open<Act>(paths.acts, 'act')
    const desk = new DecisionDesk(paths.decisions, options.whenUnsure, log)
    if (options.tls) readTls(options.tls)
    const people =
      options.people &&
      (await People.start({ ...options.people, marker: paths.provider }, listensAt(options), log))
    const inbox = await Inbox.open({ folder: paths.inbox, mostBytes: options.inboxBytes })
    const engine = new Engine(options.engine, log)
    // Where nothing was decided yet nobody waits for an answer, and what is wrong with the store is told at once.
    if (!desk.isOld) await engine.start()
    let service: Service | undefined
    const loader = new Loader({
      inbox,
      engine,
      log,
      refusedFolder: paths.refused,
      onRecognised: async ({ decisions, recognised }) => {
        service?.recognitions.learn(recognised)
        if (decisions.length > 0) await desk.extend(decisions)
        log.info({ accounts: recognised.length, decisions: decisions.length }, 'accounts were recognised')
      },
      onLoaded: (outcome, segments, ms) => service?.noteLoad(outcome, segments, ms),
    })
    const clock = new AnalysisClock({
      engine,
      log,
      everyMs: options.everyMs,
      rejected: () => service?.rejected ?? 0,
      onDone: async (kept, ms) => service?.noteAnalysis(kept, ms),
      onFailed: () => service?.metrics.add('stillwatch_analyses_total', { state: 'failed' }),
    })
    const events = EventLog.open(paths.events)
    service = new Service(
      options,
      log,
      keys,
      audit,
      desk,
      inbox,
      engine,
      loader,
      clock,
      events,
      people,
      actLog,
    )
    try {
      await service.begin()
      return service
    } catch (error) {
      await service.stop()
      throw error
    }
  }

  /** Ends in order: no new requests, those under way are answered, and what was acknowledged is on disk. */
  async stop(): Promise<void> {
    if (this.isStopping) return
    this.isStopping = true
    EventStream.endAll()
    await this.closeServer()
    await this.webhook?.stop()
    const asked = this.partners?.stop()
    await this.outbox.stop()
    await this.collections?.stop()
    await this.shaper.close()
    // A long analysis is cut off: what it works on is in the store, and the next service asks for it again.
    const stopped = Promise.all([this.clock.stop(), this.loader.stop()])
    await this.engine.close()
    await stopped
    await asked
    await this.newcomers.stop()
    await this.acts.stop()
    await this.feedback.stop()
    await this.recognitions.stop()
    await this.inbox.close()
    await this.desk.close()
    this.keys.close()
    this.people?.stop()
    await this.audit
      .add({ actor: 'service', action: 'service.stopped', details: {} })
      .then((head) => this.log.info({ auditSeq: head.seq, auditHead: head.hash }, 'stopped'))
      .catch((error: unknown) => this.log.error({ error: String(error) }, 'the audit log cannot be written'))
  }

  /** The address that it answers at. */
  get url(): string {
    const address = this.app?.server.address()
    const port = typeof address === 'object' && address ? address.port : this.options.listen.port
    return listensAt(this.options, port)
  }

  private async begin(): Promise<void> {
    const { options, log, keys, metrics } = this
    this.desk.start()
    if (this.engine.ready) await this.join()
    keys.watch((error) => log.error({ error: String(error) }, 'the keys cannot be read again'))
    this.measure()
    const app = buildServer({
      keys,
      metrics,
      log,
      tls: options.tls,
      crossSite: options.crossSite,
      people: this.people,
      routes: routesOf(this),
      console: options.console === undefined ? undefined : readConsole(options.console),
    })
    this.app = app
    const head = await this.audit.add({
      actor: 'service',
      action: 'service.started',
      details: { version: options.version, store: options.engine.store.replace(/\/\/[^@/]*@/, '//…@') },
    })
    log.info({ auditSeq: head.seq, auditHead: head.hash }, 'the audit log goes on')
    try {
      await app.listen(options.listen)
    } catch (error) {
      throw new Problem(
        'listen-failed',
        `cannot listen at ${options.listen.host}:${options.listen.port}: ${error instanceof Error ? error.message : String(error)}`,
        'Name another address with --listen, or stop what uses this one.',
        { cause: error },
      )
    }
    this.people?.listening(this.url)
    if (!this.engine.ready) {
      log.info(
        { url: this.url, decisions: this.desk.state().count },
        'answering by the decisions that were in force',
      )
      this.engine.startPatiently()
      await Promise.race([this.joinLater(), sleep(OPEN_MS, undefined, { ref: false })])
    }
    const { webhook } = options
    if (webhook) {
      const path = statePaths(options.state).webhook
      this.webhook = new Webhook({ ...webhook, path, events: this.events, log, metrics })
      this.webhook.start()
    }
    this.loader.start()
    this.clock.start()
    this.partners?.start()
    this.outbox.start()
  }

  /** Takes what the store knows, when it is open. */
  private async join(): Promise<void> {
    const { newest, inForce, exchanges } = this.engine.opening ?? {}
    this.stored += exchanges ?? 0
    await this.feedback.join()
    await this.recognitions.join()
    await this.takeFindings(newest)
    await this.follow(inForce)
    await this.tellEvents()
    this.acts.keep()
  }

  /** The same for a store that opens when it does. What it says is told again when it ends before it was heard. */
  private async joinLater(): Promise<void> {
    while (!this.isStopping) {
      await this.engine.untilReady()
      if (this.isStopping) return
      try {
        await this.join()
        return
      } catch (error) {
        this.log.error({ error: String(error) }, 'what the store knows could not be taken; it is asked again')
        await sleep(JOIN_MS)
      }
    }
  }

  /** Requests under way are answered; who holds a connection for longer than that is cut off. */
  private async closeServer(): Promise<void> {
    const { app } = this
    if (!app) return
    const force = setTimeout(() => app.server.closeAllConnections(), LAST_ANSWERS_MS)
    await app.close()
    clearTimeout(force)
  }

  /**
   * Has the engine put a policy in force, and takes what is in force then.
   * @throws Problem of the policy, or of the store
   */
  async adopt(sent: Requests['adopt']['sent']): Promise<Requests['adopt']['got']> {
    await this.newcomers.flush()
    const got = await this.engine.request('adopt', sent)
    this.newcomers.forget()
    await this.follow(got.inForce)
    return got
  }

  /**
   * Has the engine approve a policy that was proposed, as only the store can tell whether it may be put in force.
   * @throws Problem of the approval, of the policy, or of the store
   */
  async approvePolicy(sent: Requests['approvePolicy']['sent']): Promise<Act> {
    await this.newcomers.flush()
    const { act, inForce } = await this.engine.request('approvePolicy', sent)
    this.newcomers.forget()
    await this.follow(inForce)
    return act
  }

  private async enforce(act: Act, ground: EffectGround): Promise<void> {
    if (act.kind === 'apply') {
      this.newcomers.revise()
      await this.desk.grow((exemptions) => applyInParts(act, exemptions, ground))
      return
    }
    const change = (before: Standing) => takeEffect(act, before, ground)
    this.newcomers.revise(change)
    await this.desk.change(change)
  }

  /** Brings acts into the store, with the decisions that they made at once: so they are the same ones afterwards. */
  private async keepActs(acts: readonly Act[]): Promise<void> {
    await this.newcomers.flush()
    const applied = new Set(acts.map(ruleName).filter((name) => name !== ''))
    const released = new Set(acts.filter(({ kind }) => kind === 'appeal').map(({ account }) => account))
    const decisions = this.desk
      .snapshot()
      .decisions.filter(
        ({ rule, account, mode }) => applied.has(rule) || (mode === 'shadow' && released.has(account)),
      )
    const { inForce } = await this.engine.request('act', { acts, decisions })
    await this.follow(inForce)
  }

  private takeFindings(newest: KeptAnalysis | undefined): Promise<void> {
    const reads = {
      pictures: (analysis: string) => this.engine.request('pictures', { analysis }),
      members: (whole: string, newest: string) => this.engine.request('members', { whole, newest }),
    }
    return this.findings.take(newest, reads, this.log)
  }

  /** Takes what the store says is in force; what new accounts are recognised by follows when the engine has time. */
  private async follow(inForce: InForce): Promise<void> {
    await this.desk.follow(inForce && { ...inForce, ...this.acts.follow(inForce) })
    await this.newcomers.followed()
    void this.newcomers.refresh()
  }

  private noteLoad(...[outcome, segments, ms]: Parameters<Loader['options']['onLoaded']>): void {
    const kind = segments[0]?.kind ?? ''
    this.metrics.add('stillwatch_loaded_total', { kind }, outcome.accepted)
    if (kind !== ACCOUNTS) this.stored += outcome.accepted
    for (const [reason, count] of Object.entries(outcome.rejected)) {
      this.rejected += count
      this.metrics.add('stillwatch_rejected_total', { reason }, count)
    }
    this.metrics.observe('stillwatch_load_seconds', ms / 1000)
    if (outcome.accepted > 0) this.clock.tellNews()
    this.log.debug({ ...outcome, ms: Math.round(ms) }, 'loaded')
  }

  /** A match is no verdict: several at once are a reason to look now. */
  private noteMatches({ accounts, campaigns }: NewMatches): void {
    this.metrics.add('stillwatch_partner_matches_total', {}, accounts.length)
    this.log.info(
      { accounts: accounts.length, campaigns },
      'new accounts show what partners found campaigns by',
    )
    if (accounts.length > 1 && !this.isStopping) this.clock.ask('partners')
  }

  private async noteAnalysis(kept: Requests['analyze']['got'], ms: number): Promise<void> {
    await this.takeFindings(kept)
    this.metrics.add('stillwatch_analyses_total', { state: 'done' })
    this.metrics.set('stillwatch_analysis_seconds', ms / 1000)
    await this.follow(kept.inForce)
    await this.partners?.noteLifted(kept.lifted)
    await this.tellEvents()
  }

  /**
   * Tells what analyses saw since the last event that was told, also what one saw before the service was killed. What
   * they saw before there was a service is not told.
   */
  private async tellEvents(): Promise<void> {
    const { events, engine, findings, log } = this
    const { newest } = engine.opening ?? {}
    this.eventsAfter ??= events.isOld || newest === undefined ? 0 : Date.parse(newest.madeAt)
    const seen = await engine.request('events', { after: Math.max(this.eventsAfter, events.analysedAt) })
    for (const { sequence, type, campaign, accounts, other } of await events.add(seen, findings.analysis))
      log.info({ event: sequence, type, campaign: campaign.name ?? campaign.id, accounts, other }, 'event')
  }

  private measure(): void {
    const { metrics, inbox, engine, clock, desk, findings, acts, feedback } = this
    const delay = monitorEventLoopDelay({ resolution: 10 })
    delay.enable()
    metrics.set('process_start_time_seconds', this.startedAt / 1000)
    metrics.onRead(() => {
      metrics.set('stillwatch_inbox_bytes', inbox.backlogBytes)
      metrics.set('stillwatch_inbox_batches', inbox.heldBatches)
      metrics.set('stillwatch_engine_ready', engine.ready ? 1 : 0)
      metrics.set('stillwatch_engine_restarts_total', engine.restarts)
      metrics.set('stillwatch_decisions_in_force', desk.state().count)
      metrics.set('stillwatch_acts_waiting', acts.waiting)
      metrics.set('stillwatch_feedback_waiting', feedback.waiting)
      metrics.set('stillwatch_event_loop_seconds', delay.max / 1e9)
      delay.reset()
      if (clock.lastAt !== undefined)
        metrics.set('stillwatch_analysis_age_seconds', (Date.now() - clock.lastAt) / 1000)
      metrics.clear('stillwatch_campaigns')
      for (const { verdict } of findings.analysis?.campaigns ?? [])
        metrics.add('stillwatch_campaigns', { verdict })
      metrics.set('process_resident_memory_bytes', process.memoryUsage.rss())
    })
  }
}

function listensAt({ listen: { host, port }, tls }: ServiceOptions, actual = port): string {
  return `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${actual}`
}
