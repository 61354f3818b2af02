// Reading the start of an input: splitting into documents, closing what was cut, and patterns of file names.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DocumentSplitter } from '../../src/sources/document-splitter.js'
import { sampleOf } from '../../src/sources/sample.js'

function split(text: string, size: number): string[] {
  const splitter = new DocumentSplitter()
  const documents: string[] = []
  for (let i = 0; i < text.length; i += size) documents.push(...splitter.push(text.slice(i, i + size)))
  return splitter.rest === '' ? documents : [...documents, splitter.rest]
}

const object = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 })

test('objects come out whole, however they are laid out and chunked', () => {
  fc.assert(
    fc.property(
      fc.array(object),
      fc.integer({ min: 1, max: 30 }),
      fc.constantFrom(0, 2),
      (objects, size, indent) => {
        const expected = objects.map((o) => JSON.parse(JSON.stringify(o)) as unknown)
        const each = objects.map((o) => JSON.stringify(o, null, indent))
        for (const text of [
          JSON.stringify(objects, null, indent),
          each.join('\n'),
          each.join(''),
          each.join(' , '),
        ])
          expect(split(text, size).map((document) => JSON.parse(document) as unknown)).toEqual(expected)
      },
    ),
    { numRuns: 60 },
  )
})

test('what lies between is kept, and a document that never ends does not swallow the next', () => {
  expect(split('[{"a":1}, 5, {"b":2}]', 3)).toEqual(['{"a":1}', ', 5,', '{"b":2}'])
  expect(split('{"a":"cut\n{"b":2}\n{"c":{"d":', 4)).toEqual(['{"a":"cut', '{"b":2}', '{"c":{"d":'])
})

test('a document cut anywhere still shows its first fields', () => {
  const text = JSON.stringify({ id: 'a', ts: 1, account: { x: [1, 2, { y: 'a,"}' }] }, rest: 'long' })
  for (let end = 12; end < text.length; end++)
    expect(sampleOf(text.slice(0, end)).documents[0]).toMatchObject({ id: 'a' })
  expect(sampleOf(`[${text},{"id":`).documents).toHaveLength(1)
  expect(sampleOf('no json').documents).toEqual([])
})
