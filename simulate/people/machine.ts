// One honest machine account: an API service, a scheduled job or a batch, run by a company on a host of its own.
import { type ClientFamily, lastingClient } from '../clients.js'
import { type AddressSource, fixedPool, fromPool, STICKY } from '../network/addresses.js'
import type { Country } from '../network/countries.js'
import { chance, fork, int, pickWeighted, type Random } from '../random.js'
import type { AccountRecord, Actor, Client, Label, Writer } from '../records.js'
import { newId, plan, register, type World } from '../world.js'
import { drawRecord, type Organisation, type RecordOptions } from './account-records.js'
import { drawCountry, seedOf } from './person.js'

export interface MachineOptions {
  readonly label: Label
  readonly pathway?: string
  readonly clients?: Readonly<Partial<Record<ClientFamily, number>>>
  /** The very installation, for those who run on somebody else's. */
  readonly client?: Client
  readonly country?: Country
  readonly organisation?: Organisation
  readonly address?: AddressSource
  readonly record?: Partial<RecordOptions>
  readonly private?: boolean
}

export interface Machine {
  readonly actor: Actor
  readonly record: AccountRecord
  readonly country: Country
}

const CLIENTS = {
  'python-sdk': 40,
  'node-sdk': 22,
  requests: 10,
  aiohttp: 4,
  go: 8,
  java: 8,
  'chain-framework': 8,
}
const PATHWAYS = { api: 78, bedrock: 9, vertex: 7, aggregator: 6 }

/** Draws a machine account on one to four lasting hosts. */
export function drawMachine(world: World, random: Random, options: MachineOptions): Machine {
  const country = options.country ?? drawCountry(fork(random, 'country'))
  const net = fork(random, 'network')
  const hosts = fixedPool(world.book, net, 'cloud', chance(net, 0.7) ? 1 : 2 + int(net, 3), {
    together: chance(net, 0.5),
  })
  const address = options.address ?? fromPool(hosts, net, STICKY.session)
  const family = pickWeighted(
    fork(random, 'family'),
    (options.clients ?? CLIENTS) as Record<ClientFamily, number>,
  )
  const client = lastingClient(fork(random, 'client'), family, world.period)
  const account = fork(random, 'account')
  const record = drawRecord(world, account, {
    country,
    tier: pickWeighted(account, { 'tier-1': 25, 'tier-2': 30, 'tier-3': 25, 'tier-4': 10, enterprise: 10 }),
    signupIp: address(world.period.start, account),
    ...(options.organisation === undefined ? {} : { organisation: options.organisation }),
    ...options.record,
  })
  register(world, record, options.label)
  const actor: Actor = {
    account: record,
    keys: Array.from({ length: 1 + int(account, 2) }, () => newId(world, 'key')),
    pathway: options.pathway ?? pickWeighted(account, PATHWAYS),
    private: options.private ?? chance(account, 0.08),
    client: (ts) => options.client ?? client(ts),
    address,
  }
  return { actor, record, country }
}

/** Plans requests at the given times, one work item each. */
export function run(
  world: World,
  actor: Actor,
  random: Random,
  times: readonly number[],
  write: Writer,
): void {
  const seeds = fork(random, 'seeds')
  let item = 0
  for (const ts of times) plan(world, actor, write, seedOf(seeds), { ts, item: item++ })
}
