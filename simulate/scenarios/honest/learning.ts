// Honest students: classes of several sizes, an exam week, a project whose result is training data.
import { DAY, HOUR } from '../../clock.js'
import { besides, type CrowdVisit, gather } from '../../groups/crowd.js'
import { fixedPool, fromPool, homeLine, STICKY } from '../../network/addresses.js'
import { drawDomain } from '../../people/account-records.js'
import { drawApiStyle, drawAppStyle } from '../../people/style.js'
import { conversation, styled, thread } from '../../people/writers.js'
import { between, chance, exponential, fork, int, lognormal, normal, pick, uniform } from '../../random.js'
import type { Writer } from '../../records.js'
import { defineScenario, type Scenario } from '../../scenario.js'
import { ASSIGNMENTS, CRAMMING, DATA_PROJECT } from '../../text/course-prompts.js'
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

/** Students whose project is a data set of their own: the course's script, own topics, own keys, education's programme. */
function addDataProject(world: World, factor: number, name: string, size: number): void {
  const random = fork(world.random, `data project ${name}`)
  const domain = drawDomain(random)
  const campus = fixedPool(world.book, random, 'campus', 3, { together: true })
  const opened = world.period.start + between(random, 1, 5) * DAY + 9 * HOUR
  const due = opened + 16 * DAY
  gather(world, factor, {
    label: `benign:${name}`,
    size,
    person: (_member, own) => {
      const desk = fromPool(campus, own, STICKY.session)
      const home = homeLine(world.book, own)
      return {
        clients: { 'python-sdk': 80, requests: 20 },
        tiers: { free: 40, 'tier-1': 60 },
        pathway: 'api',
        programmer: true,
        address: (ts, draw) => (chance(draw, 0.5) ? desk(ts, draw) : home(ts, draw)),
        record: {
          program: 'education',
          ...(chance(own, 0.8) ? { emailDomain: domain } : {}),
          createdAt: opened + exponential(own, 1.2 * DAY),
        },
      }
    },
    write: (person, own) => {
      const style = { ...drawApiStyle(world, own), reasons: false }
      const topic = pick(own, person.voice.domains)
      // A third word the script anew.
      const script = chance(own, 0.35) ? `${DATA_PROJECT} (${followUp(person.voice, own)})` : DATA_PROJECT
      const plain = conversation(person.voice, style, world.texts)
      const generates: Writer = (occasion, draw) =>
        styled(style, occasion, draw, {
          messages: [{ role: 'user', content: `${script}\n${LANGUAGES.en.expand('fact', draw, topic)}` }],
          completion: reply('en', draw, 5, topic),
        })
      return besides(generates, plain, uniform(own, 0.6, 0.95))
    },
    times: (_person, own) =>
      Array.from(
        { length: between(own, 2, 6) },
        () => due - Math.min(13 * DAY, exponential(own, 4 * DAY)),
      ).flatMap((start) => {
        const gap = lognormal(own, 9000, 0.6)
        return Array.from({ length: between(own, 3, 25) }, (_, index) => ({ ts: start + index * gap }))
      }),
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
    id: 'data-project',
    description:
      'Students who make training data with a course’s script for a project, each with a key of their own',
    set: 'practice',
    kind: 'look-alike',
    add(world, factor) {
      addDataProject(world, factor, 'data-project-few', 14)
      addDataProject(world, factor, 'data-project-some', 45)
    },
  }),
]
