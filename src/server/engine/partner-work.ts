// What the engine's process does about partners: fetches what they share, tells analyses and loads what to look for, and
// sends back what was seen.
import { existsSync } from 'node:fs'
import { Problem } from '../../model/problem.js'
import { Outbox } from '../../share/publish/outbox.js'
import { ToldVersions } from '../../share/publish/told-versions.js'
import { queueSightings, receivedOf, sightingsFor } from '../../share/received/exchange-with.js'
import type { NewMatches } from '../../share/received/match/match-newer.js'
import type { Received } from '../../share/received/match/suggest.js'
import { type PartnerFeed, readPartnerFile } from '../../share/received/partner-file.js'
import { pullFrom } from '../../share/received/pull.js'
import { openIdentity } from '../../share/trust/identity.js'
import { Partners } from '../../share/trust/partners.js'
import type { Store } from '../../store/store.js'
import type { ToldNow } from './analysis-thread.js'
import type { Analyst } from './analyst.js'
import { FallenNote } from './fallen-note.js'
import type { ReceivedView } from './received-view.js'

export interface PartnerOptions {
  /** File of partners; it is read again with each fetch. */
  readonly file: string
  /** Name under which this provider shares. */
  readonly producer: string | undefined
  /** Files of partners' key cards and of own keys. */
  readonly cards: string
  readonly identity: string
  /** Folders of what waits to be sent, and of what was told. */
  readonly outbox: string
  readonly told: string
  /** File of campaigns whose decisions are about to be lifted. */
  readonly fallen: string
}

/** What a fetch brought, as it is told. */
export interface PulledTold {
  readonly partner: string
  readonly taken: number
  readonly aside: number
  readonly unsigned: number
  readonly oddities: readonly string[]
  /** Why it ended before the end; empty when it didn't. */
  readonly failure: string
  /** Sightings that go to the partner now. */
  readonly sightings: number
}

/** What came is looked at this often, or as seldom as it takes. */
const LOOK_MS = 2000
/** Share of the time that looking may take. */
const MOST_SHARE = 0.05

export class PartnerWork {
  readonly fallen: FallenNote
  private readonly matched = new Set<string>()
  private lookAt = 0
  private looking: Promise<void> | undefined
  private found: NewMatches | undefined

  constructor(
    private readonly options: PartnerOptions,
    private readonly store: Store,
    private readonly analyst: Analyst,
    /** Has work done while no analysis runs. */
    private readonly inTurn: <Result>(work: () => Promise<Result>) => Promise<Result>,
  ) {
    this.fallen = new FallenNote(options.fallen)
  }

  /** @throws Problem `partner-file` */
  received(): Received {
    return receivedOf(readPartnerFile(this.options.file), this.options.producer, this.options.cards)
  }

  /** What they shared, for people. */
  view(): Promise<ReceivedView> {
    const { file, producer, cards } = this.options
    return this.analyst.view({ file, producer, cards })
  }

  /** What partners tell now. @throws Problem `partner-file` */
  async told(): Promise<ToldNow> {
    return this.analyst.told(this.received())
  }

  /** Fetches from all partners, and has sightings go to those that get some. @throws Problem `partner-file` */
  async pull(): Promise<readonly PulledTold[]> {
    const feeds = readPartnerFile(this.options.file)
    const directory = await Partners.open(this.options.cards)
    const { own } = this.received()
    const told: PulledTold[] = []
    for (const feed of feeds) {
      const { partner, taken, aside, unsigned, oddities, failure } = await pullFrom(this.store, feed, {
        directory,
        own,
      })
      told.push({
        ...{ partner, taken, aside, unsigned },
        oddities: oddities.map(({ text }) => text),
        failure: failure?.message ?? '',
        sightings: 0,
      })
    }
    const sent = await this.send(feeds.filter(({ sharesSightings }) => sharesSightings))
    return told.map((one) => ({ ...one, ...sent.get(one.partner) }))
  }

  /**
   * Accounts that came since the newest whole analysis and match well, each once: those that the newest look found. Has
   * another look begin when it is due; nobody waits for it.
   */
  look(now = Date.now()): NewMatches | undefined {
    if (!this.looking && now >= this.lookAt)
      this.looking = this.lookNow().finally(() => {
        this.looking = undefined
      })
    const { found } = this
    this.found = undefined
    return found
  }

  private async lookNow(): Promise<void> {
    const begun = performance.now()
    try {
      const { accounts, ...more } = await this.analyst.newer(this.received())
      const fresh = accounts.filter((account) => !this.matched.has(account))
      for (const account of fresh) this.matched.add(account)
      if (fresh.length > 0) this.found = { ...more, accounts: [...(this.found?.accounts ?? []), ...fresh] }
    } catch (error) {
      // A failure here loses nothing: the next analysis looks at everybody.
      if (this.analyst.isClosing) return
      process.stderr.write(
        `${JSON.stringify({ level: 'error', msg: 'partners’ indicators could not be compared', error: String(error) })}\n`,
      )
    }
    // Whatever partners send, looking takes a twentieth of the time at most.
    this.lookAt = Date.now() + Math.max(LOOK_MS, (performance.now() - begun) / MOST_SHARE)
  }

  private async send(feeds: readonly PartnerFeed[]) {
    const sent = new Map<string, { sightings: number; failure?: string }>()
    const { producer, identity: path, file, outbox, told } = this.options
    if (feeds.length === 0 || producer === undefined) return sent
    const identity = existsSync(path) ? await openIdentity(path) : undefined
    const route = {
      outbox: new Outbox(outbox),
      told: new ToldVersions(told),
      file,
      identity: identity?.card.provider === producer ? identity : undefined,
    }
    const looked = await this.inTurn(() => this.analyst.look(this.received()))
    for (const feed of feeds) {
      try {
        const sending = queueSightings(feed, sightingsFor(feed, looked, { producer }), route)
        const count = sending?.objects.filter(({ type }) => type === 'sighting').length ?? 0
        if (count > 0) sent.set(feed.name, { sightings: count })
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        sent.set(feed.name, { sightings: 0, failure: error.message })
      }
    }
    return sent
  }
}
