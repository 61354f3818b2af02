// The honest population: people who chat, people who hardly type, programmers, users of coding agents, services that
// run round the clock, scheduled jobs and batches, each with lasting habits and heavy-tailed volumes.
import { DAY, HOUR, MINUTE } from '../clock.js'
import { fixedPool, fromPool, STICKY } from '../network/addresses.js'
import { chance, fork, int, lognormal, pick, pickWeighted, type Random } from '../random.js'
import type { Writer } from '../records.js'
import { LATHE } from '../text/agents.js'
import { drawApplication } from '../text/applications.js'
import { codeWish, drawTools } from '../text/code.js'
import { LANGUAGES } from '../text/languages.js'
import { reply } from '../text/voice.js'
import { ENGLISH_DOMAINS } from '../text/words/english-topics.js'
import { batchTimes, cronTimes } from '../timing/arrivals.js'
import type { World } from '../world.js'
import { drawOrganisation, type Organisation } from './account-records.js'
import { drawMachine, run } from './machine.js'
import { drawCountry, drawPerson, live, type PersonOptions } from './person.js'
import { drawApiStyle, drawAppStyle } from './style.js'
import { applicationAtWork, codingAgent, conversation, styled, terse } from './writers.js'

const KINDS = { chat: 50, lazy: 9, developer: 20, 'agent-user': 8, service: 6, cron: 4, batch: 3 } as const
type Kind = keyof typeof KINDS

/** Fills the world with `size` honest accounts (times the world's scale). */
export function populate(world: World, size: number): void {
  const random = fork(world.random, 'population')
  const wanted = Math.max(20, Math.round(size * world.scale))
  const before = world.accounts.length
  for (let unit = 0; world.accounts.length - before < wanted; unit++) {
    const own = fork(random, unit)
    if (chance(own, 0.045)) addCompany(world, own)
    else addOne(world, own, pickWeighted(own, KINDS))
  }
}

/** A company with a few people and machines: one owner, one payment, one office, many accounts. */
function addCompany(world: World, random: Random): void {
  const country = drawCountry(fork(random, 'country'))
  const organisation = drawOrganisation(world, random, country)
  const net = fork(random, 'office')
  const kind = chance(net, 0.25) ? 'gateway' : 'access'
  const office = fixedPool(world.book, net, kind, 1 + int(net, 3), { together: true, country: country.code })
  const size = 2 + Math.min(10, Math.floor(lognormal(random, 2, 0.8)))
  for (let member = 0; member < size; member++) {
    const own = fork(random, member)
    addOne(
      world,
      own,
      pickWeighted(own, { chat: 25, developer: 40, 'agent-user': 25, service: 7, cron: 3 }),
      {
        organisation,
        office,
      },
    )
  }
}

interface Employer {
  readonly organisation: Organisation
  readonly office: readonly string[]
}

function addOne(world: World, random: Random, kind: Kind, employer?: Employer): void {
  if (kind === 'chat' || kind === 'lazy') addChatter(world, random, kind, employer)
  else if (kind === 'developer' || kind === 'agent-user') addProgrammer(world, random, kind, employer)
  else addMachine(world, random, kind, employer)
}

function workplace(random: Random, employer: Employer | undefined): Partial<PersonOptions> {
  if (employer === undefined) return {}
  const { organisation, office } = employer
  return { organisation, country: organisation.country, office: fromPool(office, random, STICKY.day) }
}

function addChatter(world: World, random: Random, kind: 'chat' | 'lazy', employer?: Employer): void {
  const tiers = kind === 'lazy' ? { free: 85, plus: 15 } : { free: 45, plus: 45, max: 10 }
  const person = drawPerson(world, random, {
    label: `benign:${kind}`,
    clients: { browser: 60, 'phone-app': 40 },
    tiers: employer === undefined ? tiers : { team: 1 },
    pathway: 'subscription',
    rate: Math.min(5, lognormal(fork(random, 'rate'), 0.16, 1.15)),
    working: chance(fork(random, 'working'), employer === undefined ? 0.3 : 0.95),
    ...workplace(random, employer),
  })
  const style = drawAppStyle(world, fork(random, 'style'))
  live(
    world,
    person,
    kind === 'lazy' ? terse(person.voice, style) : conversation(person.voice, style, world.texts),
  )
}

function addProgrammer(
  world: World,
  random: Random,
  kind: 'developer' | 'agent-user',
  employer?: Employer,
): void {
  const isAgent = kind === 'agent-user'
  const person = drawPerson(world, random, {
    label: `benign:${kind}`,
    clients: isAgent
      ? { 'coding-agent': 1 }
      : {
          'python-sdk': 38,
          'node-sdk': 20,
          requests: 12,
          curl: 8,
          'chain-framework': 10,
          aiohttp: 3,
          go: 5,
          java: 4,
        },
    tiers: isAgent
      ? { plus: 45, max: 25, 'tier-1': 15, 'tier-2': 15 }
      : { 'tier-1': 55, 'tier-2': 30, 'tier-3': 15 },
    pathway: isAgent && chance(random, 0.65) ? 'subscription' : 'api',
    rate: Math.min(4, lognormal(fork(random, 'rate'), isAgent ? 0.3 : 0.2, 1)),
    working: chance(fork(random, 'working'), 0.7),
    programmer: true,
    private: chance(fork(random, 'private'), 0.05),
    ...workplace(random, employer),
  })
  const styles = fork(random, 'style')
  const style = isAgent ? { ...drawAppStyle(world, styles), stream: true } : drawApiStyle(world, styles)
  const agent = chance(styles, 0.85)
    ? LATHE
    : { system: drawApplication(styles, 'en', ['python', 'web', 'devops']).system, tools: drawTools(styles) }
  live(world, person, isAgent ? codingAgent(agent, style) : conversation(person.voice, style, world.texts))
}

function addMachine(
  world: World,
  random: Random,
  kind: 'service' | 'cron' | 'batch',
  employer?: Employer,
): void {
  const options =
    employer === undefined
      ? {}
      : { organisation: employer.organisation, country: employer.organisation.country }
  const machine = drawMachine(world, random, { label: `benign:${kind}`, ...options })
  const styles = fork(random, 'style')
  const style = drawApiStyle(world, styles)
  const language = machine.country.language
  const times = fork(random, 'times')
  const { period } = world
  const scaleDays = period.days / 14
  if (kind === 'service') {
    const count = Math.min(2600, lognormal(times, 90, 1.1)) * scaleDays
    const application = drawApplication(styles, language, [
      pick(styles, ENGLISH_DOMAINS),
      pick(styles, ENGLISH_DOMAINS),
    ])
    run(
      world,
      machine.actor,
      random,
      world.arrivals.service(times, period, count),
      applicationAtWork(application, style, world.texts),
    )
  } else if (kind === 'cron') {
    const every = pick(times, [HOUR, 6 * HOUR, DAY, DAY, DAY, 7 * DAY])
    const phase = chance(times, 0.7) ? int(times, 24) * HOUR : int(times, 1440) * MINUTE
    const size = Math.max(1, Math.round(lognormal(times, every === HOUR ? 1 : 4, 0.8)))
    const application = drawApplication(styles, language, [pick(styles, ENGLISH_DOMAINS)])
    run(
      world,
      machine.actor,
      random,
      cronTimes(times, period, every, Math.min(size, 40), phase % every),
      applicationAtWork(application, style, world.texts),
    )
  } else {
    const count = Math.min(900, lognormal(times, 70, 1)) * scaleDays
    run(
      world,
      machine.actor,
      random,
      batchTimes(times, period, count, 1 + int(times, 4)),
      batchJob(world, styles, style, language),
    )
  }
}

/** One honest owner who sends one template with many slots: labelling, summarising, generating test data. */
function batchJob(
  world: World,
  random: Random,
  style: ReturnType<typeof drawApiStyle>,
  code: keyof typeof LANGUAGES,
): Writer {
  const real = world.texts.batch(random)
  const domain = pick(random, ENGLISH_DOMAINS)
  const { job, system } = drawApplication(random, code, [domain])
  const withSystem = chance(random, 0.4)
  const language = LANGUAGES[code]
  const codes = chance(random, 0.25)
  return (occasion, own) => {
    const row = codes
      ? codeWish(own)
      : `${language.expand('fact', own, domain)} ${language.expand('fact', own, domain)}`
    return styled(style, occasion, own, {
      ...(withSystem ? { system } : {}),
      messages: [{ role: 'user', content: real?.(own) ?? `${job}\n\n${row}` }],
      completion: reply(code, own, 1 + int(own, 2), domain),
    })
  }
}
