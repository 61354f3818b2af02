// What people do about campaigns and accounts: in force and on disk before they are told so, whatever the engine does, and
// in the store when that has time.

import { type EffectGround, isWaiting, type Standing, takeEffect } from '../../respond/act-effect.js'
import type { Act } from '../../respond/kept/acts.js'
import { type ActAsked, type ActBase, makeAct } from '../../respond/make-act.js'
import { parsePolicy } from '../../respond/policy/parse-policy.js'
import type { Policy } from '../../respond/policy/policy.js'
import type { InForce } from '../engine/messages.js'
import type { NewestFindings } from '../findings.js'
import type { Log } from '../log.js'
import type { WaitingLog } from '../waiting-log.js'

export interface ActDeskOptions {
  readonly actLog: WaitingLog<Act>
  readonly findings: NewestFindings
  readonly log: Log
  /** Puts in force what follows from an act, the newest of all. */
  readonly enforce: (act: Act, ground: EffectGround) => Promise<void>
  /** Brings acts into the store, with the decisions that followed from them, and takes what is in force then. */
  readonly keep: (acts: readonly Act[]) => Promise<void>
}

export interface Done {
  readonly act: Act
  /** Whether a part of what it changes waits for the store. */
  readonly isWaiting: boolean
}

const RETRY_MS = 5000

export class ActDesk {
  /** Acts of the store, newest first. */
  private stored: readonly Act[] = []
  /** Acts that are being written down. */
  private readonly begun = new Set<Act>()
  private policy: Policy | undefined
  private turn: Promise<void> = Promise.resolve()
  private keeping: Promise<void> | undefined
  private timer: NodeJS.Timeout | undefined
  private isStopped = false

  constructor(private readonly options: ActDeskOptions) {}

  /** Acts that wait for the store. */
  get waiting(): number {
    return this.options.actLog.waiting.length
  }

  /** All that was done, newest first. */
  get acts(): readonly Act[] {
    const known = new Set(this.stored.map(({ id }) => id))
    const newer = [...this.options.actLog.waiting, ...this.begun].filter(({ id }) => !known.has(id))
    return [...new Set(newer)].reverse().concat(this.stored)
  }

  /**
   * Does it; resolves when it is on disk and in force.
   * @throws Problem of what is asked, `no-campaign`, `no-analysis`, `act-unwritten`
   */
  async act(base: ActBase, asked: ActAsked): Promise<Done> {
    const { actLog, findings } = this.options
    const wanted = 'campaign' in asked ? asked.campaign : undefined
    const act = makeAct(base, asked, {
      campaign: wanted === undefined ? '' : findings.campaign(wanted).id,
      reasons: Object.keys(this.policy?.reasons ?? {}),
      approvals: this.policy?.approvals,
      acts: this.acts,
    })
    this.begun.add(act)
    try {
      await actLog.add(act)
    } finally {
      this.begun.delete(act)
    }
    // One after the other: what takes one back finds all that it did.
    const turn = this.turn.then(() => this.options.enforce(act, this.ground))
    this.turn = turn.catch(() => {})
    await turn
    this.keep()
    return { act, isWaiting: isWaiting(act, this.ground) }
  }

  /** Takes what the store says; what it does not know of yet is added to what is in force by it. */
  follow(inForce: NonNullable<InForce>): Standing {
    this.stored = inForce.acts
    this.policy = inForce.policy === undefined ? undefined : parsePolicy(inForce.policy, 'the policy')
    const known = new Set(this.stored.map(({ id }) => id))
    const unknown = this.options.actLog.waiting.filter(({ id }) => !known.has(id))
    return unknown.reduce<Standing>((before, act) => takeEffect(act, before, this.ground), inForce)
  }

  /** Brings what waits into the store. */
  keep(): void {
    if (this.isStopped) return
    clearTimeout(this.timer)
    this.keeping ??= this.bring().finally(() => {
      this.keeping = undefined
    })
  }

  async stop(): Promise<void> {
    this.isStopped = true
    clearTimeout(this.timer)
    await this.keeping
  }

  private get ground(): EffectGround {
    const { findings } = this.options
    const campaign = (id: string) => findings.analysis?.campaigns.find((one) => one.id === id)
    return { campaign, acts: this.acts, policy: this.policy }
  }

  private async bring(): Promise<void> {
    const { actLog, keep, log } = this.options
    for (let acts = actLog.waiting; acts.length > 0 && !this.isStopped; acts = actLog.waiting) {
      try {
        await keep(acts)
        for (const act of acts) await actLog.settle(act)
      } catch (error) {
        log.warn({ acts: acts.length, error: String(error) }, 'acts are in force and not in the store yet')
        if (this.isStopped) return
        this.timer = setTimeout(() => this.keep(), RETRY_MS)
        this.timer.unref()
        return
      }
    }
  }
}
