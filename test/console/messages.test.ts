// Every language has every text, with the same places for values, and says it in its own words.
import { describe, expect, test } from 'vitest'
import { en } from '../../console/src/messages/en.js'
import { messages as ja, problems, sentences } from '../../console/src/messages/ja.js'
import type { Message, Messages } from '../../console/src/messages/message.js'
import { readProblems } from '../../scripts/problems.js'
import { EXPLANATIONS } from '../../src/campaigns/explanations.js'
import { CAPABILITIES } from '../../src/fingerprint/lexicon.js'
import { retell, type Sentences } from '../../src/languages/retell.js'
import { listed, say, word } from '../../src/model/sentence.js'
import { listProjectFiles, ROOT, readProjectFile } from '../repository/tree.js'
import { factNames, listedWords, spokenTemplates, toldProblems } from './sentences.js'

const LANGUAGES: Readonly<Record<string, Messages>> = { en, ja }
/** What the engine says, in the languages that it doesn't speak. */
const SENTENCES: Readonly<Record<string, Sentences>> = { ja: sentences }
/** Texts that are the same everywhere: names and abbreviations. */
const SAME = new Set(['app.name', 'shell.utc', 'table.csv', 'time.utc', 'operator.vpn'])

const formsOf = (message: Message) => (typeof message === 'string' ? [message] : Object.values(message))
const placesIn = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort()

describe.each(Object.entries(LANGUAGES))('%s', (name, messages) => {
  test('has every text and no other', () => {
    expect(Object.keys(messages).sort()).toEqual(Object.keys(en).sort())
  })

  test('has the places of English in each form', () => {
    const other = Object.entries(messages).filter(([key, message]) => {
      const wanted = new Set(placesIn(formsOf(en[key as keyof typeof en]).at(-1) ?? ''))
      // The number itself may be left out where the words tell it.
      const [last = ''] = formsOf(message).slice(-1)
      return JSON.stringify(placesIn(last).sort()) !== JSON.stringify([...wanted].sort())
    })
    expect(other.map(([key]) => key)).toEqual([])
  })

  test('leaves no text empty, and none as English has it', () => {
    const empty = Object.entries(messages).filter(([, message]) =>
      formsOf(message).some((form) => form.trim() === ''),
    )
    expect(empty).toEqual([])
    if (name === 'en') return
    const same = Object.entries(messages).filter(
      ([key, message]) =>
        !SAME.has(key) && JSON.stringify(message) === JSON.stringify(en[key as keyof typeof en]),
    )
    expect(same.map(([key]) => key)).toEqual([])
  })
})

test('what the analysis names has a text', () => {
  const wanted = [
    ...EXPLANATIONS.map(({ name }) => `explanation.${name}`),
    ...CAPABILITIES.map((name) => `capability.${name}`),
  ]
  expect(wanted.filter((key) => !(key in en))).toEqual([])
})

test('what the audit says was done has a text', () => {
  const source = listProjectFiles()
    .filter((path) => /^src\/(server|cli)\/.*\.ts$/.test(path))
    .map(readProjectFile)
    .join('\n')
  const done = [...source.matchAll(/(?:action: |note\(flags, )'([a-z]+\.[a-z-]+)'/g)].map(
    ([, action]) => action,
  )
  expect(done.length).toBeGreaterThan(25)
  expect([...new Set(done)].filter((action) => !(`done.${action}` in en))).toEqual([])
})

test('no text is kept that nobody says', () => {
  const code = listProjectFiles()
    .filter((path) => /^console\/src\/(?!messages\/(en|ja)).*\.tsx?$/.test(path))
    .map(readProjectFile)
    .join('\n')
  const stems = new Set([...code.matchAll(/`(\w+)\.(?:[\w.-]+\.)?\$\{/g)].map(([, stem]) => stem))
  const terms = new Set([...code.matchAll(/term\(\s*'([\w-]+)'/g)].map(([, kind]) => kind))
  const unused = Object.keys(en).filter((key) => {
    const [stem = ''] = key.split('.')
    return !code.includes(`'${key}'`) && !stems.has(stem) && !terms.has(stem)
  })
  expect(unused).toEqual([])
})

describe('what the engine says', () => {
  const templates = spokenTemplates()
  const failures = toldProblems(new Set(Object.keys(problems)))
  const all = [
    ...new Set([
      ...templates.map(({ template }) => template),
      ...listedWords(),
      ...factNames(),
      ...failures.texts,
    ]),
  ]

  test('stands in sentences, and no words in their values', () => {
    expect(all.length).toBeGreaterThan(400)
    expect(templates.filter(({ loose }) => loose.length > 0)).toEqual([])
  })

  test.each(Object.entries(SENTENCES))('has a text in %s, with the same values', (name, own) => {
    const words = { messages: LANGUAGES[name] as Messages, sentences: own }
    const valuesOf = (text: string) => [...new Set(text.match(/\{\d+\}/g))].sort()
    const marks = (text: string) => valuesOf(text).map((place) => `<${place}>`)
    const untold = all.filter(
      (template) => retell({ template, values: marks(template) }, words) === undefined,
    )
    expect(untold).toEqual([])
    const other = Object.entries(own).filter(
      ([template, text]) => valuesOf(template).join() !== valuesOf(text).join() || text.trim() === '',
    )
    expect(other).toEqual([])
    expect(Object.keys(own).filter((template) => !all.includes(template))).toEqual([])
  })

  test('stands in sentences too where something fails', () => {
    expect(failures.loose).toEqual([])
    expect(failures.texts.length).toBeGreaterThan(60)
  })

  test('and what fails by codes that there are', () => {
    const codes = new Set(readProblems(ROOT).map(({ code }) => code))
    expect(Object.keys(problems).filter((code) => !codes.has(code))).toEqual([])
  })

  test('is told with its values in the order of the language, and sentences within sentences', () => {
    const words = { messages: ja, sentences }
    const shared = say`${3} of ${5} owners share ${say`payment instruments`} with another member; ${'0.1'} would be expected of as many owners drawn from everyone else`
    expect(shared.text).toBe(
      '3 of 5 owners share payment instruments with another member; 0.1 would be expected of as many owners drawn from everyone else',
    )
    expect(retell(shared, words)).toBe(
      '所有者 5 人のうち 3 人が、ほかのメンバーと支払い手段を共有しています。それ以外の全体から同数の所有者を選んだ場合の期待値は 0.1 人です',
    )
    const asked = say`exchanges ask for ${listed([word('coding'), word('language-coercion')])}`
    expect(asked.text).toBe('exchanges ask for coding; language-coercion')
    expect(retell(asked, words)).toBe('リクエストが求めているもの：コーディング、言語の強制')
    expect(retell({ template: 'said by a newer service', values: [] }, words)).toBeUndefined()
  })
})
