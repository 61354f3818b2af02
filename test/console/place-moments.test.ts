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
  const [last] = placeMoments([moment(99, 'a name that is far too long to be told')], 0, 100).placed
  expect(last).toMatchObject({ isLeft: true, name: 'a name that is far too lo…' })
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
