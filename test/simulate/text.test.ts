// The generator's promises: habits persist, strangers differ, every language and purpose has words, seeds decide all.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom, fork, gamma, poisson, sample } from '../../simulate/random.js'
import { SCENARIO_SETS } from '../../simulate/scenario.js'
import { createExpander } from '../../simulate/text/grammar.js'
import { LANGUAGE_CODES } from '../../simulate/text/languages.js'
import { PURPOSES } from '../../simulate/text/purposes/purpose.js'
import { drawAnswer, drawItem, drawTemplate } from '../../simulate/text/purposes/template.js'
import { ask, drawVoice, followUp, lazyAsk, reply, task } from '../../simulate/text/voice.js'
import { deal } from '../../simulate/timing/queue.js'

function shingles(text: string, size: number): Set<string> {
  const words = text.toLowerCase().split(/\s+/)
  return new Set(
    Array.from({ length: Math.max(0, words.length - size + 1) }, (_, i) =>
      words.slice(i, i + size).join(' '),
    ),
  )
}

describe('texts', () => {
  it('leave no slot unfilled in any language', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(...LANGUAGE_CODES), (seed, language) => {
        const random = createRandom(seed)
        const voice = drawVoice(random, language)
        const all = [
          ask(voice, random),
          followUp(voice, random),
          lazyAsk(language, random),
          reply(language, random, 3),
          task(language, random),
        ]
        for (const text of all) {
          expect(text.trim()).not.toBe('')
          expect(text).not.toMatch(/[{}]|undefined/)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('let strangers seldom share eight words in a row', () => {
    const owners = new Map<string, Set<number>>()
    const texts: { readonly owner: number; readonly own: Set<string> }[] = []
    for (let owner = 0; owner < 400; owner++) {
      const random = createRandom(owner)
      const voice = drawVoice(random, 'en')
      for (let i = 0; i < 4; i++) {
        const own = shingles(ask(voice, random), 8)
        texts.push({ owner, own })
        for (const shingle of own) {
          const known = owners.get(shingle)
          if (known === undefined) owners.set(shingle, new Set([owner]))
          else known.add(owner)
        }
      }
    }
    const shared = texts.filter(({ own }) => [...own].some((shingle) => (owners.get(shingle)?.size ?? 0) > 2))
    expect(shared.length / texts.length).toBeLessThan(0.05)
  })

  it('keep a writer’s habits', () => {
    const expand = createExpander({ word: Array.from({ length: 50 }, (_, i) => `w${i}`) })
    const random = createRandom(1)
    const habit = { key: 99, breadth: 0.1 }
    const used = new Set(Array.from({ length: 300 }, () => expand('word', random, '', habit)))
    expect(used.size).toBeLessThanOrEqual(5)
  })

  it('have templates, items and answers for every purpose and language in every bank', () => {
    for (const purpose of PURPOSES) {
      for (const language of LANGUAGE_CODES) {
        for (const bank of SCENARIO_SETS) {
          const random = createRandom(5)
          const item = drawItem(random, purpose, language, bank)
          const { system = '', user } = drawTemplate(random, purpose, language, bank).fill(item, 3)
          expect(system + user).toContain(item)
          expect(system + user).not.toMatch(/\{(n|language)\}/)
          expect(drawAnswer(random, purpose, language)).not.toBe('')
        }
      }
    }
  })
})

describe('randomness', () => {
  it('forks by name, not by what was drawn before', () => {
    const first = createRandom(3)
    const second = createRandom(3)
    first.next()
    expect(fork(first, 'x').next()).toBe(fork(second, 'x').next())
    expect(fork(first, 'x').next()).not.toBe(fork(first, 'y').next())
  })

  it('has the means it promises', () => {
    const random = createRandom(11)
    const mean = (draw: () => number): number =>
      Array.from({ length: 4000 }, draw).reduce((a, b) => a + b, 0) / 4000
    expect(mean(() => poisson(random, 4))).toBeCloseTo(4, 0)
    expect(mean(() => poisson(random, 200)) / 200).toBeCloseTo(1, 1)
    expect(mean(() => gamma(random, 0.5, 2))).toBeCloseTo(1, 0)
  })

  it('samples without repetition', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(20), (seed, count) => {
        const drawn = sample(createRandom(seed), [1, 2, 3, 4, 5, 6, 7, 8], count)
        expect(new Set(drawn).size).toBe(Math.min(8, count))
      }),
      { numRuns: 50 },
    )
  })
})

describe('deal', () => {
  it('hands out every item in time order, within the daily cap', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3 * 86_400_000 }), { maxLength: 200 }),
        fc.constantFrom('round-robin', 'random', 'sticky', 'least-used'),
        (times, dealing) => {
          const deals = deal(createRandom(2), times, { members: 5, dealing, dailyCap: 6 })
          expect(deals.length).toBeLessThanOrEqual(times.length)
          const used = new Map<string, number>()
          deals.forEach(({ ts, member, item }, index) => {
            expect(item).toBe(index)
            expect(member).toBeLessThan(5)
            const key = `${member} ${Math.floor(ts / 86_400_000)}`
            used.set(key, (used.get(key) ?? 0) + 1)
          })
          for (const count of used.values()) expect(count).toBeLessThanOrEqual(6)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('deals in turn to nearly equal shares', () => {
    const deals = deal(
      createRandom(2),
      Array.from({ length: 103 }, (_, i) => i * 1000),
      { members: 10, dealing: 'round-robin' },
    )
    const counts = Array.from(
      { length: 10 },
      (_, member) => deals.filter((one) => one.member === member).length,
    )
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
  })
})
