// Attack: the same demand paraphrased for every request, jittered times, a card and a line for each account. What is
// left in common is what is asked for.
import { HOUR } from '../clock.js'
import { extraction } from '../groups/campaign-text.js'
import { enlist, work } from '../groups/group.js'
import { disguised, hosts, oneOffCards, ownClients, residential, sharedCards } from '../groups/plans.js'
import { fork } from '../random.js'
import { defineScenario, type Scenario } from '../scenario.js'
import { flatTimes, renewalTimes } from '../timing/arrivals.js'
import { deal } from '../timing/queue.js'

export const PARAPHRASED_TEMPLATES: readonly Scenario[] = [
  defineScenario({
    id: 'paraphrased-templates',
    description: 'Reasoning extraction and grading reworded in every request, from accounts on shared cards',
    set: 'practice',
    kind: 'attack',
    add(world, factor) {
      const group = enlist(
        world,
        {
          label: 'attack:paraphrased-templates',
          size: 120,
          accounts: sharedCards({ accountsPerCard: 10, withinDays: 60, batch: 5 }),
          network: hosts('cloud', 60, { together: false }),
          clients: ownClients({ 'python-sdk': 70, requests: 30 }),
        },
        factor,
      )
      const { random, actors } = group
      const times = flatTimes(
        fork(random, 'times'),
        world.period.start,
        world.period.end,
        actors.length * 14 * 8,
      )
      const write = extraction(world, fork(random, 'text'), {
        purposes: ['reasoning-extraction', 'rubric-grading'],
        languages: ['en'],
        bank: 'practice',
        templates: 0,
      })
      work(
        world,
        group,
        deal(fork(random, 'deal'), times, { members: actors.length, dealing: 'random' }),
        () => write,
      )
    },
  }),
  defineScenario({
    id: 'paraphrased-chinese',
    description:
      'Chinese and Japanese reasoning extraction reworded in every request, over residential exits',
    set: 'validation',
    kind: 'attack',
    add(world, factor) {
      const group = enlist(
        world,
        {
          label: 'attack:paraphrased-chinese',
          size: 100,
          accounts: sharedCards({ accountsPerCard: 7, withinDays: 100, batch: 4, mail: 'catch-all' }),
          network: residential({ stickyMs: 2 * HOUR, exits: 1500 }),
          clients: disguised('aiohttp'),
          pathways: { api: 60, bedrock: 40 },
        },
        factor,
      )
      const { random, actors } = group
      const times = renewalTimes(
        fork(random, 'times'),
        world.period.start,
        world.period.end,
        actors.length * 14 * 9,
        0.6,
      )
      const write = extraction(world, fork(random, 'text'), {
        purposes: ['reasoning-extraction'],
        languages: ['zh', 'ja'],
        bank: 'validation',
        templates: 0,
      })
      work(
        world,
        group,
        deal(fork(random, 'deal'), times, { members: actors.length, dealing: 'least-used' }),
        () => write,
      )
    },
  }),
  defineScenario({
    id: 'paraphrased-seeds',
    description:
      'Instruction synthesis reworded in every request, from accounts opened in a row on one-off cards',
    set: 'validation',
    kind: 'attack',
    add(world, factor) {
      const group = enlist(
        world,
        {
          label: 'attack:paraphrased-seeds',
          size: 80,
          accounts: oneOffCards({ withinDays: 12 }),
          network: hosts('cloud', 12),
          clients: ownClients({ 'node-sdk': 100 }),
        },
        factor,
      )
      const { random, actors } = group
      const times = flatTimes(
        fork(random, 'times'),
        world.period.start,
        world.period.end,
        actors.length * 14 * 9,
      )
      const write = extraction(world, fork(random, 'text'), {
        purposes: ['instruction-synthesis'],
        languages: ['en'],
        bank: 'validation',
        templates: 0,
        temperature: 1,
      })
      work(
        world,
        group,
        deal(fork(random, 'deal'), times, { members: actors.length, dealing: 'round-robin', dailyCap: 12 }),
        () => write,
      )
    },
  }),
]
