// Honest people who learn: classes of several sizes, exam weeks, bootcamps with keys of the school, workshops.
import { lastingClient } from '../../clients.js'
import { DAY, HOUR, isWeekend, MINUTE } from '../../clock.js'
import { besides, type CrowdVisit, gather } from '../../groups/crowd.js'
import { drawAddress, fixedPool, fromPool, STICKY } from '../../network/addresses.js'
import { drawOrganisation } from '../../people/account-records.js'
import { drawCountry } from '../../people/person.js'
import { drawApiStyle, drawAppStyle } from '../../people/style.js'
import { conversation, styled, thread } from '../../people/writers.js'
import { between, chance, exponential, fork, int, lognormal, normal, pick, uniform } from '../../random.js'
import type { Writer } from '../../records.js'
import { defineScenario, type Scenario } from '../../scenario.js'
import { ASSIGNMENTS, CRAMMING, NOTEBOOK, WORKSHOP_STEPS } from '../../text/course-prompts.js'
import { LANGUAGES } from '../../text/languages.js'
import { followUp, reply, task } from '../../text/voice.js'
import type { World } from '../../world.js'
import { addClass, ordinary } from '../crowd-look-alikes.js'

/** Students of several schools who paste questions of the same past papers, most of them the nights before. */
function addExam(world: World, factor: number, name: string, size: number, questions: number): void {
  const random = fork(world.random, `exam ${name}`)
  const papers = Array.from({ length: questions }, (_, number) => task('en', fork(random, number)))
  const exam = world.period.start + between(random, 9, 12) * DAY + 7 * HOUR
  gather(world, factor, {
    label: `benign:${name}`,
    size,
    person: (_member, own) => ({
      tiers: { free: 65, plus: 35 },
      // Half of the students have told the provider's programme for education.
      record: chance(own, 0.5) ? { program: 'education' } : {},
    }),
    write: (person, own) => {
      const style = drawAppStyle(world, own)
      const intro = pick(own, CRAMMING)
      const cramming: Writer = (occasion, draw) => {
        const paper = papers[occasion.session % papers.length] ?? ''
        const messages = thread(
          style,
          occasion,
          (turn, scratch) => (turn > 0 ? followUp(person.voice, scratch) : `${intro} ${paper}`.trim()),
          (_turn, scratch) => reply('en', scratch, 3),
        )
        return styled(style, occasion, draw, { messages, completion: reply('en', draw, between(draw, 2, 6)) })
      }
      const plain = ordinary(world, person, own)
      return (occasion, draw) =>
        (occasion.ts > exam - 6 * DAY && occasion.ts < exam ? cramming : plain)(occasion, draw)
    },
    times: (person, own) => {
      const offset = person.country.offsetHours
      const visits: CrowdVisit[] = []
      const add = (at: number): void => {
        const session = int(own, 2 ** 30) + 1
        let ts = at
        for (let turn = 0; turn < between(own, 1, 5); turn++) {
          visits.push({ ts, turn, session })
          ts += lognormal(own, 80_000, 0.9)
        }
      }
      for (let usual = 0; usual < between(own, 0, 4); usual++)
        add(uniform(own, world.period.start, world.period.end))
      for (let night = 0; night < between(own, 1, 5); night++)
        add(exam - Math.ceil(exponential(own, 1.6)) * DAY + (12.5 + 2.4 * normal(own) - offset / 3) * HOUR)
      return visits
    },
  })
}

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
      const following: Writer = (occasion, draw) =>
        styled(style, occasion, draw, {
          messages: thread(
            style,
            occasion,
            (turn, scratch) =>
              `${steps[turn % steps.length]}${isExact ? '' : ` ${followUp(person.voice, scratch)}`}`,
            (_turn, scratch) => reply('en', scratch, 3),
          ),
          completion: reply('en', draw, between(draw, 2, 5)),
        })
      const plain = ordinary(world, person, own)
      return (occasion, draw) => (occasion.item > 0 ? following : plain)(occasion, draw)
    },
    times: (_person, own) => {
      const session = int(own, 2 ** 30) + 1
      const together: CrowdVisit[] = steps.map((_step, turn) => ({
        ts: start + (12 + turn * 25) * MINUTE + lognormal(own, 25_000, 0.8),
        item: turn + 1,
        turn,
        session,
      }))
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

export const LEARNING: readonly Scenario[] = [
  defineScenario({
    id: 'class-sizes',
    description:
      'A seminar of 15 on campus, a distance course of 90 in many countries, a lecture of 500, each with one assignment',
    set: 'practice',
    kind: 'look-alike',
    add(world, factor) {
      addClass(world, factor, 'class-sizes-few', ASSIGNMENTS.seminar, 15, 3, { campusShare: 0.9 })
      addClass(world, factor, 'class-sizes-some', ASSIGNMENTS.distance, 90, 5, {
        campusShare: 0,
        isAbroad: true,
      })
      addClass(world, factor, 'class-sizes-many', ASSIGNMENTS.lecture, 500, 2, {
        campusShare: 0.45,
        isAbroad: true,
      })
    },
  }),
  defineScenario({
    id: 'exam-week',
    description: 'Students of several schools who paste the same past papers in the nights before an exam',
    set: 'practice',
    kind: 'look-alike',
    add(world, factor) {
      addExam(world, factor, 'exam-week-some', 60, 6)
      addExam(world, factor, 'exam-week-many', 300, 14)
    },
  }),
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
