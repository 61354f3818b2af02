// A group of accounts made from independent plans, and what it does: work dealt over its members, or each member on
// its own. Attack groups and look-alikes are built by the same functions.
import { drawRecord } from '../people/account-records.js'
import { seedOf } from '../people/person.js'
import { fork, int, mix, pickWeighted, type Random } from '../random.js'
import type { Actor, Hidden, Label, Writer } from '../records.js'
import type { Deal } from '../timing/queue.js'
import { newId, plan, register, scaled, type World } from '../world.js'
import type { AccountPlan, ClientPlan, NetworkPlan } from './plans.js'

export interface GroupPlan {
  readonly label: Label
  /** Accounts at scale 1. */
  readonly size: number
  readonly accounts: AccountPlan
  readonly network: NetworkPlan
  readonly clients: ClientPlan
  readonly pathways?: Readonly<Record<string, number>>
  /** Its accounts ask for no text to be logged. */
  readonly private?: boolean
  /** What the provider does not see of its accounts. */
  readonly hides?: readonly Hidden[]
  /** Share of each account's requests sent with one of several keys. */
  readonly keys?: number
}

export interface Group {
  readonly actors: readonly Actor[]
  /** Stream for what the group does. */
  readonly random: Random
}

/** Registers the accounts of a group. Its parts are drawn from streams of their own. */
export function enlist(world: World, group: GroupPlan, factor = 1): Group {
  const size = scaled(world, group.size * factor, 4)
  const random = fork(world.random, `group ${group.label}`)
  const accounts = group.accounts(world, fork(random, 'accounts'), size)
  const network = group.network(world, fork(random, 'network'), size)
  const clients = group.clients(world, fork(random, 'clients'))
  const hides = group.hides ?? []
  const actors = Array.from({ length: size }, (_, member): Actor => {
    const own = fork(fork(random, 'member'), member)
    const address = network(member, fork(own, 'network'))
    const draw = accounts(member, fork(own, 'account'))
    const signupIp = address(draw.createdAt ?? world.period.start, fork(own, 'signup'))
    const record = drawRecord(world, fork(own, 'record'), {
      tier: 'tier-1',
      ...(hides.includes('address') ? {} : { signupIp }),
      isUnpaid: hides.includes('payment'),
      ...draw,
    })
    register(world, record, group.label)
    const pathway = pickWeighted(fork(own, 'pathway'), group.pathways ?? { api: 1 })
    return {
      account: record,
      keys:
        pathway === 'subscription'
          ? []
          : Array.from({ length: group.keys ?? 1 + int(own, 2) }, () => newId(world, 'key')),
      pathway,
      private: group.private ?? false,
      hides,
      client: clients(member, fork(own, 'client')),
      address,
    }
  })
  return { actors, random: fork(random, 'deeds') }
}

/** Plans dealt work; each member has its writer, which sees the number of each item. */
export function work(
  world: World,
  group: Group,
  deals: readonly Deal[],
  writerOf: (member: number) => Writer,
): void {
  const seeds = fork(group.random, 'work')
  const writers = new Map<number, Writer>()
  for (const { ts, member, item } of deals) {
    const actor = group.actors[member]
    if (actor === undefined) continue
    let own = writers.get(member)
    if (own === undefined) {
      own = writerOf(member)
      writers.set(member, own)
    }
    const seed = seedOf(seeds)
    // An application opens a conversation for every request; API work has none.
    plan(
      world,
      actor,
      own,
      seed,
      actor.pathway === 'subscription' ? { ts, item, session: mix(seed, 5) } : { ts, item },
    )
  }
}
