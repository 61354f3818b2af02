// Honest strangers with one published text: the very template of a campaign as a course or a prompt pack spreads it, a
// benchmark that many laboratories run, drives of volunteers, a competition's notebook, a post that thousands copy.
import { DAY, HOUR } from '../../clock.js'
import { besides, gather } from '../../groups/crowd.js'
import { type NetworkPlan, residential } from '../../groups/plans.js'
import { fixedPool, fromPool } from '../../network/addresses.js'
import { drawMachine, run } from '../../people/machine.js'
import { drawApiStyle, drawAppStyle } from '../../people/style.js'
import { conversation, styled } from '../../people/writers.js'
import { between, chance, exponential, fork, lognormal, pick, type Random, uniform } from '../../random.js'
import type { Writer } from '../../records.js'
import { defineScenario, type Scenario } from '../../scenario.js'
import { COMPETITION } from '../../text/course-prompts.js'
import { ANNOTATION_DRIVES, LAB_BENCHMARK, POSTED } from '../../text/product-prompts.js'
import type { Purpose } from '../../text/purposes/purpose.js'
import { type CampaignTemplate, drawAnswer } from '../../text/purposes/template.js'
import { ask, reply } from '../../text/voice.js'
import { MODELS, scaled, type World } from '../../world.js'
import { addViral, ordinary, pasted } from '../crowd-look-alikes.js'
import { addHonestOwner } from '../owner-look-alikes.js'

/** The template that `addHonestOwner` sends with `textOf: label`, word for word. */
function templateOf(world: World, label: string, purpose: Purpose): CampaignTemplate {
  const text = fork(fork(fork(world.random, `group ${label}`), 'deeds'), 'text')
  return world.texts.template(fork(text, `${purpose} en 0`), purpose, 'en', 'practice')
}

/**
 * Swap control, both ways: a campaign's template, published, among strangers who put their own matters into it and
 * among the accounts of one owner who works through a list with it.
 */
function addPack(
  world: World,
  factor: number,
  name: string,
  purpose: Purpose,
  size: number,
  accounts: number,
  network?: NetworkPlan,
): void {
  const label = `benign:${name}` as const
  const addressOf = network?.(world, fork(world.random, `pack ${name} exits`), size)
  const template = templateOf(world, label, purpose)
  const appeared = world.period.start + uniform(fork(world.random, `pack ${name}`), 0, 8) * DAY
  gather(world, factor, {
    label,
    size,
    person: (member, own) => {
      const exits = addressOf === undefined ? {} : { address: addressOf(member, own) }
      const isProgrammer = chance(own, 0.4)
      return isProgrammer
        ? {
            ...exits,
            clients: { 'python-sdk': 45, requests: 15, 'node-sdk': 25, 'chain-framework': 15 },
            tiers: { 'tier-1': 70, 'tier-2': 30 },
            pathway: 'api',
            programmer: true,
            rate: Math.min(3, lognormal(fork(own, 'rate'), 0.35, 0.8)),
          }
        : { ...exits, rate: Math.min(3, lognormal(fork(own, 'rate'), 0.25, 0.8)) }
    },
    write: (person, own) => {
      const style = person.actor.pathway === 'api' ? drawApiStyle(world, own) : drawAppStyle(world, own)
      const plain = conversation(person.voice, style, world.texts)
      // Half follow the course and use its exercises, half bring what occupies them.
      const followsCourse = chance(own, 0.5)
      const shared: Writer = (occasion, draw) => {
        const matter = followsCourse
          ? world.texts.item(draw, purpose, 'en', 'practice')
          : ask(person.voice, draw)
        const { system, user } = template.fill(matter, between(draw, 0, 39))
        const isApp = person.actor.pathway !== 'api'
        return styled({ ...style, reasons: false }, occasion, draw, {
          ...(system === undefined || isApp ? {} : { system }),
          messages: [
            { role: 'user', content: isApp && system !== undefined ? `${system}\n\n${user}` : user },
          ],
          completion: drawAnswer(draw, purpose, 'en'),
        })
      }
      const mixed = besides(shared, plain, uniform(own, 0.15, 0.8))
      const start = appeared + exponential(own, 4 * DAY)
      return (occasion, draw) => (occasion.ts < start ? plain : mixed)(occasion, draw)
    },
  })
  addHonestOwner(world, factor, `${name}-owner`, {
    accounts,
    purposes: [purpose],
    languages: ['en'],
    bank: 'practice',
    count: 900,
    textOf: label,
  })
}

/** Laboratories that run one published benchmark with its authors' harness: the same questions to the digit. */
function addLabs(world: World, factor: number, name: string, size: number): void {
  const random = fork(world.random, `labs ${name}`)
  const questions = Math.max(12, Math.round(60 * Math.min(1, world.scale * factor)))
  const items = Array.from({ length: questions }, (_, number) =>
    world.texts.problem('en', fork(random, number)),
  )
  for (let member = 0; member < scaled(world, size * factor, 5); member++) {
    const own = fork(random, `lab ${member}`)
    const machine = drawMachine(world, own, {
      label: `benign:${name}`,
      clients: { 'python-sdk': 1 },
      pathway: 'api',
      ...(chance(own, 0.4) ? { record: { program: 'research' } } : {}),
    })
    const model = pick(own, [MODELS.large, MODELS.large, MODELS.small])
    const write: Writer = (occasion, draw) => ({
      model,
      temperature: 0,
      max_tokens: 2048,
      messages: [{ role: 'user', content: `${LAB_BENCHMARK}\n\n${items[occasion.item % questions]}` }],
      completion: reply('en', draw, 4),
    })
    const times: number[] = []
    for (let round = 0; round < between(own, 1, 2); round++) {
      let ts = uniform(own, world.period.start, world.period.end - DAY)
      const gap = lognormal(own, 6000, 0.8)
      for (let item = 0; item < questions; item++) {
        ts += exponential(own, gap)
        times.push(ts)
      }
    }
    run(world, machine.actor, own, times, write)
  }
}

/** Volunteers of an open drive, at home, with the accounts they have. */
function addDrive(world: World, factor: number, name: string, text: string, size: number): void {
  const from = world.period.start + between(fork(world.random, `drive ${name}`), 2, 9) * DAY
  gather(world, factor, {
    label: `benign:${name}`,
    size,
    person: (_member, own) => ({ rate: Math.min(3, lognormal(fork(own, 'rate'), 0.5, 0.7)) }),
    write: (person, own) => {
      const shared = pasted(world, person, own, text, (scratch) => ask(person.voice, scratch))
      const plain = ordinary(world, person, own)
      const during = besides(shared, plain, uniform(own, 0.4, 0.95))
      const joined = from + exponential(own, 2 * DAY)
      const until = joined + uniform(own, 2, 12) * DAY
      return (occasion, draw) =>
        (occasion.ts >= joined && occasion.ts < until ? during : plain)(occasion, draw)
    },
  })
}

/** Strangers in a competition, with its starter notebook on its hosted machines, most of them before the deadline. */
function addCompetition(world: World, factor: number, name: string, size: number): void {
  const random = fork(world.random, `competition ${name}`)
  const machines = fixedPool(world.book, random, 'cloud', 40, { together: false })
  const deadline = world.period.end - between(random, 2, 5) * DAY
  const candidates = Array.from({ length: 120 }, (_, number) => {
    const own: Random = fork(random, `candidate ${number}`)
    return `${world.texts.problem('en', own)}\n\n${reply('en', own, 3)}`
  })
  gather(world, factor, {
    label: `benign:${name}`,
    size,
    person: (_member, own) => ({
      clients: { 'python-sdk': 85, requests: 15 },
      tiers: { free: 30, 'tier-1': 70 },
      pathway: 'api',
      programmer: true,
      address: fromPool(machines, own, 3 * HOUR),
    }),
    write: (person, own) => {
      const style = { ...drawApiStyle(world, own), temperature: chance(own, 0.7) ? 0 : 0.3, reasons: false }
      const plain = conversation(person.voice, style, world.texts)
      const asIs = chance(own, 0.6)
      const addition = asIs ? '' : `\n${ask(person.voice, own)}`
      const grades: Writer = (occasion, draw) =>
        styled(style, occasion, draw, {
          messages: [{ role: 'user', content: `${COMPETITION}${addition}\n\n${pick(draw, candidates)}` }],
          completion: `${reply('en', draw, 2)}\nSCORE: ${between(draw, 0, 5)}`,
        })
      const share = uniform(own, 0.5, 1)
      return (occasion, draw) => (chance(draw, share) ? grades : plain)(occasion, draw)
    },
    times: (_person, own) =>
      Array.from({ length: between(own, 1, 4) }, () => deadline - exponential(own, 5 * DAY)).flatMap(
        (start) =>
          Array.from({ length: between(own, 4, 22) }, (_, index) => ({
            ts: start + index * lognormal(own, 5000, 0.5),
          })),
      ),
  })
}

export const PUBLISHED: readonly Scenario[] = [
  defineScenario({
    id: 'published-pack',
    description:
      'Swap control: templates of campaigns, published, among 12, 40 and 160 strangers, and in accounts of an owner each',
    set: 'practice',
    kind: 'look-alike',
    add(world, factor) {
      addPack(world, factor, 'published-pack-few', 'instruction-synthesis', 12, 1)
      addPack(world, factor, 'published-pack-some', 'rubric-grading', 40, 1)
      addPack(world, factor, 'published-pack-many', 'reasoning-extraction', 160, 4)
    },
  }),
  defineScenario({
    id: 'volunteer-exits',
    description:
      'Swap control: a published template among users of a network whose exits are volunteers’ homes, another one each hour',
    set: 'practice',
    kind: 'look-alike',
    add(world, factor) {
      const homes = residential({ stickyMs: HOUR, exits: 100_000 })
      addPack(world, factor, 'volunteer-exits-few', 'rubric-grading', 14, 1, homes)
      addPack(world, factor, 'volunteer-exits-some', 'reasoning-extraction', 60, 1, homes)
    },
  }),
  defineScenario({
    id: 'benchmark-labs',
    description:
      'Laboratories that run one published benchmark with its authors’ harness, question by question',
    set: 'practice',
    kind: 'look-alike',
    add(world, factor) {
      addLabs(world, factor, 'benchmark-labs-few', 9)
      addLabs(world, factor, 'benchmark-labs-some', 36)
    },
  }),
  defineScenario({
    id: 'annotation-drive',
    description: 'Volunteers of open drives who paste a published prompt and rate what comes back',
    set: 'practice',
    kind: 'look-alike',
    add(world, factor) {
      addDrive(world, factor, 'annotation-drive-few', ANNOTATION_DRIVES.dialects, 22)
      addDrive(world, factor, 'annotation-drive-some', ANNOTATION_DRIVES.answers, 150)
    },
  }),
  defineScenario({
    id: 'competition',
    description: 'Strangers with the starter notebook of a competition for graders, on its hosted machines',
    set: 'practice',
    kind: 'look-alike',
    add: (world, factor) => addCompetition(world, factor, 'competition', 80),
  }),
  defineScenario({
    id: 'viral-thousands',
    description:
      'Five thousand strangers who copy one post’s prompt within days, and thirty who copy another',
    set: 'practice',
    kind: 'look-alike',
    add(world, factor) {
      addViral(world, factor, 'viral-thousands', POSTED.coach, 5000, 6)
      addViral(world, factor, 'viral-thousands-few', POSTED.recipe, 30, 3)
    },
  }),
]
