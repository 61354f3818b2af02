// Anchors that travel together become families; others do not.
import { expect, test } from 'vitest'
import { type Family, groupAnchors as groupSketches } from '../../src/campaigns/templates.js'
import { range } from './world.js'

interface Row {
  readonly anchor: number
  readonly sketch: readonly number[]
}
const row = (anchor: number, sketch: readonly number[]): Row => ({ anchor, sketch })
const groupAnchors = (rows: readonly Row[]): Family[] =>
  groupSketches({
    anchors: Uint32Array.from(rows, ({ anchor }) => anchor),
    sizes: Uint32Array.from(rows, ({ sketch }) => sketch.length),
    exchanges: Uint32Array.from(rows.flatMap(({ sketch }) => sketch)),
  })

test('anchors of the same exchanges are one family, of other exchanges another', () => {
  const families = groupAnchors([
    row(11, range(0, 24)),
    row(21, range(100, 124)),
    row(12, range(0, 24)),
    row(22, range(100, 124)),
    row(13, range(0, 24)),
  ])
  expect(families).toEqual([
    { id: 1, anchors: [11, 12, 13] },
    { id: 2, anchors: [21, 22] },
  ])
})

test('an anchor that travels alone is no family', () => {
  expect(groupAnchors([])).toEqual([])
  expect(groupAnchors([row(1, range(0, 24)), row(2, range(50, 74))])).toEqual([])
})

test('half of the exchanges in common join two anchors, and one less does not', () => {
  const first = row(1, range(1, 25))
  const half = row(2, [...range(1, 13), ...range(25, 37)])
  const less = row(2, [...range(1, 12), ...range(25, 38)])
  expect(groupAnchors([first, half]).map((family) => family.anchors)).toEqual([[1, 2]])
  expect(groupAnchors([first, less])).toEqual([])
})

test('an anchor between two others joins them', () => {
  const one = row(1, range(1, 25))
  const between = row(2, [...range(1, 13), ...range(25, 37)])
  const other = row(3, [...range(1, 7), ...range(25, 37), ...range(40, 46)])
  expect(groupAnchors([one, other])).toEqual([])
  expect(groupAnchors([one, between, other]).map((family) => family.anchors)).toEqual([[1, 2, 3]])
})

test('anchors of few exchanges are compared on all of them', () => {
  expect(groupAnchors([row(1, [3, 5, 7, 9]), row(2, [3, 5, 7, 9])])).toHaveLength(1)
  expect(groupAnchors([row(1, [3, 5, 7, 9]), row(2, [3, 6, 8, 10])])).toEqual([])
})

test('a long list of anchors of one text stays together', () => {
  const families = groupAnchors(range(0, 500).map((anchor) => row(anchor, range(0, 24))))
  expect(families).toEqual([{ id: 1, anchors: range(0, 500) }])
})
