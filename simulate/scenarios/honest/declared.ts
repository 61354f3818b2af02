// Who told the provider what they do: registered testers, one firm or many independent ones, and contracted vendors of
// training data, with machines or with people.
import { gather } from '../../groups/crowd.js'
import { drawOrganisation } from '../../people/account-records.js'
import { drawCountry } from '../../people/person.js'
import { drawApiStyle, drawAppStyle } from '../../people/style.js'
import { conversation, styled, thread } from '../../people/writers.js'
import { between, chance, fork, lognormal, pick, uniform } from '../../random.js'
import type { Writer } from '../../records.js'
import { defineScenario, type Scenario } from '../../scenario.js'
import { LANGUAGES } from '../../text/languages.js'
import { TEST_LIBRARY, VENDORS } from '../../text/product-prompts.js'
import { followUp, reply, task } from '../../text/voice.js'
import { ENGLISH_DOMAINS } from '../../text/words/english-topics.js'
import type { World } from '../../world.js'
import { addRedTeam, addVendor } from '../owner-look-alikes.js'

/** Independent researchers whom the provider registered for a test: own lines and cards, one library of cases. */
function addResearchers(world: World, factor: number, name: string, size: number): void {
  gather(world, factor, {
    label: `benign:${name}`,
    size,
    person: (_member, own) => ({
      clients: { 'python-sdk': 60, browser: 25, 'node-sdk': 15 },
      tiers: { 'tier-1': 50, 'tier-2': 50 },
      pathway: 'api',
      programmer: true,
      record: { program: 'research', declared: 'red-team' },
      rate: Math.min(4, lognormal(fork(own, 'rate'), 0.7, 0.7)),
    }),
    write: (person, own) => {
      const style = drawApiStyle(world, own)
      const cases = TEST_LIBRARY.filter(() => chance(own, 0.7))
      const library = cases.length === 0 ? TEST_LIBRARY : cases
      const probe: Writer = (occasion, draw) =>
        styled(style, occasion, draw, {
          messages: thread(
            style,
            occasion,
            (turn, scratch) =>
              turn > 0 ? followUp(person.voice, scratch) : `${pick(scratch, library)} ${task('en', scratch)}`,
            (_turn, scratch) => reply('en', scratch, 1),
          ),
          completion: reply('en', draw, between(draw, 1, 4)),
        })
      const plain = conversation(person.voice, style, world.texts)
      const share = uniform(own, 0.5, 0.95)
      return (occasion, draw) => ((occasion.session % 997) / 997 < share ? probe : plain)(occasion, draw)
    },
  })
}

/** A declared vendor whose annotators write at home, on seats of the vendor. */
function addAnnotators(world: World, factor: number, name: string, prompt: string, size: number): void {
  const random = fork(world.random, `annotators ${name}`)
  const organisation = drawOrganisation(world, random, drawCountry(random))
  gather(world, factor, {
    label: `benign:${name}`,
    size,
    person: (_member, own) => ({
      organisation,
      country: chance(own, 0.5) ? organisation.country : drawCountry(own),
      tiers: { team: 1 },
      working: true,
      record: { declared: 'synthetic-data' },
      rate: Math.min(5, lognormal(fork(own, 'rate'), 1.2, 0.5)),
    }),
    write: (person, own) => {
      const style = drawAppStyle(world, own)
      const field = pick(own, ENGLISH_DOMAINS)
      const language = LANGUAGES[person.voice.language]
      return (occasion, draw) =>
        styled(style, occasion, draw, {
          messages: thread(
            style,
            occasion,
            (turn, scratch) =>
              turn > 0
                ? followUp(person.voice, scratch)
                : `${prompt} ${language.expand('ask', scratch, field, person.voice.habit)}`,
            (_turn, scratch) => reply(language.code, scratch, 3, field),
          ),
          completion: reply(language.code, draw, between(draw, 3, 6), field),
        })
    },
  })
}

export const DECLARED: readonly Scenario[] = [
  defineScenario({
    id: 'registered-testers',
    description:
      'Registered red teams: firms with 5 and 24 accounts, and forty independent researchers of a programme',
    set: 'practice',
    kind: 'look-alike',
    add(world, factor) {
      addRedTeam(world, factor, 'registered-testers-few', 'practice', 5)
      addRedTeam(world, factor, 'registered-testers-some', 'practice', 24)
      addResearchers(world, factor, 'registered-testers-alone', 40)
    },
  }),
  defineScenario({
    id: 'declared-vendors',
    description:
      'Contracted vendors of training data that declared themselves: 6 accounts, 60, and 30 annotators at home',
    set: 'practice',
    kind: 'look-alike',
    add(world, factor) {
      addVendor(world, factor, 'declared-vendors-few', VENDORS.small, 6)
      addVendor(world, factor, 'declared-vendors-many', VENDORS.large, 60, 5)
      addAnnotators(world, factor, 'declared-vendors-people', VENDORS.people, 30)
    },
  }),
]
