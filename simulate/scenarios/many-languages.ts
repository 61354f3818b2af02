// Attack: one task shape over twelve and more languages, to teach a student to reason in each. Breadth of languages
// together with sameness of shape is what no honest user has.
import { DAY } from '../clock.js'
import { type CampaignText, extraction } from '../groups/campaign-text.js'
import { enlist, work } from '../groups/group.js'
import { agedAccounts, hosts, oneOffCards, ownClients, residential } from '../groups/plans.js'
import { fork } from '../random.js'
import { defineScenario, type Scenario } from '../scenario.js'
import { flatTimes } from '../timing/arrivals.js'
import { deal } from '../timing/queue.js'

const COERCION: CampaignText = {
  purposes: ['language-coercion'],
  languages: ['en', 'zh', 'ja', 'ko', 'es', 'de', 'fr', 'pt', 'ru', 'ar', 'it', 'tr', 'vi', 'id'],
  bank: 'practice',
}

export const MANY_LANGUAGES: readonly Scenario[] = [
  defineScenario({
    id: 'many-languages',
    description: 'Thinking-language coercion over fourteen languages from accounts on one-off cards',
    set: 'practice',
    kind: 'attack',
    add(world, factor) {
      const group = enlist(
        world,
        {
          label: 'attack:many-languages',
          size: 140,
          accounts: oneOffCards({ withinDays: 60 }),
          network: hosts('cloud', 60, { together: false }),
          clients: ownClients({ 'python-sdk': 60, 'node-sdk': 40 }),
        },
        factor,
      )
      const { random, actors } = group
      const times = flatTimes(
        fork(random, 'times'),
        world.period.start,
        world.period.end,
        actors.length * 14 * 7,
      )
      const write = extraction(world, fork(random, 'text'), COERCION)
      work(
        world,
        group,
        deal(fork(random, 'deal'), times, { members: actors.length, dealing: 'random' }),
        () => write,
      )
    },
  }),
  defineScenario({
    id: 'many-languages-trial',
    description:
      'Reasoning extraction in twelve languages by bought accounts, in a burst as a free trial ends',
    set: 'validation',
    kind: 'attack',
    add(world, factor) {
      const group = enlist(
        world,
        {
          label: 'attack:many-languages-trial',
          size: 170,
          accounts: agedAccounts({ tiers: { free: 80, 'tier-1': 20 } }),
          network: residential({ stickyMs: DAY / 2, exits: 4000 }),
          clients: ownClients({ requests: 50, go: 50 }),
        },
        factor,
      )
      const { random, actors } = group
      const end = world.period.start + 9 * DAY
      const slow = flatTimes(fork(random, 'slow'), world.period.start, end - 2 * DAY, actors.length * 20)
      const rush = flatTimes(fork(random, 'rush'), end - 2 * DAY, end, actors.length * 40)
      const write = extraction(world, fork(random, 'text'), {
        purposes: ['reasoning-extraction'],
        languages: ['ko', 'es', 'de', 'fr', 'pt', 'ru', 'ar', 'it', 'tr', 'vi', 'id', 'ja'],
        bank: 'validation',
      })
      work(
        world,
        group,
        deal(fork(random, 'deal'), [...slow, ...rush], { members: actors.length, dealing: 'sticky' }),
        () => write,
      )
    },
  }),
]
