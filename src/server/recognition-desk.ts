// New accounts that were recognised as a campaign's, and at which of their requests: in memory for whoever looks, on disk
// when a gateway's question showed it, and in the store when that has time.
import type { Recognised } from '../respond/kept/recognitions.js'
import { Bringing } from './bringing.js'
import type { Engine } from './engine/engine.js'
import type { Log } from './log.js'
import { WaitingLog } from './waiting-log.js'

export interface RecognitionDeskOptions {
  readonly waitingLog: WaitingLog<Recognised>
  readonly log: Log
  /** Brings rows into the store, and tells them as they are kept there. */
  readonly keep: (rows: readonly Recognised[]) => Promise<readonly Recognised[]>
  /** All that the store holds, newest first. */
  readonly read: () => Promise<readonly Recognised[]>
}

export class RecognitionDesk {
  private readonly byId = new Map<string, Recognised>()
  private readonly byAccount = new Map<string, ReadonlySet<string>>()
  private readonly byCampaign = new Map<string, Set<string>>()
  private readonly bringing: Bringing<Recognised>

  constructor(private readonly options: RecognitionDeskOptions) {
    const { waitingLog, log, keep } = options
    this.bringing = new Bringing({ waitingLog, log, take: async (rows) => this.learn(await keep(rows)) })
    this.learn(waitingLog.waiting)
  }

  /** @param path of the file of those that the store doesn't hold yet */
  static open(path: string, engine: Engine, log: Log): RecognitionDesk {
    return new RecognitionDesk({
      waitingLog: WaitingLog.open<Recognised>(path, 'recognised'),
      log,
      keep: (rows) => engine.request('keep-recognised', { rows }),
      read: () => engine.request('recognised', {}),
    })
  }

  /** As whose an account was recognised. */
  ofAccount(account: string): readonly Recognised[] {
    return this.find(this.byAccount.get(account))
  }

  /** Accounts that were recognised, each once. */
  accounts(): Iterable<string> {
    return this.byAccount.keys()
  }

  /** Accounts that were recognised as a campaign's, newest first. */
  ofCampaign(campaign: string): readonly Recognised[] {
    return this.find(this.byCampaign.get(campaign))
  }

  /** Takes in what a gateway's question showed. Only the first time counts. */
  async add(row: Recognised): Promise<void> {
    if (this.byId.has(row.id)) return
    this.learn([row])
    await this.options.waitingLog.add(row)
    void this.bringing.bring()
  }

  /** Takes in rows of the store. */
  learn(rows: readonly Recognised[]): void {
    for (const row of rows) {
      this.byId.set(row.id, row)
      this.byAccount.set(row.account, new Set(this.byAccount.get(row.account)).add(row.id))
      const others = this.byCampaign.get(row.campaign)
      if (others) others.add(row.id)
      else this.byCampaign.set(row.campaign, new Set([row.id]))
    }
  }

  /** Takes what the store holds, when it is open. */
  async join(): Promise<void> {
    this.learn(await this.options.read())
    void this.bringing.bring()
  }

  stop(): Promise<void> {
    return this.bringing.stop()
  }

  private find(ids: ReadonlySet<string> = new Set()): readonly Recognised[] {
    return [...ids]
      .flatMap((id) => this.byId.get(id) ?? [])
      .sort((a, b) => (a.at > b.at ? -1 : a.at < b.at ? 1 : a.id < b.id ? -1 : 1))
  }
}
