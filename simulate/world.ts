// The world that a scenario fills: a period, addresses, texts, what has happened so far, and who is who. Population
// and groups add accounts and planned requests; nothing is rendered until all of it is known.
import { createPeriod, type Period } from './clock.js'
import type { AddressBook } from './network/blocks.js'
import { fork, hex, type Random, type Reseedable } from './random.js'
import type { AccountRecord, Actor, Label, PlannedExchange, Writer } from './records.js'
import type { TextSource } from './text/source.js'
import { type ArrivalSource, ownArrivals } from './timing/arrivals.js'

/** The provider's models; every scenario knows the same ones. */
export const MODELS = {
  large: 'meridian-large-3',
  small: 'meridian-small-3',
  mini: 'meridian-mini-3',
  next: 'meridian-large-4',
} as const

export interface WorldOptions {
  readonly seed: number
  readonly scale: number
  readonly book: AddressBook
  readonly texts: TextSource
  readonly arrivals?: ArrivalSource
  readonly end?: number
  readonly days?: number
}

export interface World {
  readonly random: Random
  readonly period: Period
  readonly scale: number
  readonly book: AddressBook
  readonly texts: TextSource
  readonly arrivals: ArrivalSource
  readonly accounts: { readonly record: AccountRecord; readonly label: Label }[]
  readonly planned: PlannedExchange[]
  /** Accounts that groups took into use while they ran, each with the one whose place it took; nobody's, where they grew. */
  readonly joined: { readonly record: AccountRecord; readonly follows: AccountRecord | undefined }[]
  /** Addresses of honest homes; sellers of residential exits route through some of them. */
  readonly homes: string[]
  /** A new model appears in the middle of the period, if the scenario has one. */
  release:
    | {
        readonly model: string
        readonly at: number
        /** Share of people who move to it within two days; by lasting temper when left out. */
        readonly rush?: number
      }
    | undefined
  /** The service fails for a while, if the scenario says so. */
  outage: { readonly from: number; readonly to: number } | undefined
  /** The provider logs metadata only. */
  textless: boolean
  readonly ids: Random
}

export function createWorld(options: WorldOptions): World {
  const random: Reseedable = fork({ seed: options.seed, next: () => 0 }, 'world')
  return {
    random,
    period: createPeriod(options.end, options.days),
    scale: options.scale,
    book: options.book,
    texts: options.texts,
    arrivals: options.arrivals ?? ownArrivals(),
    accounts: [],
    planned: [],
    joined: [],
    homes: [],
    release: undefined,
    outage: undefined,
    textless: false,
    ids: fork(random, 'ids'),
  }
}

/** Identifiers say nothing about what they identify. */
export function newId(world: World, kind: 'acct' | 'org' | 'key' | 'pay'): string {
  return `${kind}_${hex(world.ids, 14)}`
}

export function register(world: World, record: AccountRecord, label: Label): void {
  world.accounts.push({ record, label })
}

export interface Request {
  readonly ts: number
  readonly item?: number
  readonly turn?: number
  readonly session?: number
}

/** Plans a request of an actor, unless it falls outside the period or outside the account's life. */
export function plan(world: World, actor: Actor, write: Writer, seed: number, request: Request): void {
  const { ts } = request
  if (ts < world.period.start || ts >= world.period.end) return
  if (ts < Date.parse(actor.account.created_at)) return
  const { suspended_at: suspended } = actor.account
  if (suspended !== undefined && ts >= Date.parse(suspended)) return
  world.planned.push({
    ts: Math.floor(ts),
    actor,
    write,
    seed,
    item: request.item ?? 0,
    turn: request.turn ?? 0,
    session: request.session ?? 0,
  })
}

/** A group's size in this world; groups keep a minimum so that small worlds still show what they are about. */
export function scaled(world: World, size: number, minimum = 6): number {
  return Math.max(Math.min(size, minimum), Math.round(size * world.scale))
}
