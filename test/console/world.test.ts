// The map: boundaries that are cut at the date line, where countries are marked, and the projection.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutAtDateLine, middlesOf } from '../../console/src/pictures/boundaries.js'
import { CODE_OF } from '../../console/src/pictures/country-codes.js'
import { project, unproject } from '../../console/src/pictures/equal-earth.js'

const country = (name: string, ...outer: [number, number][][]) => ({
  type: 'Feature' as const,
  properties: { name },
  geometry: { type: 'MultiPolygon' as const, coordinates: outer.map((ring) => [ring]) },
})
const box = (left: number, top: number, right: number, bottom: number): [number, number][] => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
  [left, top],
]

test('what crosses the date line is drawn at either end of the map and not across it', () => {
  const { geometry } = cutAtDateLine(country('RU', box(170, 60, -170, 70), box(20, 50, 60, 60)))
  const spans = geometry.coordinates.map(([ring = []]) => {
    const longitudes = ring.map(([x = 0]) => x)
    return [Math.min(...longitudes), Math.max(...longitudes)]
  })
  expect(spans).toEqual([
    [170, 180],
    [-180, -170],
    [20, 60],
  ])
})

test('a country is marked in the middle of its largest part, islands under its code aside', () => {
  const told = middlesOf([
    country('AU', box(110, -40, 150, -10), box(0, 0, 1, 1)),
    country('AU', box(60, 0, 62, 2)),
  ])
  expect(told.get('AU')).toEqual([130, -25])
})

test('every country of the boundaries has its two letters, but five that have no number', () => {
  const path = createRequire(import.meta.url).resolve('world-atlas/countries-50m.json')
  const atlas = JSON.parse(readFileSync(path, 'utf8')) as {
    objects: { countries: { geometries: { id?: string; properties: { name: string } }[] } }
  }
  const unknown = atlas.objects.countries.geometries.filter(({ id }) => !CODE_OF.has(id ?? ''))
  expect(unknown.map(({ properties }) => properties.name).sort()).toEqual([
    'Indian Ocean Ter.',
    'Kosovo',
    'N. Cyprus',
    'Siachen Glacier',
    'Somaliland',
  ])
  expect([CODE_OF.get('702'), CODE_OF.get('392'), CODE_OF.get('826')]).toEqual(['SG', 'JP', 'GB'])
})

test('the projection has areas as they are on the globe, and finds its way back', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -175, max: 175, noNaN: true }),
      fc.double({ min: -84, max: 84, noNaN: true }),
      (longitude, latitude) => {
        const [x, y] = project([longitude, latitude])
        const [back, there] = unproject([x, y])
        expect(back).toBeCloseTo(longitude, 6)
        expect(there).toBeCloseTo(latitude, 6)
        const step = 1e-4
        const [right] = project([longitude + step, latitude])
        const [, up] = project([longitude, latitude + step])
        const area = ((right - x) * (y - up)) / (step * (Math.PI / 180)) ** 2
        expect(area).toBeCloseTo(Math.cos((latitude * Math.PI) / 180), 3)
      },
    ),
  )
})
