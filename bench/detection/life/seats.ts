// A campaign whose accounts are banned while it works: each seat is held by one account at a time, and when that is
// suspended another takes its place. Who is suspended, and when, is told from outside: here nothing knows the verdicts'
// reasons, as an attacker doesn't.

import { HOUR } from '../../../simulate/clock.js'
import { enlist, type Group, type GroupPlan, work } from '../../../simulate/groups/group.js'
import { customers } from '../../../simulate/groups/mixing.js'
import { fork, int, type Random, uniform } from '../../../simulate/random.js'
import type { Actor, Label, Writer } from '../../../simulate/records.js'
import { flatTimes } from '../../../simulate/timing/arrivals.js'
import type { Deal } from '../../../simulate/timing/queue.js'
import type { World } from '../../../simulate/world.js'

export interface SeatsPlan {
  readonly group: Omit<GroupPlan, 'size' | 'label'>
  readonly label: Label
  /** Accounts at work at a time. */
  readonly seats: number
  /** Accounts in reserve for each seat; when they are used up it stays empty. */
  readonly reserve: number
  /** Campaign exchanges of an account a day. */
  readonly perAccountDay: number
  /** Milliseconds from a suspension to the heir's first possible request. */
  readonly heirDelay: (random: Random) => number
  /** Whether heirs are opened when they are needed; else they lie in stock, opened before. */
  readonly freshHeirs: boolean
  /** Share of an account's exchanges that are honest customers'. */
  readonly honest: number
  /** What the n-th generation of accounts writes, counted from 0. */
  readonly writer: (world: World, random: Random, generation: number) => Writer
}

/** One account of the campaign. */
export interface Holder {
  readonly account: string
  /** 0 for the accounts that began the campaign. */
  readonly generation: number
  /** Epoch milliseconds from which it may be used. */
  readonly from: number
}

/** Long after any period: the creation of an account that is not opened yet. */
const NOT_YET = Date.UTC(2100, 0, 1)
/** Days of honest requests that are planned for an account when it is taken into use. */
const CUSTOMER_DAYS = 4

export class Seats {
  readonly holders = new Map<string, Holder>()
  private readonly group: Group
  private readonly seatOf = new Map<string, number>()
  /** Member at each seat; undefined when the reserve is used up. */
  private readonly members: (number | undefined)[]
  private readonly writers = new Map<number, Writer>()
  private readonly generations: number[]
  private readonly heirs: Random
  private next: number
  private items = 0
  private steps = 0

  /** Enlists everybody; the campaign begins at `start`. */
  constructor(
    private readonly world: World,
    private readonly plan: SeatsPlan,
    start: number,
  ) {
    const { group, label, seats, reserve } = plan
    this.group = enlist(world, { ...group, label, size: seats * (1 + reserve) })
    this.heirs = fork(this.group.random, 'heirs')
    this.members = Array.from({ length: seats }, (_, seat) => seat)
    this.generations = Array.from({ length: seats }, () => 0)
    this.next = seats
    if (plan.freshHeirs)
      for (const { account } of this.group.actors.slice(seats))
        account.created_at = new Date(NOT_YET).toISOString()
    this.members.forEach((member, seat) => {
      if (member !== undefined) this.seat(member, seat, start)
    })
  }

  /** Plans the work that arrives from one moment to another; seats that are empty drop theirs. */
  deal(from: number, to: number): void {
    const random = fork(fork(this.group.random, 'step'), this.steps++)
    const { seats, perAccountDay } = this.plan
    const times = flatTimes(random, from, to, (seats * perAccountDay * (to - from)) / (24 * HOUR))
    const deals: Deal[] = []
    for (const ts of times.sort((a, b) => a - b)) {
      const seat = int(random, seats)
      const member = this.members[seat]
      if (member === undefined || ts < this.holderOf(member).from) continue
      deals.push({ ts, member, item: this.items++ })
    }
    work(this.world, { actors: this.group.actors, random }, deals, (member) => this.writerOf(member))
  }

  /** Suspends one of its accounts, and seats the next of the reserve. */
  suspend(account: string, at: number): void {
    const seat = this.seatOf.get(account)
    if (seat === undefined) return
    this.seatOf.delete(account)
    const random = fork(this.heirs, this.next)
    const generation = (this.generations[seat] ?? 0) + 1
    const heir = this.next < this.group.actors.length ? this.next++ : undefined
    this.members[seat] = heir
    if (heir === undefined) return
    this.generations[seat] = generation
    const from = at + this.plan.heirDelay(random)
    if (this.plan.freshHeirs) {
      const opened = Math.max(at, from - uniform(random, 1, 5) * 60_000)
      this.actorOf(heir).account.created_at = new Date(opened).toISOString()
    }
    this.seat(heir, seat, from)
  }

  private seat(member: number, seat: number, from: number): void {
    const actor = this.actorOf(member)
    const { account } = actor.account
    this.seatOf.set(account, seat)
    this.holders.set(account, { account, generation: this.generations[seat] ?? 0, from })
    const { honest, perAccountDay } = this.plan
    if (honest === 0) return
    const count = (CUSTOMER_DAYS * perAccountDay * honest) / (1 - honest)
    const random = fork(fork(this.group.random, 'customers'), member)
    customers(this.world, random, actor, count, from, from + CUSTOMER_DAYS * 24 * HOUR)
  }

  private actorOf(member: number): Actor {
    return this.group.actors[member] as Actor
  }

  private holderOf(member: number): Holder {
    return this.holders.get(this.actorOf(member).account.account) as Holder
  }

  /** Accounts of one generation write alike. */
  private writerOf(member: number): Writer {
    const { generation } = this.holderOf(member)
    let writer = this.writers.get(generation)
    if (writer === undefined) {
      writer = this.plan.writer(this.world, fork(this.group.random, 'text'), generation)
      this.writers.set(generation, writer)
    }
    return writer
  }
}
