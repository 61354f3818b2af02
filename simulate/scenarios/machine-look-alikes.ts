// Look-alikes made by machines: evaluation runs, judges, translators, probes and retries, alike because a program or a
// published template makes them so.
import { DAY, HOUR, MINUTE } from '../clock.js'
import { gather } from '../groups/crowd.js'
import { enlist, work } from '../groups/group.js'
import { hosts, oneOwner, ownClients, sameClient } from '../groups/plans.js'
import { fixedPool, fromPool } from '../network/addresses.js'
import type { LanguageCode } from '../network/countries.js'
import { drawMachine, run } from '../people/machine.js'
import { drawApiStyle } from '../people/style.js'
import { conversation, styled } from '../people/writers.js'
import { between, fork, int, pick, type Random, uniform } from '../random.js'
import type { Writer } from '../records.js'
import { LANGUAGES } from '../text/languages.js'
import { reply, task } from '../text/voice.js'
import { batchTimes, cronTimes, dailyTimes, flatTimes } from '../timing/arrivals.js'
import { deal } from '../timing/queue.js'
import { MODELS, scaled, type World } from '../world.js'
import { ownerOf } from './owner-look-alikes.js'

/** An evaluation: every question of a set once to every model, or several samples each, from one owner's keys. */
export function addHarness(
  world: World,
  factor: number,
  name: string,
  prompt: string,
  options: {
    readonly size: number
    readonly samples: number
    readonly nightly: boolean
    readonly declared: boolean
    /** Questions of another collection than the usual one. */
    readonly question?: (language: LanguageCode, random: Random) => string
  },
): void {
  const owner = ownerOf(world, name)
  const group = enlist(
    world,
    {
      label: `benign:${name}`,
      size: options.size,
      accounts: oneOwner(owner, { tier: 'tier-3', ...(options.declared ? { declared: 'evaluation' } : {}) }),
      network: hosts('cloud', 3),
      clients: sameClient('python-sdk'),
    },
    factor,
  )
  const { random, actors } = group
  const questions = Math.round(110 * Math.min(1, Math.max(0.1, world.scale * factor)))
  const models = [MODELS.large, MODELS.small, MODELS.mini]
  const nights = options.nightly ? [2, 3, 4, 5, 6, 9, 10, 11, 12] : [4]
  for (const night of nights) {
    let ts = world.period.start + night * DAY + 1.5 * HOUR
    const deals = Array.from(
      {
        length: options.nightly
          ? Math.ceil(questions / 2) * options.samples
          : questions * models.length * options.samples,
      },
      (_, index) => {
        ts += 1000 + 4000 * random.next()
        return { ts, member: index % actors.length, item: index }
      },
    )
    const write: Writer = (occasion) => {
      const question = Math.floor(occasion.item / (options.samples * (options.nightly ? 1 : models.length)))
      const draw = fork(random, question % questions)
      return {
        model: options.nightly ? MODELS.large : pick(fork(random, occasion.item % models.length), models),
        temperature: options.samples > 1 ? 0.8 : 0,
        max_tokens: 1024,
        logprobs: options.samples === 1,
        messages: [
          { role: 'user', content: `${prompt}\n\n${(options.question ?? world.texts.problem)('en', draw)}` },
        ],
        completion: reply('en', fork(random, occasion.item), 4),
      }
    }
    work(world, group, deals, () => write)
  }
}

/** Independent organisations that let the model judge with a published template. */
export function addJudges(
  world: World,
  factor: number,
  name: string,
  template: string,
  size: number,
  question: (language: LanguageCode, random: Random) => string = task,
): void {
  const random = fork(world.random, `judges ${name}`)
  for (let member = 0; member < scaled(world, size * factor, 5); member++) {
    const own = fork(random, member)
    const machine = drawMachine(world, own, { label: `benign:${name}`, private: false })
    const style = { ...drawApiStyle(world, own), temperature: 0 }
    const subject = pick(own, ['en', 'en', 'en', machine.country.language] as const)
    const write: Writer = (occasion, draw) =>
      styled(style, occasion, draw, {
        messages: [
          {
            role: 'user',
            content: `${template}\n\n[Question]\n${question(subject, draw)}\n\n[The Start of Assistant's Answer]\n${reply(subject, draw, 3)}\n[The End of Assistant's Answer]`,
          },
        ],
        completion: `${reply('en', draw, 2)} [[${between(draw, 1, 10)}]]`,
      })
    run(
      world,
      machine.actor,
      own,
      batchTimes(fork(own, 'times'), world.period, between(own, 20, 120), between(own, 1, 5)),
      write,
    )
  }
}

/** Translation applications: many languages under one task shape, honestly. */
export function addTranslation(
  world: World,
  factor: number,
  name: string,
  prompt: string,
  size: number,
  perDay = 30,
): void {
  const codes = Object.keys(LANGUAGES) as LanguageCode[]
  const owner = ownerOf(world, name)
  const group = enlist(
    world,
    {
      label: `benign:${name}`,
      size,
      accounts: oneOwner(owner, { tier: 'tier-4' }),
      network: hosts('cloud', 8, { together: false }),
      clients: ownClients({ 'node-sdk': 60, java: 40 }),
    },
    factor,
  )
  const { random, actors } = group
  const times = dailyTimes(
    fork(random, 'times'),
    world.period,
    actors.length * world.period.days * perDay,
    0,
    0.35,
  )
  const write: Writer = (_occasion, draw) => {
    const source = pick(draw, codes)
    const target = pick(
      draw,
      codes.filter((code) => code !== source),
    )
    const text = Array.from({ length: between(draw, 1, 4) }, () =>
      LANGUAGES[source].expand('fact', draw),
    ).join(LANGUAGES[source].space)
    return {
      model: MODELS.small,
      temperature: 0,
      system: prompt.replace('{source}', LANGUAGES[source].name).replace('{target}', LANGUAGES[target].name),
      messages: [{ role: 'user', content: text }],
      completion: reply(target, draw, 2),
    }
  }
  work(
    world,
    group,
    deal(fork(random, 'deal'), times, { members: actors.length, dealing: 'random' }),
    () => write,
  )
}

/** Monitoring: the same tiny probe every few minutes from several places, for several companies. */
export function addProbes(
  world: World,
  factor: number,
  name: string,
  probes: readonly string[],
  size: number,
  everyMinutes: number,
): void {
  const random = fork(world.random, `probes ${name}`)
  const pool = fixedPool(world.book, random, 'cloud', 9, { together: false })
  for (let member = 0; member < scaled(world, size * factor, 4); member++) {
    const own = fork(random, member)
    const machine = drawMachine(world, own, {
      label: `benign:${name}`,
      address: fromPool(pool, own, 10 * MINUTE),
      clients: { go: 50, curl: 50 },
      private: false,
    })
    const text = pick(own, probes)
    const every = everyMinutes * MINUTE * pick(own, [1, 2, 4])
    const write: Writer = () => ({
      model: MODELS.mini,
      max_tokens: 5,
      messages: [{ role: 'user', content: text }],
      completion: 'ok',
    })
    run(
      world,
      machine.actor,
      own,
      cronTimes(fork(own, 'times'), world.period, every, 1, int(own, every)),
      write,
    )
  }
}

/** API clients whose library retries in step after an outage. */
export function addRetryStorm(
  world: World,
  factor: number,
  name: string,
  size: number,
  backoffSeconds: number,
): void {
  const outage = world.outage
  gather(world, factor, {
    label: `benign:${name}`,
    size,
    person: () => ({
      clients: { 'python-sdk': 70, 'node-sdk': 30 },
      pathway: 'api',
      programmer: true,
      tiers: { 'tier-1': 50, 'tier-2': 50 },
    }),
    write: (person, own) => conversation(person.voice, drawApiStyle(world, own), world.texts),
    times: (_person, own) => {
      const usual = flatTimes(own, world.period.start, world.period.end, 14)
      const at = outage === undefined ? world.period.start + 3 * DAY : outage.from
      const until = outage === undefined ? at + HOUR : outage.to
      const storm: { ts: number; session: number }[] = []
      const session = int(own, 2 ** 30) + 1
      for (
        let wait = backoffSeconds * 1000, ts = at + uniform(own, 0, 3 * MINUTE);
        ts < until + 10 * MINUTE;
        wait = Math.min(wait * 2, 16 * MINUTE)
      ) {
        storm.push({ ts, session })
        ts += wait * uniform(own, 0.95, 1.05)
      }
      return [...usual.map((ts) => ({ ts })), ...storm]
    },
  })
}
