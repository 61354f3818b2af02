// Attack that imitates people: each account keeps the hours of a place, has its own card and home, talks in sessions
// and sends honest requests of its own between those of the campaign.
import type { CampaignText } from '../groups/campaign-text.js'
import { extraction } from '../groups/campaign-text.js'
import { enlist, type GroupPlan } from '../groups/group.js'
import { personalLife, stranger } from '../groups/mixing.js'
import { agedAccounts, homes, oneOffCards, ownClients } from '../groups/plans.js'
import { COUNTRIES } from '../network/countries.js'
import { fork, lognormal, mix, uniform } from '../random.js'
import { defineScenario, type Scenario } from '../scenario.js'
import type { World } from '../world.js'

/** Accounts with a person's hours, each of whose sessions is honest or the campaign's. */
export function imitate(
  world: World,
  factor: number,
  plan: GroupPlan,
  text: CampaignText,
  honest: readonly [number, number],
  rate: number,
): void {
  const group = enlist(world, plan, factor)
  const campaign = extraction(world, fork(group.random, 'text'), text)
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

export const HUMAN_IMITATION: readonly Scenario[] = [
  defineScenario({
    id: 'human-imitation',
    description:
      'Censorship-safe rewriting by accounts with their own card, home, daily rhythm and honest requests',
    set: 'practice',
    kind: 'attack',
    add(world, factor) {
      imitate(
        world,
        factor,
        {
          label: 'attack:human-imitation',
          size: 130,
          accounts: oneOffCards({ withinDays: 200, tiers: { plus: 60, 'tier-1': 40 } }),
          network: homes(0.2),
          clients: ownClients({ browser: 60, 'python-sdk': 40 }),
          pathways: { subscription: 60, api: 40 },
        },
        { purposes: ['censorship-safe-rewriting'], languages: ['en', 'zh'], bank: 'practice' },
        [0.1, 0.4],
        1.6,
      )
    },
  }),
  defineScenario({
    id: 'human-imitation-evenings',
    description:
      'Reasoning extraction hidden in evening sessions of bought accounts, up to six tenths honest',
    set: 'validation',
    kind: 'attack',
    add(world, factor) {
      imitate(
        world,
        factor,
        {
          label: 'attack:human-imitation-evenings',
          size: 150,
          accounts: agedAccounts({ tiers: { plus: 80, max: 20 } }),
          network: homes(0.4),
          clients: ownClients({ browser: 70, 'phone-app': 30 }),
          pathways: { subscription: 1 },
        },
        {
          purposes: ['reasoning-extraction'],
          languages: ['en', 'de', 'ja'],
          bank: 'validation',
          templates: 2,
        },
        [0.25, 0.6],
        1.4,
      )
    },
  }),
]
