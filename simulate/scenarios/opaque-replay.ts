// Attack: opaque reasoning blobs that one account brought forth are presented by others, to have the hidden reasoning
// read out.
import { HOUR } from '../clock.js'
import { extraction, replaying } from '../groups/campaign-text.js'
import { enlist, work } from '../groups/group.js'
import { personalLife, stranger } from '../groups/mixing.js'
import { homes, hosts, oneOffCards, ownClients, residential, sharedCards } from '../groups/plans.js'
import { fork, pick } from '../random.js'
import { defineScenario, type Scenario } from '../scenario.js'
import { flatTimes } from '../timing/arrivals.js'
import { deal } from '../timing/queue.js'

export const OPAQUE_REPLAY: readonly Scenario[] = [
  defineScenario({
    id: 'opaque-replay',
    description: 'Reasoning blobs minted under some accounts and presented by others, with evasive demands',
    set: 'practice',
    kind: 'attack',
    add(world, factor) {
      const group = enlist(
        world,
        {
          label: 'attack:opaque-replay',
          size: 110,
          accounts: oneOffCards({ withinDays: 50 }),
          network: hosts('cloud', 48, { together: false, stickyMs: 3 * HOUR }),
          clients: ownClients({ 'python-sdk': 50, aiohttp: 50 }),
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
      const text = extraction(world, fork(random, 'text'), {
        purposes: ['filter-evasion', 'reasoning-extraction'],
        languages: ['en', 'zh'],
        bank: 'practice',
      })
      const write = replaying(text, Math.max(8, actors.length * 4), random)
      work(
        world,
        group,
        deal(fork(random, 'deal'), times, { members: actors.length, dealing: 'random' }),
        () => write,
      )
    },
  }),
  defineScenario({
    id: 'opaque-replay-relay',
    description:
      'A live relay whose users’ honest conversations hop between accounts and carry their blobs along',
    set: 'validation',
    kind: 'attack',
    add(world, factor) {
      const group = enlist(
        world,
        {
          label: 'attack:opaque-replay-relay',
          size: 120,
          accounts: sharedCards({ accountsPerCard: 2, withinDays: 160, batch: 2 }),
          network: residential({ stickyMs: 24 * HOUR, exits: 9000 }),
          clients: ownClients({ 'coding-agent': 70, browser: 30 }),
          pathways: { subscription: 80, api: 20 },
        },
        factor,
      )
      const { random, actors } = group
      actors.forEach((actor, member) => {
        const own = fork(fork(random, 'users'), member)
        const write = replaying(stranger(world, own), Math.max(10, actors.length * 6), random)
        personalLife(world, fork(own, 'life'), actor, pick(own, [8, 9, -7, 2]), 2, write)
      })
    },
  }),
  defineScenario({
    id: 'opaque-replay-homes',
    description: 'A tenth of a reasoning campaign’s requests from home lines replays blobs of other accounts',
    set: 'validation',
    kind: 'attack',
    add(world, factor) {
      const group = enlist(
        world,
        {
          label: 'attack:opaque-replay-homes',
          size: 80,
          accounts: oneOffCards({ withinDays: 300 }),
          network: homes(0.1),
          clients: ownClients({ 'node-sdk': 60, browser: 40 }),
        },
        factor,
      )
      const { random, actors } = group
      const times = flatTimes(
        fork(random, 'times'),
        world.period.start,
        world.period.end,
        actors.length * 14 * 6,
      )
      const plain = extraction(world, fork(random, 'text'), {
        purposes: ['reasoning-extraction'],
        languages: ['en'],
        bank: 'validation',
      })
      const replay = replaying(plain, Math.max(6, actors.length), random)
      const deals = deal(fork(random, 'deal'), times, { members: actors.length, dealing: 'random' })
      work(
        world,
        group,
        deals,
        () => (occasion, own) => (occasion.item % 10 === 0 ? replay : plain)(occasion, own),
      )
    },
  }),
]
