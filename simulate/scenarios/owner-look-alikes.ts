import { extraction } from '../groups/campaign-text.js'
import { gather } from '../groups/crowd.js'
import { enlist, work } from '../groups/group.js'
import { customers } from '../groups/mixing.js'
import { hosts, type NetworkPlan, oneOwner, ownClients, sameClient } from '../groups/plans.js'
import { fixedPool, fromPool, STICKY } from '../network/addresses.js'
import type { LanguageCode } from '../network/countries.js'
import { drawOrganisation, type Organisation } from '../people/account-records.js'
import { drawCountry } from '../people/person.js'
import { drawAppStyle } from '../people/style.js'
import { conversation } from '../people/writers.js'
import { between, chance, fork, uniform } from '../random.js'
import type { Draft, Label, Writer } from '../records.js'
import { LANGUAGES } from '../text/languages.js'
import type { Purpose } from '../text/purposes/purpose.js'
import type { BankName } from '../text/purposes/template.js'
import { reply } from '../text/voice.js'
import { batchTimes, dailyTimes, flatTimes } from '../timing/arrivals.js'
import { type Dealing, deal } from '../timing/queue.js'
import { MODELS, type World } from '../world.js'

/** The one owner of a group. */
export function ownerOf(world: World, name: string): Organisation {
  const random = fork(world.random, `owner ${name}`)
  return drawOrganisation(world, random, drawCountry(random))
}

/** Says one system prompt over always new inputs. */
function underSystem(system: string, language: LanguageCode, parameters: Partial<Draft>): Writer {
  const { expand } = LANGUAGES[language]
  return (_occasion, random) => ({
    model: MODELS.small,
    ...parameters,
    system,
    messages: [
      {
        role: 'user',
        content: Array.from({ length: between(random, 2, 5) }, () => expand('fact', random)).join(' '),
      },
    ],
    completion: reply(language, random, 2),
  })
}

/** One company, many accounts behind a gateway that balances their load. */
export function addEnterprise(
  world: World,
  factor: number,
  name: string,
  prompt: string,
  options: {
    readonly size: number
    readonly dealing: Dealing
    readonly perDay: number
    readonly flat: boolean
  },
): void {
  const owner = ownerOf(world, name)
  const group = enlist(
    world,
    {
      label: `benign:${name}`,
      size: options.size,
      accounts: oneOwner(owner),
      network: hosts('cloud', 6),
      clients: sameClient('gateway'),
      pathways: { api: 60, bedrock: 40 },
      keys: 3,
    },
    factor,
  )
  const { random, actors } = group
  const count = actors.length * world.period.days * options.perDay
  const times = options.flat
    ? flatTimes(fork(random, 'times'), world.period.start, world.period.end, count)
    : dailyTimes(fork(random, 'times'), world.period, count, owner.country.offsetHours, 0.8)
  const write = underSystem(prompt, owner.country.language, { temperature: 0.2, max_tokens: 800 })
  work(
    world,
    group,
    deal(fork(random, 'deal'), times, { members: actors.length, dealing: options.dealing }),
    () => write,
  )
}

/** A reseller who told the provider: pooled accounts, unrelated customers, round the clock. */
export function addReseller(world: World, factor: number, name: string, size: number): void {
  const owner = ownerOf(world, name)
  const group = enlist(
    world,
    {
      label: `benign:${name}`,
      size,
      accounts: oneOwner(owner, { tier: 'enterprise', declared: 'reseller' }),
      network: hosts('cloud', 12),
      clients: sameClient('gateway'),
      pathways: { aggregator: 1 },
    },
    factor,
  )
  group.actors.forEach((actor, member) => {
    customers(
      world,
      fork(group.random, member),
      actor,
      uniform(group.random, 60, 260),
      world.period.start,
      world.period.end,
    )
  })
}

/** One honest owner of text like a campaign's, from one account or a few: the swap control. */
export function addHonestOwner(
  world: World,
  factor: number,
  name: string,
  options: {
    readonly accounts: number
    readonly purposes: readonly Purpose[]
    readonly languages: readonly LanguageCode[]
    readonly bank: BankName
    readonly count: number
    readonly textOf?: string
    readonly declared?: string
    readonly network?: NetworkPlan
  },
): void {
  const owner = ownerOf(world, name)
  const group = enlist(
    world,
    {
      label: `benign:${name}`,
      size: options.accounts,
      accounts: oneOwner(owner, {
        tier: 'tier-4',
        ...(options.declared === undefined ? {} : { declared: options.declared }),
      }),
      network: options.network ?? hosts('cloud', 2),
      clients: ownClients({ 'python-sdk': 100 }),
    },
    options.accounts <= 4 ? 1 / Math.min(1, world.scale) : factor,
  )
  const { random, actors } = group
  const times = batchTimes(
    fork(random, 'times'),
    world.period,
    options.count * Math.min(1, world.scale * factor),
    6,
  )
  // With `textOf` the owner's templates are those of that attack group, word for word.
  const source =
    options.textOf === undefined ? random : fork(fork(world.random, `group ${options.textOf}`), 'deeds')
  const write = extraction(world, fork(source, 'text'), {
    purposes: options.purposes,
    languages: options.languages,
    bank: options.bank,
    firstItem: 1_000_000,
  })
  work(
    world,
    group,
    deal(fork(random, 'deal'), times, { members: actors.length, dealing: 'random' }),
    () => write,
  )
}

/** A contracted vendor of training data, declared. */
export function addVendor(
  world: World,
  factor: number,
  name: string,
  prompt: string,
  size: number,
  perDay = 22,
): void {
  const owner = ownerOf(world, name)
  const group = enlist(
    world,
    {
      label: `benign:${name}`,
      size,
      accounts: oneOwner(owner, { declared: 'synthetic-data' }),
      network: hosts('cloud', 8),
      clients: sameClient('python-sdk'),
    },
    factor,
  )
  const { random, actors } = group
  const times = flatTimes(
    fork(random, 'times'),
    world.period.start,
    world.period.end,
    actors.length * world.period.days * perDay,
  )
  const write: Writer = (_occasion, draw) => ({
    model: MODELS.large,
    temperature: 1,
    messages: [{ role: 'user', content: `${prompt} ${LANGUAGES.en.expand('fact', draw)}` }],
    completion: reply('en', draw, 5),
  })
  work(
    world,
    group,
    deal(fork(random, 'deal'), times, { members: actors.length, dealing: 'round-robin' }),
    () => write,
  )
}

/** Testers who told the provider, trying to get around its filters. */
export function addRedTeam(world: World, factor: number, name: string, bank: BankName, size: number): void {
  addHonestOwner(world, factor, name, {
    accounts: size,
    purposes: ['filter-evasion', 'reasoning-extraction'],
    languages: ['en', 'zh'],
    bank,
    count: 900,
    declared: 'red-team',
    network: hosts('cloud', 4),
  })
}

/** A company whose people chat through the provider's application from one office. */
export function addOffice(world: World, factor: number, label: Label, size: number): void {
  const random = fork(world.random, `office ${label}`)
  const organisation = drawOrganisation(world, random, drawCountry(random))
  const pool = fixedPool(world.book, random, 'access', 2, {
    together: true,
    country: organisation.country.code,
  })
  gather(world, factor, {
    label,
    size,
    person: (_member, own) => ({
      organisation,
      country: organisation.country,
      tiers: { team: 1 },
      working: true,
      office: fromPool(pool, own, STICKY.day),
    }),
    write: (person, own) =>
      chance(own, 0.5)
        ? conversation(person.voice, drawAppStyle(world, own), world.texts)
        : conversation({ ...person.voice, careless: true }, drawAppStyle(world, own), world.texts),
  })
}
