// The plan of the evasion curves: every point once, and nothing in a world that ties two campaigns together.
import { describe, expect, it } from 'vitest'
import { allCurves, textsOf } from '../../bench/detection/evasion/points.js'
import { controlWorlds, planWorlds, scenarioOf, volumeWorlds } from '../../bench/detection/evasion/worlds.js'
import { findScenario } from '../../simulate/catalog.js'

describe.each([1, 2, 3])('worlds of seed %i', (seed) => {
  const curves = allCurves()
  const worlds = planWorlds(curves, seed)

  it('place every point once', () => {
    const placed = worlds.flatMap(({ points }) =>
      points.map(({ point }) => `${point.lever} ${point.specification}`),
    )
    const wanted = curves.flatMap(({ points }) => points.map((one) => `${one.lever} ${one.specification}`))
    expect(placed.toSorted()).toEqual(wanted.toSorted())
  })

  it('hold no two campaigns with a template or a paraphrased purpose in common', () => {
    for (const { points } of worlds) {
      const fixed = points.filter(({ point }) => textsOf(point).fixed).map(({ purpose }) => purpose)
      const reworded = points
        .filter(({ point }) => textsOf(point).reworded)
        .map(({ purpose }) => purpose.split('/')[0])
      expect(new Set(fixed).size).toBe(fixed.length)
      expect(new Set(reworded).size).toBe(reworded.length)
    }
  })

  it('give one purpose to all values of a curve', () => {
    for (const { base, lever, points } of curves.filter((one) => one.lever !== 'combination')) {
      const purposes = worlds.flatMap((world) =>
        world.points.filter(({ point }) => point.base === base && point.lever === lever),
      )
      expect(purposes).toHaveLength(points.length)
      expect(new Set(purposes.map(({ purpose }) => purpose)).size).toBe(1)
    }
  })

  it('have every control once, alone', () => {
    const controls = controlWorlds(worlds)
    expect(controls).toHaveLength(4)
    for (const { points } of controls) expect(points).toHaveLength(1)
  })

  it('are scenarios', () => {
    for (const world of [...worlds, ...volumeWorlds(seed)])
      expect(findScenario(scenarioOf(world)).kind).toBe('attack')
  })
})
