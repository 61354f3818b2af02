// Content: templates, injected constants, enumerated items, languages.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dealtContent } from '../../src/detectors/dealt-content.js'
import { dealtWording } from '../../src/detectors/dealt-wording.js'
import { injectedConstant } from '../../src/detectors/injected-constant.js'
import { languageBreadth } from '../../src/detectors/language-breadth.js'
import { sharedTemplate } from '../../src/detectors/shared-template.js'
import { slotEnumeration } from '../../src/detectors/slot-enumeration.js'
import { CAPABILITIES } from '../../src/fingerprint/lexicon.js'
import type { Store } from '../../src/store/store.js'
import { bitsOf, dice, HOUR, openWorldStore, START, World } from './world.js'

const MATHEMATICS = CAPABILITIES.indexOf('mathematics')
const TRANSLATION = CAPABILITIES.indexOf('translation')

let store: Store
beforeAll(async () => {
  store = await openWorldStore()
})
afterAll(() => store.close())

const names = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}-${i}`)

/** Anchors of a fixed text (`odd` for system prompts) with some of an unlike rest; the rest’s bits are those of user text. */
function text(roll: () => number, constant: number, odd: 0 | 1, size: number, rest: number): number[] {
  const fixed = Array.from({ length: size }, (_, i) => constant * 1000 + 2 * i + odd)
  return [...fixed, ...Array.from({ length: rest }, () => 2 * Math.floor(1e8 + roll() * 9e8))]
}

/** Each account sends `count` exchanges over ten days, as `fields` says. */
function each(
  world: World,
  accounts: readonly string[],
  count: number,
  seed: number,
  fields: (roll: () => number, n: number) => Readonly<Record<string, number | readonly number[]>>,
): readonly string[] {
  const roll = dice(seed)
  for (const account of accounts)
    for (let n = 0; n < count; n++) world.send(account, START + roll() * 240 * HOUR, fields(roll, n))
  return accounts
}

const anyCapability = (roll: () => number) => Math.floor(roll() * 8)

test('injected constant: in everything of anyone, not a system prompt, a task or a copied text', async () => {
  const world = new World(store)
  world.people('people', 120, 1, (roll) => ({
    capability: anyCapability(roll),
    anchors: text(roll, 0, 0, 0, 12),
  }))
  const carrying =
    (constant: number, odd: 0 | 1, capability: (roll: () => number) => number, often = 1) =>
    (roll: () => number) => ({
      capability: capability(roll),
      anchors: text(roll, constant, odd, roll() < often ? 6 : 0, 10),
    })
  const injected = each(world, names('injected', 40), 12, 2, carrying(50, 0, anyCapability))
  const application = each(world, names('app', 40), 12, 3, carrying(60, 1, anyCapability))
  const task = each(
    world,
    names('task', 40),
    12,
    4,
    carrying(70, 0, () => MATHEMATICS),
  )
  const copied = each(world, names('copied', 40), 12, 5, carrying(80, 0, anyCapability, 0.15))
  const measured = await world.measure(injectedConstant, { injected, application, task, copied })
  expect(bitsOf(measured.injected)).toBeGreaterThan(3)
  expect(bitsOf(measured.application)).toBeLessThan(0.5)
  expect(bitsOf(measured.task)).toBeLessThan(0.5)
  expect(bitsOf(measured.copied)).toBeLessThan(0.5)
})

test('shared template: fills the traffic; popular elsewhere it speaks against the group', async () => {
  const world = new World(store)
  const template = (constant: number, odd: 0 | 1) => (roll: () => number) => ({
    anchors: text(roll, constant, odd, 6, 10),
  })
  const own = each(world, names('own', 30), 10, 2, template(50, 0))
  each(world, names('users', 90), 4, 3, template(60, 0))
  const popular = each(world, names('popular', 30), 10, 4, template(60, 0))
  const tool = each(world, names('tool', 30), 10, 5, template(70, 1))
  const strangers = world.people('people', 600, 6)
  const measured = await world.measure(sharedTemplate, {
    own,
    popular,
    tool,
    strangers: strangers.slice(0, 40),
  })
  expect(bitsOf(measured.own)).toBeGreaterThan(1)
  expect(bitsOf(measured.popular)).toBeLessThan(-0.5)
  expect(bitsOf(measured.tool)).toBeLessThan(0.2)
  expect(measured.strangers).toBeUndefined()
})

test('slot enumeration: items asked k times by different owners, not by one, and not again and again', async () => {
  const world = new World(store)
  const again = world.people('again', 60, 1, (roll) => ({ prompt_hash: 1 + Math.floor(roll() * 40) }))
  const spread = names('spread', 20)
  const evaluation = names('evaluation', 20)
  const roll = dice(3)
  for (let item = 0; item < 80; item++)
    for (let k = 0; k < 4; k++) {
      const at = START + roll() * 200 * HOUR
      world.send(spread[(item * 7 + k * 3) % 20] as string, at, { prompt_hash: 1e6 + item })
      world.send(evaluation[(item * 7 + k * 3) % 20] as string, at, { prompt_hash: 2e6 + item })
    }
  for (const account of evaluation) world.register(account, { org: 'one' })
  const once = world.people('once', 40, 9)
  const measured = await world.measure(slotEnumeration, { spread, evaluation, again, once })
  expect(bitsOf(measured.spread)).toBeGreaterThan(2)
  expect(measured.evaluation).toBeUndefined()
  expect(bitsOf(measured.again)).toBeLessThanOrEqual(-1)
  expect(bitsOf(measured.once)).toBeLessThan(1.6)
})

test('dealt wording: subjects of nobody’s own, and neither people nor users of one tool with subjects of theirs', async () => {
  const world = new World(store)
  /** A frame of four shingles that all have in common, and a phrase of three on one of many subjects. */
  const on = (subject: number, roll: () => number) => ({
    anchors: [2, 4, 6, 8, ...[0, 2, 4].map((i) => 100_000 + 10 * subject + i), ...text(roll, 0, 0, 0, 4)],
  })
  const own = (name: string, count: number, seed: number) =>
    names(name, count).map((account, i) => {
      each(world, [account], 8, seed + i, (roll) => on(1000 * seed + 4 * i + Math.floor(4 * roll()), roll))
      return account
    })
  own('people', 300, 1)
  const tool = own('tool', 40, 2)
  const dealt = each(world, names('dealt', 40), 8, 3, (roll) => on(900_000 + Math.floor(150 * roll()), roll))
  const once = each(world, names('once', 40), 1, 4, (roll) => on(800_000 + Math.floor(40 * roll()), roll))
  const measured = await world.measure(dealtWording, { dealt, tool, once })
  expect(bitsOf(measured.dealt)).toBeGreaterThan(2.5)
  expect(bitsOf(measured.tool)).toBe(-2)
  expect(measured.once).toBeUndefined()
})

test('dealt content: one list at each member’s own hours, and not a tool whose users have subjects of their own', async () => {
  const world = new World(store)
  const lengths = (mean: number, roll: () => number) => ({
    words: Math.floor(mean * (0.8 + 0.4 * roll())),
    output_tokens: Math.floor(3 * mean * (0.8 + 0.4 * roll())),
  })
  const own = (name: string, count: number, seed: number) => {
    const accounts = names(name, count)
    accounts.forEach((account, i) => {
      const mean = 10 * 2 ** (6 * dice(seed + i)())
      each(world, [account], 12, seed + i, (roll) => ({ ...lengths(mean, roll), capability: i % 7 }))
    })
    return accounts
  }
  own('people', 150, 1000)
  const tool = own('tool', 40, 5000)
  const dealt = each(world, names('dealt', 40), 12, 3, (roll) => ({
    ...lengths(120, roll),
    capability: anyCapability(roll),
  }))
  const once = each(world, names('once', 40), 2, 4, (roll) => lengths(120, roll))
  const measured = await world.measure(dealtContent, { dealt, tool, once })
  expect(bitsOf(measured.dealt)).toBeGreaterThan(2.5)
  expect(bitsOf(measured.tool)).toBe(0)
  expect(measured.once).toBeUndefined()
})

test('language breadth: each account in many languages; strangers and translators do not count', async () => {
  const world = new World(store)
  world.people('people', 150, 1, (roll) => ({ capability: anyCapability(roll) }))
  each(world, names('translators', 60), 12, 2, (roll) => ({
    capability: TRANSLATION,
    language: Math.floor(roll() * 9),
  }))
  const broad = each(world, names('broad', 40), 8, 3, (roll) => ({
    capability: MATHEMATICS,
    language: Math.floor(roll() * 9),
  }))
  const translation = each(world, names('translation', 40), 12, 4, (roll) => ({
    capability: TRANSLATION,
    language: Math.floor(roll() * 9),
  }))
  const strangers = names('strangers', 40)
  for (const [i, account] of strangers.entries())
    each(world, [account], 8, 50 + i, () => ({ capability: MATHEMATICS, language: i % 9 }))
  const measured = await world.measure(languageBreadth, { broad, translation, strangers })
  expect(bitsOf(measured.broad)).toBeGreaterThan(1.5)
  expect(bitsOf(measured.translation)).toBeLessThan(0.5)
  expect(bitsOf(measured.strangers)).toBe(0)
})
