// What people say of campaigns: on disk before they are told so, whatever the engine does, and in the store when that has
// time. All of it is in memory, so that it is told beside what was found.
import {
  type AccountNote,
  aliasesOf,
  answersOf,
  type Feedback,
  type FeedbackAsked,
  makeAccountNote,
  makeFeedback,
} from '../../feedback/feedback.js'
import { Bringing } from '../bringing.js'
import type { Engine } from '../engine/engine.js'
import type { NewestFindings } from '../findings.js'
import type { Log } from '../log.js'
import { WaitingLog } from '../waiting-log.js'

export interface FeedbackDeskOptions {
  readonly waitingLog: WaitingLog<Feedback>
  readonly findings: NewestFindings
  readonly log: Log
  /** Brings rows into the store, and tells all that it holds then, newest first. */
  readonly keep: (rows: readonly Feedback[]) => Promise<readonly Feedback[]>
}

/** What people said of a campaign, in short. */
interface Said {
  readonly answer?: { readonly kind: 'confirm' | 'dismiss'; readonly by: string; readonly at: string }
  readonly remarks: number
}

export class FeedbackDesk {
  private stored: readonly Feedback[] = []
  private aliases: ReadonlyMap<string, string> = new Map()
  private shorts: ReadonlyMap<string, Said> = new Map()
  private turn: Promise<unknown> = Promise.resolve()
  private readonly bringing: Bringing<Feedback>

  constructor(private readonly options: FeedbackDeskOptions) {
    const { waitingLog, log, keep } = options
    this.bringing = new Bringing({
      waitingLog,
      log,
      take: async (rows) => {
        this.stored = await keep(rows)
      },
    })
  }

  /** @param path of the file of what the store doesn't hold yet */
  static open(path: string, engine: Engine, findings: NewestFindings, log: Log): FeedbackDesk {
    return new FeedbackDesk({
      waitingLog: WaitingLog.open<Feedback>(path, 'feedback'),
      findings,
      log,
      keep: (rows) => engine.request('feedback', { rows }),
    })
  }

  /** Rows that wait for the store. */
  get waiting(): number {
    return this.options.waitingLog.waiting.length
  }

  /** All that was said, newest first. */
  get said(): readonly Feedback[] {
    const known = new Set(this.stored.map(({ id }) => id))
    const newer = this.options.waitingLog.waiting.filter(({ id }) => !known.has(id))
    return newer.reverse().concat(this.stored)
  }

  /** What people call a campaign; undefined when nobody named it. */
  alias(campaign: string): string | undefined {
    return this.aliases.get(campaign)
  }

  /** What people call a campaign and said of it in short, to be told beside what was found. */
  told(campaign: string): { readonly alias?: string; readonly said?: Said } {
    const alias = this.aliases.get(campaign)
    const said = this.shorts.get(campaign)
    return { ...(alias !== undefined && { alias }), ...(said && { said }) }
  }

  /**
   * Writes down what somebody says; resolves when it is on disk.
   * @throws Problem `no-campaign`, `no-analysis`, `feedback-invalid`, `act-unwritten`
   */
  say(by: string, asked: FeedbackAsked | AccountNote): Promise<Feedback> {
    // One after the other: two campaigns are not given the same name at once.
    const turn = this.turn.then(async () => {
      const { waitingLog, findings } = this.options
      const ground = { newest: findings.newest, said: this.said }
      const row = 'account' in asked ? makeAccountNote(by, asked, ground) : makeFeedback(by, asked, ground)
      await waitingLog.add(row)
      this.index()
      return row
    })
    this.turn = turn.catch(() => {})
    void turn.then(() => this.bringing.bring()).catch(() => {})
    return turn
  }

  /** Takes what the store holds, when it is open. */
  async join(): Promise<void> {
    this.stored = await this.options.keep([])
    this.index()
    void this.bringing.bring()
  }

  stop(): Promise<void> {
    return this.bringing.stop()
  }

  private index(): void {
    const { said } = this
    const answers = answersOf(said)
    const counts = new Map<string, number>()
    for (const { campaign, other } of said)
      for (const id of other === '' ? [campaign] : [campaign, other])
        counts.set(id, (counts.get(id) ?? 0) + 1)
    this.aliases = aliasesOf(said)
    this.shorts = new Map(
      [...counts].map(([id, remarks]) => {
        const { kind, by, at } = answers.get(id) ?? {}
        const isAnswer = (kind === 'confirm' || kind === 'dismiss') && by !== undefined && at !== undefined
        return [id, { remarks, ...(isAnswer && { answer: { kind, by, at } }) }]
      }),
    )
  }
}
