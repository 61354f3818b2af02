// Honest customers of one product: its prompt, its program and often its hosts are theirs too, their keys, cards and
// data are their own.
import { type ClientFamily, drawClient } from '../../clients.js'
import { HOUR, MINUTE } from '../../clock.js'
import { gather } from '../../groups/crowd.js'
import { enlist } from '../../groups/group.js'
import { hosts, oneOwner, sameClient } from '../../groups/plans.js'
import { drawAddress, fixedPool, fromPool, homeLine, STICKY } from '../../network/addresses.js'
import { COUNTRIES } from '../../network/countries.js'
import { drawMachine, run } from '../../people/machine.js'
import { drawCountry, type Person } from '../../people/person.js'
import { drawApiStyle, drawAppStyle, type Style } from '../../people/style.js'
import { conversation, styled, thread } from '../../people/writers.js'
import { between, chance, fork, lognormal, pick, type Random, uniform } from '../../random.js'
import type { Client, Writer } from '../../records.js'
import { defineScenario, type Scenario } from '../../scenario.js'
import { pullRequest, snippet } from '../../text/code.js'
import { LANGUAGES } from '../../text/languages.js'
import {
  EXTENSIONS,
  OWN_KEY_APPS,
  REPORTS,
  REVIEW_ACTION,
  TENANT,
  WORKFLOWS,
} from '../../text/product-prompts.js'
import { reply } from '../../text/voice.js'
import { ENGLISH_DOMAINS } from '../../text/words/english-topics.js'
import { cronTimes, dailyTimes } from '../../timing/arrivals.js'
import { MODELS, scaled, type World } from '../../world.js'
import { ownerOf } from '../owner-look-alikes.js'

/** A few versions of one program, as its users have them installed. */
function versions(random: Random, family: ClientFamily, count: number): readonly Client[] {
  return Array.from({ length: count }, (_, version) => drawClient(fork(random, `version ${version}`), family))
}

/** Sentences on what somebody works on, in the language of the place. */
function matter(person: Pick<Person, 'voice'>, random: Random, sentences: number): string {
  const language = LANGUAGES[person.voice.language]
  return Array.from({ length: sentences }, () =>
    language.expand('fact', random, pick(random, person.voice.domains), person.voice.habit),
  ).join(language.space)
}

/** A product's prompt over the customer's matter, which the customer asks about in turn. */
function underPrompt(person: Person, style: Style, system: string, sentences: number): Writer {
  return (occasion, random) =>
    styled(style, occasion, random, {
      system,
      messages: thread(
        style,
        occasion,
        (_turn, scratch) => matter(person, scratch, between(scratch, 1, sentences)),
        (_turn, scratch) => reply(person.voice.language, scratch, 2),
      ),
      completion: reply(person.voice.language, random, between(random, 2, 5)),
    })
}

/** People who bring a key of their own to an application whose server makes the calls. */
function addOwnKeys(world: World, factor: number, name: string, prompt: string, size: number): void {
  const random = fork(world.random, `own keys ${name}`)
  const servers = fixedPool(world.book, random, 'cloud', size > 100 ? 8 : 2, { together: true })
  const client = drawClient(random, 'node-sdk')
  const temperature = pick(random, [0.3, 0.5, 0.7])
  gather(world, factor, {
    label: `benign:${name}`,
    size,
    person: (_member, own) => {
      const country = drawCountry(own)
      return {
        country,
        tiers: { 'tier-1': 80, 'tier-2': 20 },
        pathway: 'api',
        client,
        address: fromPool(servers, own, STICKY.request),
        record: { signupIp: homeLine(world.book, own, country.code)(world.period.start, own) },
        rate: Math.min(3, lognormal(fork(own, 'rate'), 0.2, 0.9)),
      }
    },
    write: (person, own) => {
      // The application sets everything but the model, which some choose in its settings.
      const { model } = drawAppStyle(world, own)
      const style: Style = {
        model: chance(own, 0.3) ? model : () => MODELS.small,
        temperature,
        max_tokens: 900,
        stream: true,
        reasons: false,
        parts: false,
      }
      return underPrompt(person, style, prompt, 4)
    },
  })
}

/** A product that keeps an account for each of its tenants, all from its own gateway; every tenant has its own day. */
function addTenants(world: World, factor: number, name: string, size: number): void {
  const owner = ownerOf(world, name)
  const group = enlist(
    world,
    {
      label: `benign:${name}`,
      size,
      accounts: oneOwner(owner, { tier: 'tier-4' }),
      network: hosts('cloud', 6),
      clients: sameClient('gateway'),
    },
    factor,
  )
  const { random, actors } = group
  actors.forEach((actor, member) => {
    const own = fork(random, member)
    const country = drawCountry(own)
    const language = LANGUAGES[country.language]
    const tenant = LANGUAGES.en.expand('name', own)
    const domain = pick(own, ENGLISH_DOMAINS)
    const write: Writer = (_occasion, draw) => ({
      model: MODELS.small,
      temperature: 0.3,
      max_tokens: 700,
      system: TENANT.replace('{tenant}', tenant),
      messages: [
        {
          role: 'user',
          content: Array.from({ length: between(draw, 1, 4) }, () =>
            language.expand('fact', draw, domain),
          ).join(language.space),
        },
      ],
      completion: reply(country.language, draw, 3, domain),
    })
    const count = Math.min(260, lognormal(own, 1.4, 0.8) * world.period.days)
    run(world, actor, own, dailyTimes(own, world.period, count, country.offsetHours, 0.85), write)
  })
}

/** A report product on its customers' own hosts, which fires at the full hour, day or week for each of them. */
function addReports(world: World, factor: number, name: string, prompt: string, size: number): void {
  const random = fork(world.random, `reports ${name}`)
  const clients = versions(random, 'go', 3)
  for (let member = 0; member < scaled(world, size * factor, 5); member++) {
    const own = fork(random, member)
    const machine = drawMachine(world, own, {
      label: `benign:${name}`,
      client: pick(own, clients),
      pathway: 'api',
      private: false,
    })
    const language = LANGUAGES[machine.country.language]
    const domain = pick(own, ENGLISH_DOMAINS)
    const write: Writer = (_occasion, draw) => ({
      model: MODELS.small,
      temperature: 0,
      max_tokens: 600,
      messages: [
        {
          role: 'user',
          content: `${prompt}\n\n${Array.from({ length: between(draw, 2, 5) }, () => `${language.expand('thing', draw, domain)}: ${between(draw, 3, 9000)} (${between(draw, 3, 9000)})`).join('\n')}`,
        },
      ],
      completion: reply(machine.country.language, draw, 3, domain),
    })
    const every = pick(own, [4, 6, 12, 24]) * HOUR
    run(world, machine.actor, own, cronTimes(own, world.period, every, 1, 0), write)
  }
}

/** People who run a community's template on a platform: its hosts and client, their keys, their own triggers. */
function addWorkflows(world: World, factor: number, name: string, prompt: string, size: number): void {
  const random = fork(world.random, `workflows ${name}`)
  // Every user of the platform leaves through the same few addresses.
  const platform = fixedPool(world.book, random, 'cloud', 12, { together: false })
  const client = drawClient(random, 'node-sdk')
  for (let member = 0; member < scaled(world, size * factor, 5); member++) {
    const own = fork(random, member)
    const country = drawCountry(own)
    const machine = drawMachine(world, own, {
      label: `benign:${name}`,
      client,
      country,
      pathway: 'api',
      private: false,
      address: fromPool(platform, own, 5 * MINUTE),
      record: {
        tier: chance(own, 0.7) ? 'tier-1' : 'tier-2',
        signupIp: homeLine(world.book, own, country.code)(world.period.start, own),
      },
    })
    const language = LANGUAGES[country.language]
    const domain = pick(own, ENGLISH_DOMAINS)
    const model = chance(own, 0.6) ? MODELS.mini : pick(own, [MODELS.small, MODELS.large])
    // One in three words the template anew for the own trade.
    const extra = chance(own, 0.35) ? `\n${language.expand('fact', own, domain)}` : ''
    const write: Writer = (_occasion, draw) => ({
      model,
      system: prompt + extra,
      messages: [
        {
          role: 'user',
          content: `${language.expand('fact', draw, domain)} ${language.expand('ask', draw, domain)}`,
        },
      ],
      completion: reply(country.language, draw, 3, domain),
    })
    const count = Math.min(220, lognormal(own, 16, 1))
    const times = chance(own, 0.5)
      ? cronTimes(
          own,
          world.period,
          Math.max(15 * MINUTE, (world.period.end - world.period.start) / count),
          1,
          0,
        )
      : dailyTimes(own, world.period, count, country.offsetHours, 0.8)
    run(world, machine.actor, own, times, write)
  }
}

/** People whose browser's extension puts the same text before every page they send with a key of their own. */
function addExtension(world: World, factor: number, name: string, prefix: string, size: number): void {
  gather(world, factor, {
    label: `benign:${name}`,
    size,
    person: (_member, own) => ({
      clients: { browser: 1 },
      tiers: { 'tier-1': 70, plus: 30 },
      pathway: 'api',
      working: chance(own, 0.6),
      rate: Math.min(3, lognormal(fork(own, 'rate'), 0.2, 0.9)),
    }),
    write: (person, own) => {
      const style: Style = { ...drawAppStyle(world, own), max_tokens: 800 }
      const isLazy = chance(own, 0.4)
      return (occasion, draw) => {
        const page = matter(person, draw, isLazy ? 1 : between(draw, 2, 6))
        return styled({ ...style, reasons: false }, occasion, draw, {
          messages: [{ role: 'user', content: `${prefix}\n<<<\n${page}\n>>>` }],
          completion: reply(person.voice.language, draw, between(draw, 2, 5)),
        })
      }
    },
  })
}

/** Repositories whose owners use one action for review: their keys, the code host's runners, times of their pushes. */
function addReviewAction(world: World, factor: number, name: string, size: number): void {
  const random = fork(world.random, `action ${name}`)
  const runners = Array.from({ length: 90 }, () => drawAddress(world.book, random, 'cloud'))
  const clients = versions(random, 'node-sdk', 3)
  gather(world, factor, {
    label: `benign:${name}`,
    size,
    person: (_member, own) => {
      const country = pick(own, COUNTRIES)
      return {
        country,
        tiers: { 'tier-1': 60, 'tier-2': 40 },
        pathway: 'api',
        programmer: true,
        working: chance(own, 0.7),
        client: pick(own, clients),
        address: fromPool(runners, own, 4 * MINUTE),
        record: { signupIp: homeLine(world.book, own, country.code)(world.period.start, own) },
        rate: Math.min(3, lognormal(fork(own, 'rate'), 0.3, 0.9)),
      }
    },
    write: (person, own) => {
      const style: Style = {
        ...drawApiStyle(world, own),
        temperature: 0,
        max_tokens: 2048,
        reasons: false,
        parts: false,
      }
      const asks = conversation(person.voice, style, world.texts)
      // Some use the same key for work of their own now and then.
      const aside = chance(own, 0.3) ? uniform(own, 0.05, 0.3) : 0
      return (occasion, draw) =>
        chance(draw, aside)
          ? asks(occasion, draw)
          : styled(style, occasion, draw, {
              system: REVIEW_ACTION.system,
              messages: [{ role: 'user', content: `${pullRequest(draw)}\n\n${snippet(draw)}` }],
              completion: `${reply('en', draw, between(draw, 2, 4))}\n${chance(draw, 0.6) ? 'APPROVE' : 'CHANGES'}`,
              tools: REVIEW_ACTION.tools,
            })
    },
  })
}

export const PRODUCTS: readonly Scenario[] = [
  defineScenario({
    id: 'own-key-app',
    description:
      'People who bring keys of their own to an application whose server makes the calls with one prompt',
    set: 'practice',
    kind: 'look-alike',
    add(world, factor) {
      addOwnKeys(world, factor, 'own-key-app-few', OWN_KEY_APPS.journal, 30)
      addOwnKeys(world, factor, 'own-key-app-many', OWN_KEY_APPS.cards, 240)
    },
  }),
  defineScenario({
    id: 'tenant-keys',
    description: 'A product with an account for each of its tenants, whose hours and languages are their own',
    set: 'practice',
    kind: 'look-alike',
    add(world, factor) {
      addTenants(world, factor, 'tenant-keys-few', 12)
      addTenants(world, factor, 'tenant-keys-some', 90)
    },
  }),
  defineScenario({
    id: 'hourly-reports',
    description: 'A report product on its customers’ own hosts that fires at the full hour for all of them',
    set: 'practice',
    kind: 'look-alike',
    add(world, factor) {
      addReports(world, factor, 'hourly-reports-few', REPORTS.machines, 25)
      addReports(world, factor, 'hourly-reports-some', REPORTS.sales, 140)
    },
  }),
  defineScenario({
    id: 'workflow-template',
    description:
      'People who run a community’s template on an automation platform, from its hosts, with keys of their own',
    set: 'practice',
    kind: 'look-alike',
    add(world, factor) {
      addWorkflows(world, factor, 'workflow-template-some', WORKFLOWS.leads, 40)
      addWorkflows(world, factor, 'workflow-template-many', WORKFLOWS.posts, 200)
    },
  }),
  defineScenario({
    id: 'page-extension',
    description: 'People whose browser’s extension puts one text before every page they send from home',
    set: 'practice',
    kind: 'look-alike',
    add(world, factor) {
      addExtension(world, factor, 'page-extension-some', EXTENSIONS.writer, 50)
      addExtension(world, factor, 'page-extension-many', EXTENSIONS.reader, 350)
    },
  }),
  defineScenario({
    id: 'review-action',
    description: 'Repositories whose owners let one action review each change, on the code host’s runners',
    set: 'practice',
    kind: 'look-alike',
    add(world, factor) {
      addReviewAction(world, factor, 'review-action-few', 30)
      addReviewAction(world, factor, 'review-action-some', 180)
    },
  }),
]
