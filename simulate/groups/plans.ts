// The parts that a group is put together from, each drawn from its own stream so that none follows from another: how
// its accounts were opened, where they connect from, with which programs.

import { type ClientFamily, disguisedClient, drawClient, lastingClient } from '../clients.js'
import { DAY, MINUTE } from '../clock.js'
import {
  type AddressSource,
  drawAddress,
  fixedPool,
  fromPool,
  homeLine,
  phoneLine,
  type ResidentialExits,
  residentialExits,
  STICKY,
} from '../network/addresses.js'
import type { BlockKind } from '../network/blocks.js'
import { COUNTRIES, type Country } from '../network/countries.js'
import {
  DISPOSABLE_MAIL,
  drawDomain,
  type Organisation,
  type RecordOptions,
} from '../people/account-records.js'
import { drawCountry } from '../people/person.js'
import { between, chance, exponential, pick, pickWeighted, type Random, uniform } from '../random.js'
import type { Client } from '../records.js'
import { newId, type World } from '../world.js'

/** What a plan decides about one account record. */
export type RecordDraw = Partial<RecordOptions> & { readonly country: Country }
export type AccountPlan = (
  world: World,
  random: Random,
  size: number,
) => (member: number, own: Random) => RecordDraw
export type NetworkPlan = (
  world: World,
  random: Random,
  size: number,
) => (member: number, own: Random) => AddressSource
export type ClientPlan = (
  world: World,
  random: Random,
) => (member: number, own: Random) => (ts: number, random: Random) => Client

export function countriesNamed(...codes: readonly string[]): readonly Country[] {
  return COUNTRIES.filter(({ code }) => codes.includes(code))
}

/** Some sign-ups in quick batches, some trickled, all within `withinDays` before the period's end. */
function signupTimes(
  world: World,
  random: Random,
  size: number,
  withinDays: number,
  batch: number,
): number[] {
  const from = world.period.start - withinDays * DAY
  const times: number[] = []
  while (times.length < size) {
    let ts = uniform(random, from, world.period.start)
    const count = Math.max(1, Math.round(batch * uniform(random, 0.5, 1.5)))
    for (let i = 0; i < count && times.length < size; i++) {
      times.push(ts)
      ts += exponential(random, 4 * MINUTE)
    }
  }
  return times
}

/** Several cards for many accounts; sign-ups in batches; throw-away or catch-all mail. */
export function sharedCards(options: {
  readonly accountsPerCard: number
  readonly withinDays?: number
  readonly batch?: number
  readonly tiers?: Readonly<Record<string, number>>
  readonly countries?: readonly Country[]
  readonly mail?: 'disposable' | 'catch-all' | 'mixed'
}): AccountPlan {
  return (world, random, size) => {
    const cards = Array.from({ length: Math.max(1, Math.round(size / options.accountsPerCard)) }, () =>
      newId(world, 'pay'),
    )
    const times = signupTimes(world, random, size, options.withinDays ?? 45, options.batch ?? 8)
    const domains = Array.from({ length: 3 }, () => drawDomain(random))
    const mail = options.mail ?? 'mixed'
    return (member, own) => {
      const record: { -readonly [K in keyof RecordDraw]: RecordDraw[K] } = {
        country: drawCountry(own, options.countries),
        createdAt: times[member] ?? world.period.start,
        payment: pick(own, cards),
        tier: pickWeighted(own, options.tiers ?? { 'tier-1': 50, 'tier-2': 40, 'tier-3': 10 }),
      }
      if (mail === 'disposable' || (mail === 'mixed' && chance(own, 0.4)))
        record.emailDomain = pick(own, DISPOSABLE_MAIL)
      else if (mail === 'catch-all' || chance(own, 0.4)) record.emailDomain = pick(own, domains)
      return record
    }
  }
}

/** Every account with a card of its own, opened one by one over months, mail like anybody's. */
export function oneOffCards(
  options: {
    readonly withinDays?: number
    readonly tiers?: Readonly<Record<string, number>>
    readonly countries?: readonly Country[]
  } = {},
): AccountPlan {
  return (world) => (_member, own) => ({
    country: drawCountry(own, options.countries),
    createdAt: world.period.start - uniform(own, 0.2, options.withinDays ?? 150) * DAY,
    tier: pickWeighted(own, options.tiers ?? { 'tier-1': 70, 'tier-2': 30 }),
  })
}

/** Bought from their owners: opened over years like honest ones. */
export function agedAccounts(
  options: {
    readonly tiers?: Readonly<Record<string, number>>
    readonly countries?: readonly Country[]
  } = {},
): AccountPlan {
  return () => (_member, own) => ({
    country: drawCountry(own, options.countries),
    tier: pickWeighted(own, options.tiers ?? { 'tier-1': 50, 'tier-2': 35, plus: 15 }),
  })
}

/** Accounts as another plan opens them, so many of them paid for with each card. */
export function paidTogether(plan: AccountPlan, accountsPerCard: number): AccountPlan {
  return (world, random, size) => {
    const draw = plan(world, random, size)
    const cards = Array.from({ length: Math.ceil(size / accountsPerCard) }, () => newId(world, 'pay'))
    return (member, own) => {
      const payment = cards[member % cards.length]
      return { ...draw(member, own), ...(payment === undefined ? {} : { payment }) }
    }
  }
}

/** Opened within a short time, without paying: trials, rosters, sign-up desks. */
export function signupBurst(options: {
  /** Before (negative) or after the start of the period. */
  readonly atMs: number
  readonly spreadMs: number
  readonly tiers?: Readonly<Record<string, number>>
  readonly countries?: readonly Country[]
  readonly program?: string
  readonly emailDomain?: string
  readonly mail?: 'disposable' | 'any'
  readonly declared?: string
}): AccountPlan {
  return (world) => (_member, own) => {
    const record: { -readonly [K in keyof RecordDraw]: RecordDraw[K] } = {
      country: drawCountry(own, options.countries),
      createdAt: world.period.start + options.atMs + exponential(own, options.spreadMs / 2),
      tier: pickWeighted(own, options.tiers ?? { free: 1 }),
    }
    if (options.program !== undefined) record.program = options.program
    if (options.declared !== undefined) record.declared = options.declared
    if (options.emailDomain !== undefined) record.emailDomain = options.emailDomain
    else if (options.mail === 'disposable') record.emailDomain = pick(own, DISPOSABLE_MAIL)
    return record
  }
}

/** Accounts of one owner: organisation, payment and mail domain in common. */
export function oneOwner(
  organisation: Organisation,
  options: { readonly tier?: string; readonly declared?: string; readonly withinDays?: number } = {},
): AccountPlan {
  return (world) => (_member, own) => ({
    country: organisation.country,
    organisation,
    createdAt: world.period.start - uniform(own, 3, options.withinDays ?? 500) * DAY,
    tier: options.tier ?? 'enterprise',
    ...(options.declared === undefined ? {} : { declared: options.declared }),
  })
}

/** A few machines of a kind, each account on one or several of them. */
export function hosts(
  kind: BlockKind,
  count: number,
  options: { readonly together?: boolean; readonly stickyMs?: number } = {},
): NetworkPlan {
  return (world, random) => {
    const racks = Array.from({ length: Math.max(1, Math.ceil(count / 12)) }, () =>
      fixedPool(world.book, random, kind, Math.min(12, count), { together: options.together ?? true }),
    ).flat()
    return (_member, own) => fromPool(racks, own, options.stickyMs ?? STICKY.session)
  }
}

/** Hired residential exits. */
export function residential(exits: Omit<ResidentialExits, 'borrowed'>): NetworkPlan {
  return (world, random) => {
    const next = residentialExits(world.book, random, { ...exits, borrowed: world.homes })
    return () => next()
  }
}

/** Everybody at a home of their own, sometimes on the phone. */
export function homes(phoneShare = 0.1, countries?: readonly Country[]): NetworkPlan {
  return (world) => (_member, own) => {
    const country = drawCountry(own, countries).code
    const home = homeLine(world.book, own, country)
    const phone = phoneLine(world.book, own, country)
    return (ts, random) => (chance(random, phoneShare) ? phone(ts, random) : home(ts, random))
  }
}

/** Phones behind carriers' shared addresses. */
export function phones(countries?: readonly Country[]): NetworkPlan {
  return (world) => (_member, own) => phoneLine(world.book, own, drawCountry(own, countries).code)
}

/** Exits of a VPN seller: few addresses, everybody on another one each session. */
export function vpn(exits: number, stickyMs: number = STICKY.session): NetworkPlan {
  return (world, random) => {
    const blocks = Math.max(1, Math.round(exits / 10))
    const pool = Array.from({ length: blocks }, () =>
      fixedPool(world.book, random, 'vpn', Math.ceil(exits / blocks), { together: true }),
    ).flat()
    return (_member, own) => fromPool(pool, own, stickyMs)
  }
}

/** Every request from another line of ordinary people, as a rotating offer of residential exits gives them. */
export function everywhere(): NetworkPlan {
  return (world) => () => (_ts, random) => drawAddress(world.book, random, 'access')
}

/** One plan for some members, another for the rest. */
export function mixedNetwork(parts: readonly (readonly [number, NetworkPlan])[]): NetworkPlan {
  return (world, random, size) => {
    const ready = parts.map(([weight, plan]) => [weight, plan(world, random, size)] as const)
    const total = ready.reduce((sum, [weight]) => sum + weight, 0)
    return (member, own) => {
      let left = own.next() * total
      for (const [weight, source] of ready) {
        left -= weight
        if (left < 0) return source(member, own)
      }
      return (ready[0] as (typeof ready)[number])[1](member, own)
    }
  }
}

/** All with the very same installation. */
export function sameClient(family: ClientFamily): ClientPlan {
  return (_world, random) => {
    const client = drawClient(random, family)
    return () => () => client
  }
}

/** Each with a program of its own from these families. */
export function ownClients(families: Readonly<Partial<Record<ClientFamily, number>>>): ClientPlan {
  return (world) => (_member, own) =>
    lastingClient(own, pickWeighted(own, families as Record<ClientFamily, number>), world.period)
}

/** Each claims to be another browser over one network stack. */
export function disguised(stack: ClientFamily): ClientPlan {
  return () => (_member, own) => {
    const faces = Array.from({ length: between(own, 1, 3) }, () => disguisedClient(own, stack))
    return (_ts, random) => pick(random, faces)
  }
}

/** Every request claims another program out of these families. */
export function anyClient(families: Readonly<Partial<Record<ClientFamily, number>>>): ClientPlan {
  return () => () => (_ts, random) =>
    drawClient(random, pickWeighted(random, families as Record<ClientFamily, number>))
}
