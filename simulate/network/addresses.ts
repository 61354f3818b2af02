// How an actor comes by its address: at home, on a phone behind a carrier's shared addresses, in an office, in a
// cloud, behind a VPN, on a campus, or through hired residential exits. Each plan returns a source that is asked per
// request.
import { DAY, HOUR, MINUTE } from '../clock.js'
import { chance, createRandom, hex, int, mix, pick, type Random } from '../random.js'
import { type AddressBook, type Block, type BlockKind, formatAddress } from './blocks.js'

/** Address of a request at a time. */
export type AddressSource = (ts: number, random: Random) => string

function drawBlock(book: AddressBook, random: Random, kind: BlockKind, country?: string): Block {
  const blocks = book.blocks(kind, country)
  return pick(random, blocks.length > 0 ? blocks : book.blocks('access'))
}

function drawIn(block: Block, random: Random): number {
  const address = block.base + int(random, block.size)
  const last = address % 256
  return last === 0 || last === 255 ? address - last + 1 + int(random, 250) : address
}

/** One lasting address of a kind. */
export function drawAddress(book: AddressBook, random: Random, kind: BlockKind, country?: string): string {
  return formatAddress(drawIn(drawBlock(book, random, kind, country), random))
}

/** A home line. A third of the operators lease a new address every few days; a tenth of the homes use IPv6. */
export function homeLine(book: AddressBook, random: Random, country?: string): AddressSource {
  const block = drawBlock(book, random, 'access', country)
  const seed = mix(random.seed, int(random, 2 ** 31))
  if (chance(random, 0.1)) {
    const prefix = `2a0${int(random, 10)}:${hex(random, 3)}:${hex(random, 4)}:${hex(random, 4)}`
    return (ts) => {
      const host = mix(seed, Math.floor(ts / DAY))
        .toString(16)
        .padStart(8, '0')
      return `${prefix}:${host.slice(0, 4)}:${host.slice(4)}:0:1`
    }
  }
  const own = drawIn(block, random)
  if (!chance(random, 0.33)) return () => formatAddress(own)
  const leaseMs = (1 + int(random, 9)) * DAY
  const neighbourhood = Math.min(block.size, 4096)
  const base = block.base + int(random, Math.max(1, Math.floor(block.size / neighbourhood))) * neighbourhood
  return (ts) => formatAddress(base + (mix(seed, Math.floor(ts / leaseMs)) % neighbourhood))
}

/** A phone behind its carrier's shared addresses: a few hundred addresses for everybody, another one each hour. */
export function phoneLine(book: AddressBook, random: Random, country?: string): AddressSource {
  const block = drawBlock(book, random, 'mobile', country)
  const seed = mix(random.seed, int(random, 2 ** 31))
  const pool = Math.min(block.size, 768)
  return (ts) => formatAddress(block.base + 256 + (mix(seed, Math.floor(ts / HOUR)) % pool))
}

/** A few lasting addresses of a kind, within one /24 when `together`. */
export function fixedPool(
  book: AddressBook,
  random: Random,
  kind: BlockKind,
  count: number,
  options: { readonly together?: boolean; readonly country?: string } = {},
): readonly string[] {
  if (options.together !== true) {
    return Array.from({ length: count }, () => drawAddress(book, random, kind, options.country))
  }
  const first = drawIn(drawBlock(book, random, kind, options.country), random)
  const start = first - (first % 256)
  return Array.from({ length: count }, () => formatAddress(start + 1 + int(random, 253)))
}

/** One of the addresses, kept for `stickyMs` by this actor. */
export function fromPool(addresses: readonly string[], random: Random, stickyMs: number): AddressSource {
  const seed = mix(random.seed, int(random, 2 ** 31))
  return (ts) => addresses[mix(seed, Math.floor(ts / stickyMs)) % addresses.length] as string
}

/** Home in the evening and at weekends, the office in working hours, sometimes the phone. */
export function personLines(
  home: AddressSource,
  offsetHours: number,
  options: { readonly office?: AddressSource; readonly phone?: AddressSource; readonly phoneShare?: number },
): AddressSource {
  return (ts, random) => {
    if (options.phone !== undefined && chance(random, options.phoneShare ?? 0.2))
      return options.phone(ts, random)
    const local = new Date(ts + offsetHours * HOUR)
    const day = local.getUTCDay()
    const hour = local.getUTCHours()
    const atWork = day > 0 && day < 6 && hour >= 9 && hour < 18
    return atWork && options.office !== undefined ? options.office(ts, random) : home(ts, random)
  }
}

export interface ResidentialExits {
  /** How long one actor keeps an exit: minutes for a rotating offer, days for a sticky one. */
  readonly stickyMs: number
  /** Exits on offer; small pools are reused by several actors. */
  readonly exits: number
  readonly countries?: readonly string[]
  /** Addresses of real people that the seller also routes through. */
  readonly borrowed?: readonly string[]
}

/** Hired residential exits: lines of ordinary people in many places, some of which honest users really use. */
export function residentialExits(
  book: AddressBook,
  random: Random,
  plan: ResidentialExits,
): () => AddressSource {
  const seed = mix(random.seed, 4711)
  const exits = new Map<number, string>()
  const exit = (index: number): string => {
    const known = exits.get(index)
    if (known !== undefined) return known
    const own = createRandom(mix(seed, index))
    const address =
      plan.borrowed !== undefined && plan.borrowed.length > 0 && chance(own, 0.04)
        ? pick(own, plan.borrowed)
        : drawAddress(
            book,
            own,
            'access',
            plan.countries === undefined ? undefined : pick(own, plan.countries),
          )
    exits.set(index, address)
    return address
  }
  let actor = 0
  return () => {
    const mine = mix(seed, ++actor)
    return (ts) => exit(mix(mine, Math.floor((ts + (mine % HOUR)) / plan.stickyMs)) % plan.exits)
  }
}

export const STICKY = { request: 20_000, session: 30 * MINUTE, day: DAY, always: 10_000 * DAY } as const
