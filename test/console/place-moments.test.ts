// Names of moments above a picture: none covers another, and none runs out of the picture.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeMoments } from '../../console/src/pictures/place-moments.js'

const moment = (at: number, name = 'model') => ({ at, name, ink: '#000000' })

test('names that would cover each other stand in rows', () => {
  const { placed, rows } = placeMoments([moment(10), moment(11), moment(90), moment(500)], 0, 100)
  expect(placed.map(({ at, row, isLeft }) => [at, row, isLeft])).toEqual([
    [10, 0, false],
    [11, 1, false],
    [90, 0, false],
  ])
  expect(rows).toBe(2)
})

test('a name is told whole where there is room, shorter where there is less, and not at all where there is none', () => {
  const name = 'meridian-large-4 is announced by its makers'
  const told = (width: number, ...at: number[]) =>
    placeMoments(
      at.map((one) => moment(one, name)),
      0,
      100,
      width,
    ).placed
  expect(told(1000, 10)).toMatchObject([{ name, isLeft: false, row: 0 }])
  expect(told(1000, 99)).toMatchObject([{ name, isLeft: true, row: 0 }])
  expect(told(260, 50)).toMatchObject([{ name: 'meridian-larg…' }])
  expect(told(1000, 50, 50, 50, 50, 50).map(({ row }) => row)).toEqual([0, 1, 2, 3, undefined])
})

test('all keep their line, and names at one height keep apart', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 40 }), (times) => {
      const { placed, rows } = placeMoments(
        times.map((at) => moment(at)),
        0,
        1000,
      )
      expect(placed).toHaveLength(times.length)
      expect(rows).toBeLessThanOrEqual(4)
      for (let row = 0; row < rows; row++) {
        const there = placed.filter((one) => one.row === row && !one.isLeft).map(({ at }) => at)
        for (let next = 1; next < there.length; next++)
          expect((there[next] ?? 0) - (there[next - 1] ?? 0)).toBeGreaterThan(50)
      }
    }),
  )
})
