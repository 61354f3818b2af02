// Bundles of others come through as they were, and hostile ones end in words.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { Problem } from '../../src/model/problem.js'
import { BUNDLE_LIMITS, readBundle, sortBundle } from '../../src/share/stix/read-bundle.js'
import { VECTORS, vectorsAbsent } from './campaign.js'

const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))
const ID = 'indicator--11111111-1111-4111-8111-111111111111'
const indicator = { type: 'indicator', id: ID, pattern: '[a:b = 1]', valid_from: '2026-01-01T00:00:00Z' }
const bundleOf = (...objects: readonly unknown[]) => ({
  type: 'bundle',
  id: 'bundle--22222222-2222-4222-8222-222222222222',
  objects,
})

describe('what is read', () => {
  test('is written as it came: unknown types, properties and numbers of any length', () => {
    const text = `\ufeff {"x_own" : [1, {"a":[ ]}], "id":"bundle--22222222-2222-4222-8222-222222222222",
 "objects":[{"type":"x-new-thing","id":"x-new-thing--33333333-3333-4333-8333-333333333333","n":12345678901234567890.10,"s":"]},{\\"\\\\","__proto__":{"z":1}}
 , ${JSON.stringify(indicator)}], "type":"bundle"}`
    const read = readBundle(bytes(text), 'own')
    const written = read.write()
    expect(written).toContain('12345678901234567890.10')
    expect(written).toContain('"__proto__":{"z":1}')
    expect(JSON.parse(written)).toEqual(JSON.parse(text.slice(1)))
    expect(read.objects.map(({ text: one }) => JSON.parse(one).type)).toEqual(['x-new-thing', 'indicator'])
  })

  test('of whatever properties means the same when it is read again', () => {
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 6 }), { maxLength: 5 }),
        (more) => {
          const objects = more.map((properties, index) => ({
            ...Object.fromEntries(Object.entries(properties).map(([name, value]) => [`x_${name}`, value])),
            type: 'x-anything',
            id: `x-anything--11111111-1111-4111-8111-${String(index).padStart(12, '0')}`,
          }))
          const told = JSON.parse(JSON.stringify(bundleOf(...objects))) as unknown
          const once = readBundle(bytes(told), 'made').write()
          expect(JSON.parse(once)).toEqual(told)
          expect(readBundle(bytes(once), 'made').write()).toBe(once)
        },
      ),
      { numRuns: 200 },
    )
  })

  test('may be two versions of an object, or the same twice', () => {
    const version = (modified: string) => ({ ...indicator, modified })
    const told = bundleOf(
      version('2026-01-01T00:00:00Z'),
      version('2026-01-02T00:00:00Z'),
      version('2026-01-02T00:00:00Z'),
    )
    expect(readBundle(bytes(told), 'made').objects).toHaveLength(3)
  })

  test('is kept and doubted when one version says two things, or was modified before it was created', () => {
    const told = bundleOf(
      indicator,
      { ...indicator, pattern: '[a:b = 2]' },
      { ...indicator, created: '2026-01-02T00:00:00Z', modified: '2026-01-01T00:00:00Z' },
    )
    const read = readBundle(bytes(told), 'made')
    expect(JSON.parse(read.write())).toEqual(told)
    expect(read.objects.map(({ doubt }) => doubt)).toEqual([
      undefined,
      'has the id and version of an object before it, and says something else',
      'was modified before it was created',
    ])
  })

  test('may be empty', () => {
    const { objects: _, ...empty } = bundleOf()
    expect(readBundle(bytes(empty), 'made').objects).toEqual([])
  })
})

const HOSTILE: readonly (readonly [what: string, input: unknown, says: string])[] = [
  ['deep nesting', `{"type":"bundle","x":${'['.repeat(1_000_000)}`, 'deeper than 64'],
  [
    'deep nesting in an object',
    bundleOf({ ...indicator, x: JSON.parse('['.repeat(80) + ']'.repeat(80)) }),
    'deeper',
  ],
  ['a name twice', '{"type":"bundle","type":"bundle"}', 'twice'],
  ['a name twice, escaped', '{"type":"bundle","\\u0074ype":"bundle"}', 'twice'],
  ['no JSON', '{"type":"bundle"', 'not JSON'],
  ['half a string', '{"type":"bun', 'not JSON'],
  ['nothing', '', 'not JSON'],
  ['a list', '[]', 'not bundle'],
  ['another type', { ...bundleOf(), type: 'report' }, 'not bundle'],
  ['no id', { type: 'bundle', objects: [] }, 'no id'],
  ['objects that are no list', { ...bundleOf(), objects: { length: 1 } }, 'no list'],
  ['an object that is none', bundleOf(null), 'object 1 is no object'],
  ['no type', bundleOf({ id: ID }), 'no type'],
  ['an id of another type', bundleOf({ ...indicator, type: 'campaign' }), 'another type'],
  ['an id that is none', bundleOf({ ...indicator, id: 'indicator--1' }), 'no id'],
  ['a pattern that is a number', bundleOf({ ...indicator, pattern: 5 }), 'pattern that is no text'],
  ['a time that is none', bundleOf({ ...indicator, created: '2026-13-45T00:00:00Z' }), 'no time'],
  ['labels that are a text', bundleOf({ ...indicator, labels: 'a' }), 'labels that is no list'],
  ['extensions that are a list', bundleOf({ ...indicator, extensions: [] }), 'is no object'],
  ['confidence beyond 100', bundleOf({ ...indicator, confidence: 101 }), 'confidence'],
  [
    'an end before its beginning',
    bundleOf({ ...indicator, valid_until: '2025-01-01T00:00:00Z' }),
    'ends before',
  ],
  [
    'a relationship to nothing',
    bundleOf({ type: 'relationship', id: ID.replace('indicator', 'relationship') }),
    'has no',
  ],
]

describe('what is hostile', () => {
  test.each(HOSTILE)('%s ends in a problem', (_, input, says) => {
    expect(() => readBundle(bytes(input), 'theirs')).toThrow(Problem)
    expect(() => readBundle(bytes(input), 'theirs')).toThrow(says)
  })

  test('bytes that are no UTF-8, or too many, end in a problem', () => {
    expect(() => readBundle(Buffer.from([0x7b, 0xff, 0x7d]), 'theirs')).toThrow('not UTF-8')
    expect(() => readBundle(Buffer.alloc(BUNDLE_LIMITS.bytes + 1), 'theirs')).toThrow('larger than')
  })

  test('no input ends otherwise', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      '"type"',
      '"bundle"',
      '"objects"',
      '1',
      ' ',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((all) => all.join('')),
          fc.json(),
        ),
        (text) => {
          try {
            readBundle(bytes(text), 'theirs')
          } catch (error) {
            expect(error).toBeInstanceOf(Problem)
          }
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('what can be used is kept when the rest is left aside', () => {
    const { objects, refused } = sortBundle(
      bytes(bundleOf(indicator, 7, { ...indicator, pattern: 1 })),
      'theirs',
    )
    expect(objects.map(({ object }) => object.id)).toEqual([ID])
    expect(refused).toMatchObject([
      { place: 2, why: 'is no object', text: '7' },
      { place: 3, why: 'has a pattern that is no text' },
    ])
  })
})

const folder = mkdtempSync(join(tmpdir(), 'stillwatch-bundles-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
if (vectorsAbsent !== undefined) console.warn(`skipped: OASIS’s examples (${vectorsAbsent})`)
const examples = vectorsAbsent === undefined ? unpackExamples() : []

describe.skipIf(vectorsAbsent !== undefined)(
  'OASIS’s examples (skipped where ../shared/data is absent)',
  () => {
    test.each(examples)('%s comes through', (_, path) => {
      const told = readFileSync(path, 'utf8')
      // One of them is an object without a bundle.
      const text = /"type": "bundle"/.test(told) ? told : JSON.stringify(bundleOf(JSON.parse(told)))
      const read = readBundle(Buffer.from(text), path)
      expect(JSON.parse(read.write())).toEqual(JSON.parse(text))
    })
  },
)

/** Name and path of each example that is a bundle. */
function unpackExamples(): (readonly [name: string, path: string])[] {
  execFileSync('tar', ['-xzf', join(VECTORS, 'stix2_schemas_examples.tar.gz'), '-C', folder])
  const from = join(folder, 'stix2_schemas', 'examples')
  return readdirSync(from, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => [name, join(from, name)])
}
