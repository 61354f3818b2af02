// Plans for groups whose members come in cells of a few, with one card, one machine, one program or one workspace a
// cell, or by places, where account and line agree.
import { type ClientFamily, lastingClient } from '../clients.js'
import { DAY } from '../clock.js'
import { type AddressSource, fixedPool, fromPool, homeLine, STICKY } from '../network/addresses.js'
import type { BlockKind } from '../network/blocks.js'
import type { Country } from '../network/countries.js'
import { drawOrganisation } from '../people/account-records.js'
import { drawCountry } from '../people/person.js'
import { fork, mix, pickWeighted, type Random, uniform } from '../random.js'
import { newId } from '../world.js'
import { type AccountPlan, type ClientPlan, homes, type NetworkPlan } from './plans.js'

/** What each cell has, drawn once per cell. */
function perCell<T>(random: Random, size: number, cellSize: number, draw: (own: Random) => T): readonly T[] {
  return Array.from({ length: Math.ceil(size / cellSize) }, (_, cell) => draw(fork(random, cell)))
}

function ofCell<T>(list: readonly T[], member: number, cellSize: number): T {
  return list[Math.floor(member / cellSize)] as T
}

/** A card a cell; each cell was opened on a day of its own. */
export function cellCards(options: {
  readonly cellSize: number
  readonly withinDays: number
  readonly tiers: Readonly<Record<string, number>>
  readonly countries?: readonly Country[]
}): AccountPlan {
  return (world, random, size) => {
    const cells = perCell(random, size, options.cellSize, (own) => ({
      payment: newId(world, 'pay'),
      opened: world.period.start - uniform(own, 1, options.withinDays) * DAY,
    }))
    return (member, own) => {
      const { payment, opened } = ofCell(cells, member, options.cellSize)
      return {
        country: drawCountry(own, options.countries),
        createdAt: opened + uniform(own, 0, 0.7 * DAY),
        payment,
        tier: pickWeighted(own, options.tiers),
      }
    }
  }
}

/** Seats of several workspaces, each a company on paper with a payment and a domain of its own. */
export function workspaces(options: {
  readonly seats: number
  readonly withinDays: number
  readonly tier: string
  readonly countries?: readonly Country[]
}): AccountPlan {
  return (world, random, size) => {
    const cells = perCell(random, size, options.seats, (own) => ({
      organisation: drawOrganisation(world, own, drawCountry(own, options.countries)),
      opened: world.period.start - uniform(own, 2, options.withinDays) * DAY,
    }))
    return (member, own) => {
      const { organisation, opened } = ofCell(cells, member, options.seats)
      return {
        country: organisation.country,
        organisation,
        createdAt: opened + uniform(own, 0, 1.5 * DAY),
        tier: options.tier,
      }
    }
  }
}

/** A lasting machine a cell. */
export function cellHosts(kind: BlockKind, cellSize: number): NetworkPlan {
  return (world, random, size) => {
    const machines = perCell(random, size, cellSize, (own) => fixedPool(world.book, own, kind, 1))
    return (member, own) => fromPool(ofCell(machines, member, cellSize), own, STICKY.always)
  }
}

/** A home line a cell. */
export function cellHomes(cellSize: number, countries?: readonly Country[]): NetworkPlan {
  return (world, random, size) => {
    const lines: readonly AddressSource[] = perCell(random, size, cellSize, (own) =>
      homeLine(world.book, own, drawCountry(own, countries).code),
    )
    return (member) => ofCell(lines, member, cellSize)
  }
}

function placeOf(places: readonly Country[], member: number): Country {
  return places[mix(member, 4099) % places.length] as Country
}

/** The plan's accounts, spread over places as `placedHomes` spreads their lines. */
export function placed(plan: AccountPlan, places: readonly Country[]): AccountPlan {
  return (world, random, size) => {
    const draw = plan(world, random, size)
    return (member, own) => ({ ...draw(member, own), country: placeOf(places, member) })
  }
}

/** A home in the place of the account, sometimes the phone. */
export function placedHomes(phoneShare: number, places: readonly Country[]): NetworkPlan {
  const plans = new Map(places.map((place) => [place, homes(phoneShare, [place])]))
  return (world, random, size) => (member, own) => {
    const place = placeOf(places, member)
    return (plans.get(place) ?? homes(phoneShare))(world, random, size)(member, own)
  }
}

/** A program a cell. */
export function cellClients(
  families: Readonly<Partial<Record<ClientFamily, number>>>,
  cellSize: number,
): ClientPlan {
  return (world, random) => {
    const programs = new Map<number, ReturnType<typeof lastingClient>>()
    return (member) => {
      const cell = Math.floor(member / cellSize)
      const known = programs.get(cell)
      if (known !== undefined) return known
      const own = fork(random, cell)
      const made = lastingClient(
        own,
        pickWeighted(own, families as Record<ClientFamily, number>),
        world.period,
      )
      programs.set(cell, made)
      return made
    }
  }
}
