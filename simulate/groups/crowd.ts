// Crowds of honest people who have something in common: a class, a product's users, strangers behind one exit. Each
// is drawn like anybody else; the options say what is shared.
import { drawPerson, live, type Person, type PersonOptions, seedOf } from '../people/person.js'
import { chance, fork, lognormal, type Random } from '../random.js'
import type { Label, Writer } from '../records.js'
import { plan, scaled, type World } from '../world.js'

export interface Crowd {
  readonly label: Label
  /** Tells crowds of one label apart, so that their people are different ones. */
  readonly part?: string
  readonly size: number
  /** What this crowd's people have that others don't; `member` counts from 0. */
  readonly person: (member: number, random: Random) => Partial<PersonOptions>
  readonly write: (person: Person, random: Random, member: number) => Writer
  /** When a person sends; by default the person's own rhythm over the whole period. */
  readonly times?: (person: Person, random: Random, member: number) => readonly CrowdVisit[]
  readonly minimum?: number
}

export interface CrowdVisit {
  readonly ts: number
  readonly turn?: number
  readonly session?: number
  readonly item?: number
}

/** Draws the people of a crowd and plans what they send. */
export function gather(world: World, factor: number, crowd: Crowd): readonly Person[] {
  const random = fork(world.random, `crowd ${crowd.label}${crowd.part ?? ''}`)
  const size = scaled(world, crowd.size * factor, crowd.minimum ?? 5)
  return Array.from({ length: size }, (_, member) => {
    const own = fork(random, member)
    const person = drawPerson(world, own, {
      label: crowd.label,
      clients: { browser: 60, 'phone-app': 40 },
      tiers: { free: 60, plus: 40 },
      pathway: 'subscription',
      rate: Math.min(4, lognormal(fork(own, 'rate'), 0.35, 0.8)),
      working: chance(fork(own, 'working'), 0.3),
      ...crowd.person(member, fork(own, 'options')),
    })
    const write = crowd.write(person, fork(own, 'write'), member)
    if (crowd.times === undefined) live(world, person, write)
    else {
      const seeds = fork(own, 'seeds')
      for (const visit of crowd.times(person, fork(own, 'times'), member))
        plan(world, person.actor, write, seedOf(seeds), visit)
    }
    return person
  })
}

/** Most follow what is shared, with a life of their own besides: some of what a person sends is something else. */
export function besides(shared: Writer, own: Writer, shareOfShared: number): Writer {
  return (occasion, random) => {
    const isShared =
      occasion.session === 0 ? chance(random, shareOfShared) : (occasion.session % 997) / 997 < shareOfShared
    return isShared ? shared(occasion, random) : own(occasion, random)
  }
}
