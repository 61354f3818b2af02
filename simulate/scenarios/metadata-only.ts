// Attack in a log without any text: payment, addresses, programs, times and sizes are all there is. In a composite the
// accounts hide among customers who have their text kept out of the log.
import { DAY, HOUR } from '../clock.js'
import { extraction } from '../groups/campaign-text.js'
import { enlist, work } from '../groups/group.js'
import { hosts, ownClients, residential, sameClient, sharedCards } from '../groups/plans.js'
import { fork } from '../random.js'
import { defineScenario, type Scenario } from '../scenario.js'
import { flatTimes, renewalTimes } from '../timing/arrivals.js'
import { deal } from '../timing/queue.js'

export const METADATA_ONLY: readonly Scenario[] = [
  defineScenario({
    id: 'metadata-only',
    description: 'Load-balanced extraction on shared cards in a log that holds no text at all',
    set: 'practice',
    kind: 'attack',
    prepare(world) {
      world.textless = true
    },
    add(world, factor) {
      const group = enlist(
        world,
        {
          label: 'attack:metadata-only',
          size: 90,
          accounts: sharedCards({ accountsPerCard: 9, withinDays: 30 }),
          network: hosts('cloud', 36),
          clients: sameClient('python-sdk'),
          private: true,
        },
        factor,
      )
      const { random, actors } = group
      const times = flatTimes(
        fork(random, 'times'),
        world.period.start,
        world.period.end,
        actors.length * 14 * 11,
      )
      const write = extraction(world, fork(random, 'text'), {
        purposes: ['reasoning-extraction'],
        languages: ['en'],
        bank: 'practice',
        max_tokens: 4096,
        temperature: 0.6,
      })
      work(
        world,
        group,
        deal(fork(random, 'deal'), times, { members: actors.length, dealing: 'round-robin' }),
        () => write,
      )
    },
  }),
  defineScenario({
    id: 'metadata-only-shifts',
    description:
      'A log without text in which a campaign hands its work from shift to shift of accounts on shared cards',
    set: 'validation',
    kind: 'attack',
    prepare(world) {
      world.textless = true
    },
    add(world, factor) {
      const group = enlist(
        world,
        {
          label: 'attack:metadata-only-shifts',
          size: 96,
          accounts: sharedCards({ accountsPerCard: 6, withinDays: 80, mail: 'catch-all', batch: 4 }),
          network: residential({ stickyMs: 6 * HOUR, exits: 400 }),
          clients: ownClients({ go: 60, java: 40 }),
          private: true,
          pathways: { api: 50, vertex: 50 },
        },
        factor,
      )
      const { random, actors } = group
      const times = renewalTimes(
        fork(random, 'times'),
        world.period.start,
        world.period.end,
        actors.length * 14 * 10,
        1.5,
      )
      const live = (ts: number): readonly number[] => {
        const shift = Math.floor((ts % DAY) / (8 * HOUR))
        return actors.map((_, member) => member).filter((member) => member % 3 === shift)
      }
      const shifts = [0, 8, 16].map((hour) => live(hour * HOUR))
      const write = extraction(world, fork(random, 'text'), {
        purposes: ['rubric-grading'],
        languages: ['en'],
        bank: 'validation',
        max_tokens: 700,
      })
      const deals = deal(fork(random, 'deal'), times, {
        members: actors.length,
        dealing: 'random',
        live: (ts) => shifts[Math.floor((ts % DAY) / (8 * HOUR))] ?? [],
      })
      work(world, group, deals, () => write)
    },
  }),
]
