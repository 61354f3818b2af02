// What happens to everybody: a model that 45 % move to within two days, an outage that puts all retries in step, an
// agent framework on which a third of all accounts build.
import { drawClient } from '../../clients.js'
import { gather } from '../../groups/crowd.js'
import { retryEverything } from '../../groups/retries.js'
import { drawApiStyle } from '../../people/style.js'
import { codingAgent, conversation, styled } from '../../people/writers.js'
import { chance, fork, lognormal, pickWeighted, uniform } from '../../random.js'
import type { Writer } from '../../records.js'
import { breakDown, defineScenario, releaseToARush, type Scenario } from '../../scenario.js'
import { FRAMEWORK } from '../../text/product-prompts.js'
import { ask, reply } from '../../text/voice.js'
import type { World } from '../../world.js'
import { addLaunchRush } from '../crowd-look-alikes.js'
import { addRetryStorm } from '../machine-look-alikes.js'

/**
 * Accounts on one framework, half as many as there are others: its prompt, tools and client in three versions; works,
 * owners and hours differ.
 */
function addThird(world: World, name: string): void {
  const random = fork(world.random, `framework ${name}`)
  const releases = FRAMEWORK.map((agent, version) => ({
    agent,
    client: drawClient(fork(random, `release ${version}`), 'chain-framework'),
  }))
  gather(world, 1, {
    label: `benign:${name}`,
    size: Math.round(world.accounts.length / 2 / world.scale),
    person: (_member, own) => {
      const version = Number(pickWeighted(fork(own, 'version'), { 0: 25, 1: 45, 2: 30 }))
      return {
        client: releases[version]?.client ?? drawClient(own, 'chain-framework'),
        tiers: { free: 20, 'tier-1': 55, 'tier-2': 25 },
        pathway: 'api',
        programmer: chance(own, 0.6),
        working: chance(own, 0.6),
        rate: Math.min(3, lognormal(fork(own, 'rate'), 0.1, 0.9)),
      }
    },
    write: (person, own) => {
      const release = releases.find(({ client }) => client === person.actor.client(0, own)) ?? releases[0]
      const agent = release?.agent ?? { system: '', tools: [] }
      const style = { ...drawApiStyle(world, own), system: agent.system }
      if (chance(own, 0.3)) return codingAgent(agent, style)
      const chat = conversation({ ...person.voice, codes: 0 }, style, world.texts)
      const isLazy = chance(own, 0.3)
      const once: Writer = (occasion, draw) =>
        styled(style, occasion, draw, {
          system: agent.system,
          messages: [{ role: 'user', content: ask(person.voice, draw) }],
          completion: `Thought: ${reply('en', draw, 1)}\nFinal: ${reply(person.voice.language, draw, 2)}`,
          tools: agent.tools,
        })
      const share = uniform(own, 0.5, 1)
      return (occasion, draw) =>
        isLazy || chance(draw, 1 - share)
          ? once(occasion, draw)
          : { ...chat(occasion, draw), tools: agent.tools }
    },
  })
}

export const EVERYONE: readonly Scenario[] = [
  defineScenario({
    id: 'framework-third',
    description:
      'An agent framework on which a third of all accounts build: one prompt, toolset and client a version',
    set: 'practice',
    kind: 'look-alike',
    // After all others of a composite whom it shall outnumber.
    add: (world) => addThird(world, 'framework-third'),
  }),
  defineScenario({
    id: 'launch-rush-everyone',
    description:
      'A new model to which 45 % of everybody move within two days, and hundreds who hardly wrote before',
    set: 'practice',
    kind: 'look-alike',
    prepare: releaseToARush,
    add(world, factor) {
      addLaunchRush(world, factor, 'launch-rush-everyone-some', 60, true)
      addLaunchRush(world, factor, 'launch-rush-everyone-many', 350, false)
    },
  }),
  defineScenario({
    id: 'outage-everyone',
    description:
      'An outage that puts everybody’s retries in step and empties all queues within seconds of its end',
    set: 'practice',
    kind: 'look-alike',
    prepare: breakDown,
    // Last of a composite's parts: it repeats what all others planned.
    add(world, factor) {
      addRetryStorm(world, factor, 'outage-everyone-few', 24, 8)
      addRetryStorm(world, factor, 'outage-everyone-many', 260, 20)
      retryEverything(world)
    },
  }),
]
