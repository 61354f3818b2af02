// Attack that imitates people: each account keeps the hours of a place, has its own card and home, talks in sessions
// and sends honest requests of its own between those of the campaign.
import { imitate } from '../groups/imitation.js'
import { agedAccounts, homes, oneOffCards, ownClients } from '../groups/plans.js'
import { defineScenario, type Scenario } from '../scenario.js'

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
