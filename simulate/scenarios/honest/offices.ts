// Honest work under one roof or for one agency: an internal tool behind one address, a call centre in shifts,
// freelancers with one style guide.
import { type ClientFamily, drawClient } from '../../clients.js'
import { DAY, HOUR } from '../../clock.js'
import { besides, gather } from '../../groups/crowd.js'
import { drawAddress } from '../../network/addresses.js'
import type { LanguageCode } from '../../network/countries.js'
import { drawDomain, drawOrganisation } from '../../people/account-records.js'
import { drawCountry } from '../../people/person.js'
import { drawApiStyle, drawAppStyle, type Style } from '../../people/style.js'
import { conversation, styled, thread } from '../../people/writers.js'
import { between, chance, exponential, fork, int, lognormal, pick, poisson, uniform } from '../../random.js'
import type { Writer } from '../../records.js'
import { defineScenario, type Scenario } from '../../scenario.js'
import { LANGUAGE_CODES, LANGUAGES } from '../../text/languages.js'
import { CALL_CENTRE, OFFICE_TOOLS, SHARED_LIBRARY, STYLE_GUIDE } from '../../text/product-prompts.js'
import { ask, followUp, reply } from '../../text/voice.js'
import { ENGLISH_DOMAINS } from '../../text/words/english-topics.js'
import { MODELS, type World } from '../../world.js'

/** A company whose people use one internal tool through one address, each with a seat of their own. */
function addOfficeTool(world: World, factor: number, name: string, prompt: string, size: number): void {
  const random = fork(world.random, `office tool ${name}`)
  const organisation = drawOrganisation(world, random, drawCountry(random))
  const { country } = organisation
  const nat = drawAddress(world.book, random, 'access', country.code)
  const client = drawClient(random, pick<ClientFamily>(random, ['java', 'node-sdk', 'python-sdk']))
  gather(world, factor, {
    label: `benign:${name}`,
    size,
    person: (_member, own) => ({
      organisation,
      country,
      tiers: { enterprise: 1 },
      pathway: 'api',
      client,
      working: true,
      address: () => nat,
      rate: Math.min(3, lognormal(fork(own, 'rate'), 0.4, 0.7)),
    }),
    write: (person) => {
      const style: Style = {
        model: drawAppStyle(world, fork(random, 'style')).model,
        system: prompt,
        temperature: 0.3,
        max_tokens: 1200,
        stream: false,
        reasons: false,
        parts: false,
      }
      return conversation(person.voice, style, world.texts)
    },
  })
}

/** A call centre for several countries: one address, one macro, three shifts that cover the whole day. */
function addCallCentre(world: World, factor: number, name: string, size: number): void {
  const random = fork(world.random, `call centre ${name}`)
  const organisation = drawOrganisation(world, random, drawCountry(random))
  const { country } = organisation
  const nat = drawAddress(world.book, random, 'access', country.code)
  const client = drawClient(random, 'browser')
  const desks: readonly LanguageCode[] = [country.language, 'en', pick(random, LANGUAGE_CODES)]
  const days = Array.from({ length: world.period.days }, (_, day) => day)
  gather(world, factor, {
    label: `benign:${name}`,
    size,
    person: () => ({
      organisation,
      country,
      tiers: { team: 1 },
      pathway: 'api',
      client,
      address: () => nat,
    }),
    write: (_person, own) => {
      const language = LANGUAGES[pick(own, desks)]
      const domain = pick(own, ENGLISH_DOMAINS)
      const write: Writer = (occasion, draw) =>
        styled(
          {
            model: () => MODELS.mini,
            temperature: 0,
            max_tokens: 400,
            stream: true,
            reasons: false,
            parts: false,
          },
          occasion,
          draw,
          {
            system: CALL_CENTRE,
            messages: [
              {
                role: 'user',
                content: `${language.expand('fact', draw, domain)} ${language.expand('ask', draw, domain)}`,
              },
            ],
            completion: reply(language.code, draw, 3, domain),
          },
        )
      return write
    },
    times: (_person, own) => {
      const shift = int(own, 3) * 8 + 6 - country.offsetHours
      return days
        .filter(() => chance(own, 5 / 7))
        .flatMap((day) =>
          Array.from({ length: poisson(own, 3) }, () => ({
            ts: world.period.start + (day * 24 + shift + uniform(own, 0, 8)) * HOUR,
          })),
        )
    },
  })
}

/** Freelancers of an agency at home: accounts, cards and language pairs of their own, one style guide. */
function addFreelancers(world: World, factor: number, name: string, size: number): void {
  gather(world, factor, {
    label: `benign:${name}`,
    size,
    person: (_member, own) => ({
      clients: { browser: 50, 'python-sdk': 25, 'node-sdk': 25 },
      tiers: { plus: 60, 'tier-1': 40 },
      pathway: chance(own, 0.6) ? 'subscription' : 'api',
      working: true,
      rate: Math.min(4, lognormal(fork(own, 'rate'), 0.7, 0.6)),
    }),
    write: (person, own) => {
      const style = chance(own, 0.5) ? drawAppStyle(world, own) : drawApiStyle(world, own)
      const target = LANGUAGES[person.voice.language]
      const source = LANGUAGES[pick(own, ['en', 'de', 'fr', pick(own, LANGUAGE_CODES)] as const)]
      const plain = conversation(person.voice, style, world.texts)
      const jobShare = uniform(own, 0.4, 0.95)
      const job: Writer = (occasion, draw) => {
        const segment = Array.from({ length: between(draw, 1, 4) }, () => source.expand('fact', draw)).join(
          source.space,
        )
        return styled(style, occasion, draw, {
          messages: [
            {
              role: 'user',
              content: `${STYLE_GUIDE}\n\nJob: ${source.name} to ${target.name}\n${segment}${chance(draw, 0.2) ? `\n${ask(person.voice, draw)}` : ''}`,
            },
          ],
          completion: reply(target.code, draw, 3),
        })
      }
      return (occasion, draw) => (chance(draw, jobShare) ? job : plain)(occasion, draw)
    },
  })
}

/**
 * Colleagues who each opened an account on their own, with the firm's mail and a card of their own, and who pass one
 * library of prompts around; nobody told the provider that they belong together.
 */
function addShadowSeats(world: World, factor: number, name: string, size: number): void {
  const random = fork(world.random, `shadow seats ${name}`)
  const country = drawCountry(random)
  const domain = drawDomain(random)
  const nat = drawAddress(world.book, random, 'access', country.code)
  // Since somebody showed it at a meeting.
  const shown = world.period.start - uniform(random, 5, 40) * DAY
  gather(world, factor, {
    label: `benign:${name}`,
    size,
    person: (_member, own) => ({
      country,
      tiers: { plus: 70, 'tier-1': 30 },
      pathway: chance(own, 0.7) ? 'subscription' : 'api',
      working: true,
      office: () => nat,
      record: {
        createdAt: shown + exponential(own, 6 * DAY),
        ...(chance(own, 0.7) ? { emailDomain: domain } : {}),
        ...(chance(own, 0.6) ? { signupIp: nat } : {}),
      },
      rate: Math.min(3, lognormal(fork(own, 'rate'), 0.6, 0.7)),
    }),
    write: (person, own) => {
      const style = drawAppStyle(world, own)
      const plain = conversation(person.voice, style, world.texts)
      const known = SHARED_LIBRARY.filter(() => chance(own, 0.6))
      const library = known.length === 0 ? SHARED_LIBRARY : known
      const shared: Writer = (occasion, draw) =>
        styled(style, occasion, draw, {
          messages: thread(
            style,
            occasion,
            (turn, scratch) =>
              turn > 0
                ? followUp(person.voice, scratch)
                : `${pick(scratch, library)} ${ask(person.voice, scratch)}`,
            (_turn, scratch) => reply(person.voice.language, scratch, 2),
          ),
          completion: reply(person.voice.language, draw, between(draw, 2, 5)),
        })
      return besides(shared, plain, uniform(own, 0.2, 0.9))
    },
  })
}

export const OFFICES: readonly Scenario[] = [
  defineScenario({
    id: 'office-tool',
    description: 'A company’s 200 seats, and another’s 30, behind one address each with one internal tool',
    set: 'practice',
    kind: 'look-alike',
    add(world, factor) {
      addOfficeTool(world, factor, 'office-tool-few', OFFICE_TOOLS.small, 30)
      addOfficeTool(world, factor, 'office-tool-many', OFFICE_TOOLS.large, 200)
    },
  }),
  defineScenario({
    id: 'call-centre',
    description: 'Call centres whose shifts cover the whole day from one address with one macro',
    set: 'practice',
    kind: 'look-alike',
    add(world, factor) {
      addCallCentre(world, factor, 'call-centre-few', 24)
      addCallCentre(world, factor, 'call-centre-some', 120)
    },
  }),
  defineScenario({
    id: 'shadow-seats',
    description:
      'Colleagues who each opened and pay an account on their own and pass one library of prompts around',
    set: 'practice',
    kind: 'look-alike',
    add(world, factor) {
      addShadowSeats(world, factor, 'shadow-seats-few', 12)
      addShadowSeats(world, factor, 'shadow-seats-some', 45)
    },
  }),
  defineScenario({
    id: 'translation-freelancers',
    description: 'Freelancers of a translation agency at home with accounts of their own and one style guide',
    set: 'practice',
    kind: 'look-alike',
    add(world, factor) {
      addFreelancers(world, factor, 'translation-freelancers-few', 12)
      addFreelancers(world, factor, 'translation-freelancers-some', 60)
    },
  }),
]
