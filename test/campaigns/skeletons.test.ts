// Skeletons keep the words that all samples share and mark where they differ.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SLOT, skeletonOf } from '../../src/campaigns/skeletons.js'

test('shared words stay, a slot stands where samples differ', () => {
  expect(
    skeletonOf([
      'Explain the theorem of Noether step by step.',
      'Explain the theorem of Bolzano and Weierstrass step by step.',
      'Explain the theorem of Gauss step by step.',
    ]),
  ).toBe(`Explain the theorem of ${SLOT} step by step.`)
})

test('a slot may come first, last, or where one sample has nothing', () => {
  expect(skeletonOf(['Rome: write three hard questions', 'Oslo: write three hard questions'])).toBe(
    `${SLOT} write three hard questions`,
  )
  expect(skeletonOf(['write three questions about Rome', 'write three questions about Oslo'])).toBe(
    `write three questions about ${SLOT}`,
  )
  expect(skeletonOf(['write three hard questions about it', 'write three questions about it'])).toBe(
    `write three ${SLOT} questions about it`,
  )
})

test('a slot that any pair of samples shows is kept', () => {
  const same = 'answer as json with one key only'
  expect(skeletonOf([same, 'answer as json with one long key only', same])).toBe(
    `answer as json with one ${SLOT} key only`,
  )
  expect(skeletonOf([same, same])).toBe(same)
})

test('a later sample that lacks a word opens a slot across an earlier one', () => {
  expect(skeletonOf(['a b c d e f', 'a b c X d e f', 'a b d e f'])).toBe(`a b ${SLOT} d e f`)
})

test('lines stay lines', () => {
  expect(
    skeletonOf(['Role: tutor\nTask: solve 12\nShow work', 'Role: tutor\nTask: solve 7\nShow work']),
  ).toBe(`Role: tutor\nTask: solve ${SLOT} Show work`)
})

test('scripts without spaces are compared by character', () => {
  expect(skeletonOf(['请把苹果翻译成英文', '请把河翻译成英文'])).toBe(`请把 ${SLOT} 翻译成英文`)
})

test('too little in common is no skeleton', () => {
  expect(skeletonOf([])).toBeUndefined()
  expect(skeletonOf(['only one sample of the text'])).toBeUndefined()
  expect(skeletonOf(['one two three four', 'five six seven eight'])).toBeUndefined()
  expect(skeletonOf(['keep these three alpha', 'keep these three beta'])).toBeUndefined()
  expect(skeletonOf(['keep these four words alpha', 'keep these four words beta'])).toBeDefined()
  expect(skeletonOf(['- - - - - one', '- - - - - two'])).toBeUndefined()
})

test('every word between slots is in every sample, in order', () => {
  const text = fc
    .array(fc.constantFrom('red', 'green', 'blue', 'one', 'two', 'three', 'four'), {
      minLength: 6,
      maxLength: 25,
    })
    .map((words) => words.join(' '))
  fc.assert(
    fc.property(fc.array(text, { minLength: 2, maxLength: 4 }), (samples) => {
      const words = skeletonOf(samples)
        ?.split(/\s+/)
        .filter((word) => word !== SLOT)
      if (words === undefined) return
      expect(words.length).toBeGreaterThanOrEqual(4)
      for (const sample of samples) {
        let at = 0
        for (const word of sample.split(' ')) if (word === words[at]) at++
        expect(at).toBe(words.length)
      }
    }),
    { numRuns: 150, seed: 7 },
  )
})
