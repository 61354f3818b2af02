// Every language has every text, with the same places for values, and says it in its own words.
import { describe, expect, test } from 'vitest'
import { en } from '../../console/src/messages/en.js'
import { ja } from '../../console/src/messages/ja.js'
import type { Message, Messages } from '../../console/src/messages/message.js'
import { EXPLANATIONS } from '../../src/campaigns/explanations.js'
import { CAPABILITIES } from '../../src/fingerprint/lexicon.js'
import { listProjectFiles, readProjectFile } from '../repository/tree.js'

const LANGUAGES: Readonly<Record<string, Messages>> = { en, ja }
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
