// One honest person: where and when, in which voice, with which program and account. What is drawn here persists for
// the person over the whole period.
import { type ClientFamily, drawClient, lastingClient } from '../clients.js'
import { type AddressSource, homeLine, personLines, phoneLine } from '../network/addresses.js'
import { COUNTRIES, type Country } from '../network/countries.js'
import { chance, fork, pick, pickWeighted, type Random, type Reseedable } from '../random.js'
import type { AccountRecord, Actor, Client, Label, Writer } from '../records.js'
import { drawVoice, type Voice } from '../text/voice.js'
import { drawRhythm, type Rhythm, visits } from '../timing/rhythm.js'
import { newId, plan, register, type World } from '../world.js'
import { drawRecord, type Organisation, type RecordOptions, suspendByMistake } from './account-records.js'

export function drawCountry(random: Random, among: readonly Country[] = COUNTRIES): Country {
  let left = random.next() * among.reduce((sum, country) => sum + country.weight, 0)
  for (const country of among) {
    left -= country.weight
    if (left < 0) return country
  }
  return among[0] as Country
}

export interface PersonOptions {
  readonly label: Label
  /** Ways of access and how often each is chosen. */
  readonly clients: Readonly<Partial<Record<ClientFamily, number>>>
  /** The very installation, for those who share a machine. */
  readonly client?: Client
  readonly tiers: Readonly<Record<string, number>>
  readonly pathway: string
  /** Conversations a day. */
  readonly rate: number
  readonly working: boolean
  readonly programmer?: boolean
  readonly country?: Country
  readonly organisation?: Organisation
  /** Address used in working hours. */
  readonly office?: AddressSource
  /** Replaces home, office and phone altogether. */
  readonly address?: AddressSource
  readonly record?: Partial<RecordOptions>
  readonly private?: boolean
}

export interface Person {
  readonly actor: Actor
  readonly record: AccountRecord
  readonly voice: Voice
  readonly rhythm: Rhythm
  readonly country: Country
  readonly random: Reseedable
}

/** Draws a person and registers the account; what the person sends is planned apart. */
export function drawPerson(world: World, random: Random, options: PersonOptions): Person {
  const country = options.country ?? drawCountry(fork(random, 'country'))
  const voiceRandom = fork(random, 'voice')
  const foreign = country.language !== 'en' && chance(voiceRandom, 0.25)
  const voice = drawVoice(voiceRandom, foreign ? 'en' : country.language, options.programmer)
  const net = fork(random, 'network')
  const home = homeLine(world.book, net, country.code)
  const phone = phoneLine(world.book, net, country.code)
  const lines: { office?: AddressSource; phone: AddressSource; phoneShare: number } = {
    phone,
    phoneShare: chance(net, 0.15) ? 0.9 : net.next() * 0.3,
  }
  if (options.office !== undefined) lines.office = options.office
  const address = options.address ?? personLines(home, country.offsetHours, lines)
  const client = lastingClient(
    fork(random, 'client'),
    pickWeighted(fork(random, 'family'), options.clients as Record<ClientFamily, number>),
    world.period,
  )
  const second =
    options.client === undefined && chance(net, 0.15)
      ? drawClient(fork(random, 'second'), 'phone-app')
      : undefined
  const account = fork(random, 'account')
  const record = drawRecord(world, account, {
    country,
    tier: pickWeighted(account, options.tiers),
    signupIp: (options.address ?? home)(world.period.start, account),
    ...(options.organisation === undefined ? {} : { organisation: options.organisation }),
    ...options.record,
  })
  suspendByMistake(world, account, record)
  register(world, record, options.label)
  if (options.address === undefined) world.homes.push(home(world.period.start, net))
  const isApp = options.pathway === 'subscription'
  const actor: Actor = {
    account: record,
    keys: isApp ? [] : Array.from({ length: chance(account, 0.2) ? 2 : 1 }, () => newId(world, 'key')),
    pathway: options.pathway,
    private: options.private ?? false,
    client: (ts, own) =>
      options.client ?? (second !== undefined && isApp && chance(own, 0.3) ? second : client(ts)),
    address,
  }
  const rhythm = drawRhythm(fork(random, 'rhythm'), country.offsetHours, options.rate, options.working)
  return { actor, record, voice, rhythm, country, random: fork(random, 'person') }
}

/** Plans everything the person sends over the period. */
export function live(world: World, person: Person, write: Writer): void {
  for (const visit of visits(
    fork(person.random, 'visits'),
    world.period,
    person.rhythm,
    world.arrivals.pause,
  )) {
    plan(world, person.actor, write, seedOf(person.random), visit)
  }
}

/** A seed per planned request, drawn in order. */
export function seedOf(random: Random): number {
  return Math.floor(random.next() * 4294967296)
}

/** One of a list by the person's own choice. */
export function favourite<T>(person: Person, list: readonly T[]): T {
  return pick(fork(person.random, 'favourite'), list)
}
