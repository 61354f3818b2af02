// Matches of what came since the newest whole analysis: live, while analyses are far apart. What partners say is read and
// laid out once, and again when it changed.
import { statSync } from 'node:fs'
import type { Store } from '../../../store/store.js'
import { type ReceivedCampaign, toldBy } from '../received-campaigns.js'
import { type Told, ToldObjects } from '../told-objects.js'
import { AskedValues } from './asked-values.js'
import { LiveTemplates } from './live-templates.js'
import { matchReceived } from './match-received.js'
import { type Received, readTrusted } from './suggest.js'
import { askedSketches } from './templates.js'

/** Bits from which on a live match is told: what one value alone seldom reaches. */
const LEAST_BITS = 10
/** Confidence falls with time: what partners say is read again after this long in any case. */
const FRESH_MS = 600_000

export interface NewMatches {
  /** Names of the campaigns, with their partners. */
  readonly campaigns: readonly string[]
  readonly accounts: readonly string[]
  /** Accounts whose templates are compared the next time. */
  readonly left: number
}

const NOTHING: NewMatches = { campaigns: [], accounts: [], left: 0 }

interface Known {
  readonly readAt: number
  readonly told: readonly Told[]
  readonly state: string
  readonly asked: AskedValues
  readonly campaigns: readonly ReceivedCampaign[]
  readonly templates: LiveTemplates
}

export class LiveMatching {
  constructor(private readonly objects = new ToldObjects()) {}

  private known: Known | undefined
  /** Exchanges that were newer when it looked. */
  private seen = 0

  /** Accounts in `newer_exchange` that match a partner’s campaign well. */
  async look(store: Store, received: Received, now = Date.now()): Promise<NewMatches> {
    const [newer] = await store.query<{ exchanges: number }>(
      'SELECT count() AS exchanges FROM newer_exchange',
    )
    const exchanges = newer?.exchanges ?? 0
    if (exchanges === 0) return NOTHING
    const known = this.known
    const { campaigns, templates, asked } = await this.read(store, received, now)
    const isSeen = known === this.known && exchanges === this.seen && templates.left === 0
    if (isSeen) return NOTHING
    this.seen = exchanges
    const alike = await templates.look(store)
    const options = { from: 'newer_exchange', asked, hits: 'work_newer_hit' } as const
    const matched = (await matchReceived(store, campaigns, received.keys, alike, options)).flatMap(
      ({ campaign, accounts }) => {
        const strong = accounts.filter(({ bits }) => bits >= LEAST_BITS).map(({ account }) => account)
        return strong.length === 0 ? [] : [{ told: toldBy(campaign), strong }]
      },
    )
    return {
      campaigns: matched.map(({ told }) => told),
      accounts: [...new Set(matched.flatMap(({ strong }) => strong))],
      left: templates.left,
    }
  }

  private async read(store: Store, received: Received, now: number): Promise<Known> {
    const told = await this.objects.read(store)
    const cards = received.cards && statSync(received.cards, { throwIfNoEntry: false })?.mtimeMs
    const state = `${cards} ${[...received.keys].map(([name, { id }]) => `${name} ${id}`).join(' ')}`
    const isSame = this.known?.told === told && this.known.state === state
    if (this.known && isSame && now - this.known.readAt < FRESH_MS) return this.known
    const { campaigns } = await readTrusted(store, { ...received, objects: this.objects })
    const templates = new LiveTemplates(askedSketches(campaigns, received.keys))
    const asked = new AskedValues(campaigns, received.keys)
    this.known = { readAt: now, told, state, campaigns, templates, asked }
    return this.known
  }
}
