// The reference is generated from the code; a page that is out of date fails here with the command that mends it.
import { describe, expect, test } from 'vitest'
import { readProblems } from '../../scripts/problems.js'
import { readReference, renderReference } from '../../scripts/reference.js'
import { SOURCES } from '../../src/sources/catalog.js'
import { listProjectFiles, ROOT } from './tree.js'

const rendered = await renderReference()
const written = readReference()

describe('docs/reference', () => {
  test('holds the generated pages and no others', () => {
    expect([...written.keys()].sort()).toEqual([...rendered.keys()].sort())
  })

  test.each([...rendered.keys()])('%s is what `npm run reference` writes', (name) => {
    expect(written.get(name), 'run `npm run reference`').toBe(rendered.get(name))
  })
})

test('every problem says what happened', () => {
  const silent = readProblems(ROOT).filter(({ code, texts }) => code !== 'engine' && texts.length === 0)
  expect(silent).toEqual([])
})

/** What is read by a map and not by a source of its own. */
const MAPPED = 'table'

test('every source has a page, and every page a source', () => {
  const pages = listProjectFiles()
    .filter((path) => /^docs\/sources\/(?!README).*\.md$/.test(path))
    .map((path) => path.slice('docs/sources/'.length, -'.md'.length))
  expect(pages).toEqual([...SOURCES.map(({ id }) => id), MAPPED].sort())
})
