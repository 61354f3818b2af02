// Look-alikes that are crowds: people who share a place, a product, a course, a post or an exit, and nothing else.
import { DAY, HOUR, MINUTE } from '../clock.js'
import { besides, type CrowdVisit, gather } from '../groups/crowd.js'
import { fixedPool, fromPool, homeLine, STICKY } from '../network/addresses.js'
import type { BlockKind } from '../network/blocks.js'
import { COUNTRIES } from '../network/countries.js'
import { drawDomain, drawOrganisation } from '../people/account-records.js'
import { drawCountry, type Person } from '../people/person.js'
import { drawApiStyle, drawAppStyle } from '../people/style.js'
import { codingAgent, conversation, styled, terse, thread } from '../people/writers.js'
import {
  between,
  chance,
  exponential,
  fork,
  lognormal,
  pick,
  poisson,
  type Random,
  uniform,
} from '../random.js'
import type { Writer } from '../records.js'
import { type Agent, OPENCHAIN } from '../text/agents.js'
import { ask, drawVoice, followUp, reply, task } from '../text/voice.js'
import { newId, type World } from '../world.js'

/** Writes like anybody, in the provider's own application. */
export function ordinary(world: World, person: Person, random: Random): Writer {
  return conversation(person.voice, drawAppStyle(world, random), world.texts)
}

/** One fixed text before something of one's own, then a normal conversation. */
export function pasted(
  world: World,
  person: Person,
  random: Random,
  prompt: string,
  own: (random: Random) => string,
  asSystem = false,
): Writer {
  const style = { ...drawAppStyle(world, random), parts: false }
  const language = person.voice.language
  return (occasion, draw) => {
    const messages = thread(
      style,
      occasion,
      (turn, scratch) =>
        turn > 0 ? followUp(person.voice, scratch) : asSystem ? own(scratch) : `${prompt} ${own(scratch)}`,
      (_turn, scratch) => reply(language, scratch, 2),
    )
    return styled(style, occasion, draw, {
      ...(asSystem ? { system: prompt } : {}),
      messages,
      completion: reply(language, draw, 3 + between(draw, 0, 3)),
    })
  }
}

/** People of one clock who chat as people do; nothing else is shared. */
export function addTimeZones(
  world: World,
  factor: number,
  name: string,
  codes: readonly string[],
  lazyShare: number,
  size = 120,
): void {
  for (const code of codes) {
    const country = COUNTRIES.find((one) => one.code === code) ?? COUNTRIES[0]
    if (country === undefined) continue
    gather(world, factor, {
      label: `benign:${name}`,
      part: ` ${code}`,
      size,
      person: () => ({ country, working: true }),
      write: (person, random) =>
        chance(random, lazyShare)
          ? terse(person.voice, drawAppStyle(world, random))
          : conversation(person.voice, drawAppStyle(world, random), world.texts),
    })
  }
}

/** Users of one popular application: one system prompt from many organisations. */
export function addAgentApp(
  world: World,
  factor: number,
  name: string,
  agent: Agent,
  size: number,
  programmers: boolean,
): void {
  gather(world, factor, {
    label: `benign:${name}`,
    size,
    person: (_member, random) => ({
      clients: programmers ? { 'coding-agent': 70, 'node-sdk': 30 } : { 'phone-app': 60, 'node-sdk': 40 },
      tiers: { 'tier-1': 60, 'tier-2': 25, plus: 15 },
      pathway: 'api',
      programmer: programmers,
      working: chance(random, programmers ? 0.7 : 0.2),
    }),
    write: (person, random) => {
      const style = drawAppStyle(world, random)
      if (programmers) return codingAgent(agent, style)
      const chat = conversation(person.voice, style, world.texts)
      return (occasion, draw) => ({ ...chat(occasion, draw), system: agent.system, tools: agent.tools })
    },
  })
}

/** Builders on an open-source agent framework who left its default prompt as it was, each with own tools. */
export function addFramework(
  world: World,
  factor: number,
  name: string,
  size: number,
  framework: Agent = OPENCHAIN,
): void {
  gather(world, factor, {
    label: `benign:${name}`,
    size,
    person: () => ({
      clients: { 'chain-framework': 80, 'python-sdk': 20 },
      tiers: { 'tier-1': 60, 'tier-2': 40 },
      pathway: 'api',
      programmer: true,
      working: true,
    }),
    write: (person, random) => {
      const style = { ...drawApiStyle(world, random), system: framework.system }
      const chat = conversation({ ...person.voice, codes: 0 }, style, world.texts)
      const tools = [
        ...framework.tools.slice(0, between(random, 1, 3)),
        `${drawDomain(random).split('.')[0]}_lookup`,
      ]
      return (occasion, draw) => ({ ...chat(occasion, draw), tools })
    },
  })
}

/**
 * A class: one roster, one campus, one assignment, sign-ups within an hour, most work before the deadline. Distance
 * courses sit at home, in many countries.
 */
export function addClass(
  world: World,
  factor: number,
  name: string,
  assignment: string,
  size: number,
  signupDay: number,
  {
    campusShare = 0.7,
    isAbroad = false,
  }: { readonly campusShare?: number; readonly isAbroad?: boolean } = {},
): void {
  const random = fork(world.random, `class ${name}`)
  const pool = fixedPool(world.book, random, 'campus', 3, { together: true })
  const domain = drawDomain(random)
  const seat = pick(random, COUNTRIES)
  const opened = world.period.start + (signupDay + 0.45) * DAY
  const deadline = opened + 5.3 * DAY
  gather(world, factor, {
    label: `benign:${name}`,
    size,
    person: (_member, own) => {
      const campus = fromPool(pool, own, STICKY.session)
      const country = isAbroad ? drawCountry(own) : seat
      const home = homeLine(world.book, own, country.code)
      return {
        country,
        tiers: { free: 1 },
        address: (ts, draw) => (chance(draw, campusShare) ? campus(ts, draw) : home(ts, draw)),
        record: {
          program: 'education',
          emailDomain: domain,
          createdAt: opened + exponential(own, 12 * MINUTE),
        },
      }
    },
    write: (person, own) => {
      const problem = fork(random, 'problem')
      const given = task('en', problem)
      const shared = pasted(world, person, own, assignment, () => given)
      return besides(shared, ordinary(world, person, own), 0.75)
    },
    times: (_person, own) => {
      const visits: CrowdVisit[] = []
      for (let session = 1; session <= between(own, 2, 5); session++) {
        let ts = chance(own, 0.4)
          ? opened + uniform(own, 0.1, 1.6) * HOUR
          : deadline - exponential(own, 14 * HOUR)
        const id = Math.floor(own.next() * 2 ** 31) + 1
        const turns = between(own, 2, 6)
        for (let turn = 0; turn < turns; turn++) {
          visits.push({ ts, turn, session: id })
          ts += lognormal(own, 90, 0.8) * 1000
        }
      }
      return visits
    },
  })
}

/** A hackathon: fresh accounts of strangers, one hall's address, a starter kit's prompt, two nights of work. */
export function addHackathon(
  world: World,
  factor: number,
  name: string,
  starterKit: string,
  size: number,
  day: number,
  venue: BlockKind = 'access',
): void {
  const random = fork(world.random, `hackathon ${name}`)
  const hall = fixedPool(world.book, random, venue, 2, { together: true })
  const from = world.period.start + (day + 0.6) * DAY
  gather(world, factor, {
    label: `benign:${name}`,
    size,
    person: (_member, own) => ({
      clients: { 'python-sdk': 45, 'node-sdk': 40, curl: 15 },
      tiers: { free: 50, 'tier-1': 50 },
      pathway: 'api',
      programmer: true,
      address: fromPool(hall, own, STICKY.session),
      record: { program: 'startup', createdAt: from - uniform(own, 0, 5) * HOUR },
    }),
    write: (person, own) => {
      const kit = pasted(world, person, own, starterKit, (scratch) => ask(person.voice, scratch), true)
      return besides(kit, conversation(person.voice, drawApiStyle(world, own), world.texts), 0.7)
    },
    times: (_person, own) =>
      Array.from({ length: poisson(own, 45) }, () => ({ ts: from + own.next() ** 0.7 * 1.9 * DAY })),
  })
}

/** Strangers who copy a prompt that goes around: it starts with one post and spreads for days. */
export function addViral(
  world: World,
  factor: number,
  name: string,
  prompt: string,
  size: number,
  day: number,
  place?: string,
): void {
  const from = world.period.start + day * DAY
  const public_ = world.texts.publicPrompt(fork(world.random, `viral ${name}`))
  gather(world, factor, {
    label: `benign:${name}`,
    size,
    person: () => {
      const country = COUNTRIES.find(({ code }) => code === place)
      return country === undefined ? {} : { country }
    },
    write: (person, own) => {
      const shared = pasted(world, person, own, public_ ?? prompt, (scratch) => ask(person.voice, scratch))
      const start = from + exponential(own, 1.6 * DAY)
      const plain = ordinary(world, person, own)
      const mixed = besides(shared, plain, uniform(own, 0.2, 0.8))
      return (occasion, draw) => (occasion.ts < start ? plain : mixed)(occasion, draw)
    },
  })
}

/** Strangers behind the exits of one VPN, one carrier, or one security gateway of many companies. */
export function addSharedExit(
  world: World,
  factor: number,
  name: string,
  kind: 'vpn' | 'gateway' | 'mobile',
  size: number,
  exits: number,
): void {
  const random = fork(world.random, `exit ${name}`)
  const pool = Array.from({ length: Math.ceil(exits / 8) }, () =>
    fixedPool(world.book, random, kind, 8, { together: true }),
  ).flat()
  gather(world, factor, {
    label: `benign:${name}`,
    size,
    person: (_member, own) => {
      const isProgrammer = chance(own, 0.35)
      return {
        address: fromPool(pool, own, STICKY.session),
        programmer: isProgrammer,
        working: kind === 'gateway',
        ...(isProgrammer
          ? {
              clients: { 'python-sdk': 60, 'node-sdk': 40 },
              pathway: 'api',
              tiers: { 'tier-1': 70, 'tier-2': 30 },
            }
          : {}),
        ...(kind === 'gateway' ? { organisation: drawOrganisation(world, own, pick(own, COUNTRIES)) } : {}),
      }
    },
    write: (person, own) => ordinary(world, person, own),
  })
}

/** Everyone tries the new model on the first day. */
export function addLaunchRush(
  world: World,
  factor: number,
  name: string,
  size: number,
  api: boolean,
  hesitationMs = 9 * HOUR,
): void {
  const { release } = world
  gather(world, factor, {
    label: `benign:${name}`,
    size,
    person: () =>
      api
        ? {
            clients: { 'python-sdk': 60, 'node-sdk': 40 },
            pathway: 'api',
            programmer: true,
            tiers: { 'tier-1': 60, 'tier-2': 40 },
          }
        : {},
    write: (person, own) => {
      const plain = conversation(
        person.voice,
        api ? drawApiStyle(world, own) : drawAppStyle(world, own),
        world.texts,
      )
      const eager =
        release === undefined ? Number.POSITIVE_INFINITY : release.at + exponential(own, hesitationMs)
      const devotion = uniform(own, 0.5, 1)
      return (occasion, draw) => {
        const draft = plain(occasion, draw)
        const tries = release !== undefined && occasion.ts >= eager && chance(draw, devotion)
        return tries ? { ...draft, model: release.model } : draft
      }
    },
    times: (_person, own) => {
      const at = release?.at ?? world.period.start + 8 * DAY
      const before = Array.from({ length: poisson(own, 4) }, () => ({
        ts: uniform(own, world.period.start, at),
      }))
      const after = Array.from({ length: poisson(own, 9) }, () => ({ ts: at + exponential(own, 1.1 * DAY) }))
      return [...before, ...after]
    },
  })
}

/** A thesis survey: participants paste the same text from their homes, within two weeks. */
export function addSurvey(world: World, factor: number, name: string, text: string, size: number): void {
  gather(world, factor, {
    label: `benign:${name}`,
    size,
    person: () => ({ tiers: { free: 80, plus: 20 } }),
    write: (person, own) =>
      besides(
        pasted(world, person, own, text, (scratch) => ask(person.voice, scratch)),
        ordinary(world, person, own),
        0.5,
      ),
  })
}

/** Families: two to five people with one card, one line, different lives. */
export function addHouseholds(world: World, factor: number, name: string, size: number): void {
  const random = fork(world.random, `households ${name}`)
  let home: ReturnType<typeof homeLine> | undefined
  let card = ''
  let left = 0
  let country = pick(random, COUNTRIES)
  gather(world, factor, {
    label: `benign:${name}`,
    size,
    person: (_member, own) => {
      if (left-- <= 0) {
        country = pick(random, COUNTRIES)
        home = homeLine(world.book, own, country.code)
        card = newId(world, 'pay')
        left = between(random, 1, 4)
      }
      return {
        country,
        tiers: { plus: 70, max: 30 },
        record: { payment: card },
        ...(home === undefined ? {} : { address: home }),
      }
    },
    write: (person, own) =>
      conversation(drawVoice(own, person.voice.language), drawAppStyle(world, own), world.texts),
  })
}
