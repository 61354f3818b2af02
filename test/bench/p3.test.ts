// Fixed text of templates, and which templates are one wording, by hand.
import { describe, expect, it } from 'vitest'
import { countAmbiguous, fixedRuns, wordingOf } from '../../bench/detection/real-data/p3.js'

const prompt = (template: string, text: string) => ({ id: '', template, text })

describe('labelled prompts', () => {
  const runs = fixedRuns([
    prompt('asks', 'Please read this text: one two'),
    prompt('asks', 'Please read this text: three, four'),
    prompt('same', 'please READ this text other'),
    prompt('same', 'Please read this text'),
    prompt('bare', 'one two three'),
    prompt('bare', 'four five six'),
  ])

  it('have as fixed text what stands in nearly all prompts of a template', () => {
    expect(runs.get('asks')).toEqual(['please read this', 'read this text'])
    expect(runs.get('bare')).toEqual([])
  })

  it('are of one wording when the fixed text is the same', () => {
    expect([...wordingOf(runs)]).toEqual([
      ['asks', 'asks'],
      ['same', 'asks'],
      ['bare', 'bare'],
    ])
  })

  it('count the same text under several templates as ambiguous', () => {
    expect(countAmbiguous([prompt('a', 'x'), prompt('b', 'x'), prompt('b', 'y'), prompt('b', 'y')])).toBe(2)
  })
})
