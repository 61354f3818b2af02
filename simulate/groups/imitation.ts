// Accounts that imitate people: each keeps the hours of a place, talks in sessions and sends honest requests of its own
// between those of the campaign.
import { COUNTRIES } from '../network/countries.js'
import { fork, lognormal, mix, type Random, uniform } from '../random.js'
import type { World } from '../world.js'
import { type CampaignText, extraction } from './campaign-text.js'
import { enlist, type GroupPlan } from './group.js'
import { personalLife, stranger } from './mixing.js'

/** Accounts with a person's hours, each of whose sessions is honest or the campaign's; `words` draws its templates. */
export function imitate(
  world: World,
  factor: number,
  plan: GroupPlan,
  text: CampaignText,
  honest: readonly [number, number],
  rate: number,
  words?: Random,
): void {
  const group = enlist(world, plan, factor)
  const campaign = extraction(world, words ?? fork(group.random, 'text'), text)
  group.actors.forEach((actor, member) => {
    const own = fork(fork(group.random, 'imitation'), member)
    const offset = COUNTRIES.find(({ code }) => code === actor.account.country)?.offsetHours ?? 0
    const share = uniform(own, ...honest)
    const alibi = stranger(world, fork(own, 'alibi'))
    const write: typeof campaign = (occasion, random) => {
      // Whole sessions are either honest or the campaign's, as a person would do one thing at a time.
      const isHonest = (occasion.session % 1000) / 1000 < share
      return isHonest
        ? alibi(occasion, random)
        : campaign({ ...occasion, item: mix(occasion.session, occasion.turn) }, random)
    }
    personalLife(world, fork(own, 'life'), actor, offset, Math.min(6, lognormal(own, rate, 0.5)), write)
  })
}
