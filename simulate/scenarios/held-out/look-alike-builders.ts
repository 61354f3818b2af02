// Honest groups that only the held-out set has: lessons, newsletters, extensions, platforms, agencies, raters.

import { drawClient } from '../../clients.js'
import { DAY, HOUR, MINUTE } from '../../clock.js'
import { cellHomes } from '../../groups/cells.js'
import { besides, type CrowdVisit, gather } from '../../groups/crowd.js'
import { enlist, work } from '../../groups/group.js'
import { oneOwner, ownClients } from '../../groups/plans.js'
import { type AddressSource, fixedPool, fromPool, homeLine, STICKY } from '../../network/addresses.js'
import { COUNTRIES, type Country } from '../../network/countries.js'
import { drawDomain, drawOrganisation } from '../../people/account-records.js'
import { drawMachine, run } from '../../people/machine.js'
import { drawCountry } from '../../people/person.js'
import { drawApiStyle, drawAppStyle } from '../../people/style.js'
import { applicationAtWork, conversation, styled, terse, thread } from '../../people/writers.js'
import {
  between,
  chance,
  exponential,
  fork,
  int,
  lognormal,
  pick,
  type Random,
  uniform,
} from '../../random.js'
import type { Writer } from '../../records.js'
import { drawApplication } from '../../text/applications.js'
import { EXTENSION, LABELLING, LESSON, NEWSLETTER, NO_CODE, ONBOARDING } from '../../text/held-out/prompts.js'
import { LANGUAGES } from '../../text/languages.js'
import { ask, followUp, reply } from '../../text/voice.js'
import { ENGLISH_DOMAINS } from '../../text/words/english-topics.js'
import { crewTimes, cronTimes } from '../../timing/arrivals.js'
import { MODELS, scaled, type World } from '../../world.js'
import { ordinary, pasted } from '../crowd-look-alikes.js'
import { ownerOf } from '../owner-look-alikes.js'

/** A few messages of one conversation from `ts` on. */
function exchange(random: Random, ts: number, turns: number, pauseMs: number): CrowdVisit[] {
  const session = int(random, 2 ** 30) + 1
  let at = ts
  return Array.from({ length: turns }, (_, turn) => {
    const visit = { ts: at, turn, session }
    at += lognormal(random, pauseMs, 0.7)
    return visit
  })
}

/** A school's computer room: the same machines and address for all, lessons by the timetable, a sheet a lesson. */
export function addComputerRoom(world: World, factor: number, name: string, pupils: number): void {
  const random = fork(world.random, `computer room ${name}`)
  const country = drawCountry(random)
  const room = fixedPool(world.book, random, 'access', 1, { country: country.code })
  const domain = drawDomain(random)
  const client = drawClient(random, 'browser')
  const enrolled = world.period.start - between(random, 12, 40) * DAY
  // Two school days a week, two forms an hour apart.
  const lessons = [1, 3, 8, 10].map(
    (day) => world.period.start + day * DAY + (9 - country.offsetHours) * HOUR,
  )
  gather(world, factor, {
    label: `benign:${name}`,
    size: pupils,
    person: (_member, own) => ({
      country,
      client,
      tiers: { free: 1 },
      address: fromPool(room, own, STICKY.always),
      record: {
        program: 'education',
        emailDomain: domain,
        createdAt: enrolled + exponential(own, 15 * MINUTE),
      },
    }),
    write: (person, own) => {
      const sheet = (text: string): Writer =>
        pasted(world, person, own, text, (scratch) => ask(person.voice, scratch))
      const sheets = LESSON.map(sheet)
      const idle = terse(person.voice, drawAppStyle(world, own))
      return (occasion, draw) => {
        const lesson = lessons.findLastIndex((at) => occasion.ts >= at)
        const write = occasion.session % 4 === 0 ? idle : (sheets[lesson % sheets.length] ?? idle)
        return write(occasion, draw)
      }
    },
    times: (_person, own, member) =>
      lessons.flatMap((at) =>
        chance(own, 0.9)
          ? exchange(
              own,
              at + ((member % 2) + uniform(own, 0.05, 0.5)) * HOUR,
              between(own, 2, 6),
              2 * MINUTE,
            )
          : [],
      ),
  })
}

/** Readers of a newsletter who try its prompt of the day in the morning, each on some days. */
export function addNewsletter(world: World, factor: number, name: string, readers: number): void {
  const { period } = world
  const promptOf = (ts: number): string =>
    NEWSLETTER[Math.floor((ts - period.start) / DAY) % NEWSLETTER.length] ?? ''
  gather(world, factor, {
    label: `benign:${name}`,
    size: readers,
    person: () => ({ tiers: { free: 45, plus: 55 } }),
    write: (person, own) => {
      const writers = new Map(
        NEWSLETTER.map((prompt) => [
          prompt,
          pasted(world, person, own, prompt, (scratch) => ask(person.voice, scratch)),
        ]),
      )
      const plain = ordinary(world, person, own)
      const daily: Writer = (occasion, draw) => (writers.get(promptOf(occasion.ts)) ?? plain)(occasion, draw)
      return besides(daily, plain, uniform(own, 0.35, 0.85))
    },
    times: (person, own) => {
      const zeal = uniform(own, 0.1, 0.6)
      const usual = 7 + exponential(own, 1.6)
      return Array.from({ length: period.days }, (_, day) => {
        const at = period.start + day * DAY + (usual - person.country.offsetHours) * HOUR
        return [
          ...(chance(own, zeal)
            ? exchange(own, at + exponential(own, 40 * MINUTE), between(own, 1, 4), 80_000)
            : []),
          ...(chance(own, 0.15)
            ? exchange(own, at + uniform(own, 4, 13) * HOUR, between(own, 1, 4), 80_000)
            : []),
        ]
      }).flat()
    },
  })
}

/** Users of a browser extension: one system prompt from strangers, over whatever page they read. */
export function addExtension(world: World, factor: number, name: string, users: number): void {
  gather(world, factor, {
    label: `benign:${name}`,
    size: users,
    person: () => ({ clients: { browser: 1 }, tiers: { 'tier-1': 85, 'tier-2': 15 }, pathway: 'api' }),
    write: (person, own) => {
      const style = { ...drawAppStyle(world, own), system: EXTENSION, temperature: 0.3, max_tokens: 1200 }
      const { expand } = LANGUAGES[person.voice.language]
      const page = (random: Random): string =>
        Array.from({ length: between(random, 4, 9) }, () =>
          expand('fact', random, pick(random, person.voice.domains)),
        ).join(' ')
      return (occasion, draw) =>
        styled(style, occasion, draw, {
          system: EXTENSION,
          messages: thread(
            style,
            occasion,
            (turn, scratch) =>
              turn === 0
                ? `${page(scratch)}\n\n${ask(person.voice, scratch)}`
                : followUp(person.voice, scratch),
            (_turn, scratch) => reply(person.voice.language, scratch, 2),
          ),
          completion: reply(person.voice.language, draw, between(draw, 2, 5)),
        })
    },
  })
}

/** Small firms that copied one template of a no-code platform: its prompt, its program, its exits, its clock. */
export function addNoCode(world: World, factor: number, name: string, firms: number): void {
  const random = fork(world.random, `no-code ${name}`)
  const exits = fixedPool(world.book, random, 'cloud', 6, { together: true })
  const client = drawClient(random, 'node-sdk')
  for (let member = 0; member < scaled(world, firms * factor, 5); member++) {
    const own = fork(random, member)
    const machine = drawMachine(world, own, {
      label: `benign:${name}`,
      address: fromPool(exits, own, 10 * MINUTE),
      client,
      pathway: 'api',
      private: false,
    })
    const domain = pick(own, ENGLISH_DOMAINS)
    const { expand } = LANGUAGES[machine.country.language]
    const system = chance(own, 0.8)
      ? NO_CODE
      : NO_CODE.replace('sales, support, billing, spam', 'new, known, junk')
    const write: Writer = (_occasion, draw) => ({
      model: MODELS.mini,
      temperature: 0.2,
      system,
      messages: [
        {
          role: 'user',
          content: Array.from({ length: between(draw, 2, 4) }, () => expand('fact', draw, domain)).join(' '),
        },
      ],
      completion: reply(machine.country.language, draw, 2, domain),
    })
    const every = pick(own, [2 * HOUR, 4 * HOUR, 6 * HOUR, DAY])
    const size = Math.max(1, Math.round(lognormal(own, every / (2 * HOUR), 0.6)))
    const phase = every === DAY ? int(own, 24) * HOUR : 0
    run(
      world,
      machine.actor,
      own,
      cronTimes(fork(own, 'times'), world.period, every, Math.min(30, size), phase),
      write,
    )
  }
}

/** A developer shop that keeps an account for each client's application and pays for all of them. */
export function addAgency(world: World, factor: number, name: string, clients: number): void {
  const random = fork(world.random, `agency ${name}`)
  const organisation = drawOrganisation(world, random, drawCountry(random))
  const servers = fixedPool(world.book, random, 'cloud', 3, { together: true })
  for (let member = 0; member < scaled(world, clients * factor, 4); member++) {
    const own = fork(random, member)
    const machine = drawMachine(world, own, {
      label: `benign:${name}`,
      organisation,
      country: organisation.country,
      address: fromPool(servers, own, STICKY.always),
      clients: { 'node-sdk': 80, 'python-sdk': 20 },
      private: false,
    })
    const application = drawApplication(own, machine.country.language, [pick(own, ENGLISH_DOMAINS)])
    run(
      world,
      machine.actor,
      own,
      world.arrivals.service(fork(own, 'times'), world.period, lognormal(own, 120, 0.8)),
      applicationAtWork(application, drawApiStyle(world, own), world.texts),
    )
  }
}

/** Raters of a declared labelling vendor: one guideline, office hours, homes and offices of their own. */
export function addRaters(world: World, factor: number, name: string, raters: number): void {
  const owner = ownerOf(world, name)
  const group = enlist(
    world,
    {
      label: `benign:${name}`,
      size: raters,
      accounts: oneOwner(owner, { tier: 'team', declared: 'data-labelling' }),
      network: cellHomes(2, [owner.country]),
      clients: ownClients({ browser: 1 }),
      pathways: { api: 1 },
    },
    factor,
  )
  const write: Writer = (_occasion, draw) => ({
    model: MODELS.large,
    messages: [{ role: 'user', content: `${LABELLING}\n${reply('en', draw, between(draw, 1, 3))}` }],
    completion: reply('en', draw, 3),
  })
  const deals = group.actors.flatMap((_, member) =>
    crewTimes(fork(group.random, member), world.period, 14 * between(group.random, 5, 16), {
      offsetHours: owner.country.offsetHours,
      from: 9,
      to: 17.5,
    }).map((ts, item) => ({ ts, member, item })),
  )
  work(world, group, deals, () => write)
}

/** A company's new people: seats opened on one Monday morning, a booklet's exercises in the same hours. */
export function addOnboarding(world: World, factor: number, name: string, people: number): void {
  const random = fork(world.random, `onboarding ${name}`)
  const country = drawCountry(random)
  const organisation = drawOrganisation(world, random, country)
  const office = fixedPool(world.book, random, 'gateway', 2, { together: true })
  const monday = world.period.start + 7 * DAY + (8.5 - country.offsetHours) * HOUR
  const hours = [1.5, 26, 51].map((hour) => monday + hour * HOUR)
  gather(world, factor, {
    label: `benign:${name}`,
    size: people,
    person: (_member, own) => ({
      organisation,
      country,
      tiers: { team: 1 },
      working: true,
      address: fromPool(office, own, STICKY.day),
      record: { createdAt: monday + exponential(own, 25 * MINUTE) },
    }),
    write: (person, own) => {
      const exercises = ONBOARDING.map((text) =>
        pasted(world, person, own, text, (scratch) => ask(person.voice, scratch)),
      )
      const plain = ordinary(world, person, own)
      return (occasion, draw) => {
        const nearest = hours.findIndex((at) => occasion.ts >= at && occasion.ts < at + 1.5 * HOUR)
        return (exercises[nearest] ?? plain)(occasion, draw)
      }
    },
    times: (_person, own) => [
      ...hours.flatMap((at) =>
        exchange(own, at + uniform(own, 0, 0.9) * HOUR, between(own, 1, 3), 2 * MINUTE),
      ),
      ...[0, 1, 2, 3, 4].flatMap((day) =>
        chance(own, 0.6)
          ? exchange(own, monday + day * DAY + uniform(own, 2.5, 8) * HOUR, between(own, 1, 5), 90_000)
          : [],
      ),
    ],
  })
}

/** Student flats: three to six people behind one line, each with an own card, language and life. */
export function addFlats(world: World, factor: number, name: string, tenants: number): void {
  const random = fork(world.random, `flats ${name}`)
  let line: AddressSource | undefined
  let left = 0
  let country: Country = pick(random, COUNTRIES)
  gather(world, factor, {
    label: `benign:${name}`,
    size: tenants,
    person: (_member, own) => {
      if (left-- <= 0 || line === undefined) {
        country = pick(random, COUNTRIES)
        line = homeLine(world.book, own, country.code)
        left = between(random, 2, 5)
      }
      return { country, address: line, tiers: { free: 50, plus: 50 } }
    },
    write: (person, own) =>
      chance(own, 0.8)
        ? conversation(person.voice, drawAppStyle(world, own), world.texts)
        : terse(person.voice, drawAppStyle(world, own)),
  })
}
