// Honest people in step with a teacher: a bootcamp with keys of the school, workshops in one room.
import { lastingClient } from '../../clients.js'
import { DAY, HOUR, isWeekend, MINUTE } from '../../clock.js'
import { besides, type CrowdVisit, gather } from '../../groups/crowd.js'
import { drawAddress, fixedPool, fromPool, STICKY } from '../../network/addresses.js'
import { drawOrganisation } from '../../people/account-records.js'
import { drawCountry } from '../../people/person.js'
import { drawApiStyle, drawAppStyle } from '../../people/style.js'
import { conversation, styled, thread } from '../../people/writers.js'
import { between, chance, exponential, fork, int, lognormal, type Random, uniform } from '../../random.js'
import type { Writer } from '../../records.js'
import { defineScenario, type Scenario } from '../../scenario.js'
import { NOTEBOOK, WORKSHOP_STEPS } from '../../text/course-prompts.js'
import { LANGUAGES } from '../../text/languages.js'
import { followUp, reply } from '../../text/voice.js'
import type { World } from '../../world.js'
import { ordinary } from '../crowd-look-alikes.js'

/** Learners whose keys, image and notebooks the school provides; all run a cell when the lesson comes to it. */
function addBootcamp(world: World, factor: number, name: string, size: number): void {
  const random = fork(world.random, `bootcamp ${name}`)
  const school = drawOrganisation(world, random, drawCountry(random))
  const notebooks = fixedPool(world.book, random, 'cloud', 6, { together: true })
  const image = lastingClient(fork(random, 'image'), 'python-sdk', world.period)(0)
  const first = world.period.start + between(random, 1, 4) * DAY
  const dealt = first - 20 * HOUR
  const lessons = Array.from({ length: Math.min(18, world.period.days - 5) }, (_, day) => first + day * DAY)
    .filter((midnight) => !isWeekend(midnight + 12 * HOUR, 0))
    .flatMap((midnight) => [midnight + 9.5 * HOUR, midnight + 14 * HOUR])
    .map((ts) => ts - school.country.offsetHours * HOUR)
  const system = NOTEBOOK.system
  gather(world, factor, {
    label: `benign:${name}`,
    size,
    person: (_member, own) => ({
      organisation: school,
      country: school.country,
      tiers: { 'tier-2': 1 },
      pathway: 'api',
      programmer: true,
      client: image,
      address: fromPool(notebooks, own, STICKY.day),
      record: { program: 'education', createdAt: dealt + exponential(own, 5 * MINUTE) },
    }),
    write: (person, own) => {
      const style = { ...drawAppStyle(world, own), temperature: 0.2, max_tokens: 1024 }
      const given: Writer = (occasion, draw) => {
        const lesson = fork(random, `lesson ${Math.floor(occasion.item / NOTEBOOK.cells.length)}`)
        const cell = NOTEBOOK.cells[occasion.item % NOTEBOOK.cells.length] ?? ''
        const data = Array.from({ length: 4 }, () => LANGUAGES.en.expand('fact', lesson)).join('\n')
        const content = chance(draw, 0.3)
          ? `${cell}\n${data}\n# ${followUp(person.voice, draw)}`
          : `${cell}\n${data}`
        return styled(style, occasion, draw, {
          system,
          messages: [{ role: 'user', content }],
          completion: reply('en', draw, 4),
        })
      }
      const project = conversation(person.voice, { ...drawApiStyle(world, own), system }, world.texts)
      return besides(given, project, 0.7)
    },
    times: (_person, own) =>
      lessons.flatMap((start, lesson) =>
        chance(own, 0.12)
          ? []
          : NOTEBOOK.cells.map((_cell, index) => ({
              ts: start + index * 28 * MINUTE + exponential(own, 4 * MINUTE),
              item: lesson * NOTEBOOK.cells.length + index,
            })),
      ),
  })
}

/** How long a speaker stays with one step. */
const STEP_MINUTES = 11

/** People in one room who open trials within minutes and type what the speaker says, within seconds of each other. */
function addWorkshop(
  world: World,
  factor: number,
  name: string,
  size: number,
  steps: readonly string[],
): void {
  const random = fork(world.random, `workshop ${name}`)
  const room = drawAddress(world.book, random, 'access')
  const start =
    world.period.start + between(random, 3, world.period.days - 3) * DAY + uniform(random, 7, 15) * HOUR
  gather(world, factor, {
    label: `benign:${name}`,
    size,
    person: (_member, own) => ({
      tiers: { free: 90, plus: 10 },
      address: () => room,
      // Three in four open their trial in the room.
      record: chance(own, 0.75) ? { createdAt: start - uniform(own, 2, 25) * MINUTE } : {},
    }),
    write: (person, own) => {
      const style = drawAppStyle(world, own)
      const isExact = chance(own, 0.7)
      // The conversation so far holds the steps; what people try in between is said besides.
      const following: Writer = (occasion, draw) => {
        const step = steps[(occasion.item - 1) % steps.length] ?? ''
        const said = (turn: number, scratch: Random): string => {
          if (turn < occasion.turn) return steps[turn % steps.length] ?? ''
          return occasion.item > steps.length
            ? followUp(person.voice, scratch)
            : `${step}${isExact ? '' : ` ${followUp(person.voice, scratch)}`}`
        }
        return styled(style, occasion, draw, {
          messages: thread(style, occasion, said, (_turn, scratch) => reply('en', scratch, 3)),
          completion: reply('en', draw, between(draw, 2, 5)),
        })
      }
      const plain = ordinary(world, person, own)
      return (occasion, draw) => (occasion.item > 0 ? following : plain)(occasion, draw)
    },
    times: (_person, own) => {
      const session = int(own, 2 ** 30) + 1
      const curiosity = own.next()
      let turn = 0
      const together: CrowdVisit[] = steps.flatMap((_step, index) => {
        const ts = start + (12 + index * STEP_MINUTES) * MINUTE + lognormal(own, 25_000, 0.8)
        const asked = { ts, item: index + 1, turn: turn++, session }
        if (!chance(own, curiosity)) return [asked]
        const tried = { ts: ts + lognormal(own, 110_000, 0.5), item: steps.length + 1, turn: turn++, session }
        return [asked, tried]
      })
      const later = chance(own, 0.35)
        ? Array.from({ length: between(own, 1, 8) }, () => ({
            ts: start + exponential(own, 4 * DAY) + 4 * HOUR,
            session: int(own, 2 ** 30) + 1,
          }))
        : []
      return [...together, ...later]
    },
  })
}

export const LESSONS: readonly Scenario[] = [
  defineScenario({
    id: 'bootcamp',
    description:
      'A school’s keys, image and notebooks for its learners, who run each cell when the lesson comes to it',
    set: 'practice',
    kind: 'look-alike',
    add(world, factor) {
      addBootcamp(world, factor, 'bootcamp-few', 18)
      addBootcamp(world, factor, 'bootcamp-some', 70)
    },
  }),
  defineScenario({
    id: 'workshop',
    description:
      'People in one room who open trials within minutes and type what the speaker says, step by step',
    set: 'practice',
    kind: 'look-alike',
    add(world, factor) {
      addWorkshop(world, factor, 'workshop-few', 16, WORKSHOP_STEPS.library)
      addWorkshop(world, factor, 'workshop-some', 110, WORKSHOP_STEPS.conference)
    },
  }),
]
