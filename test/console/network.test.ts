// The graph of accounts and values: where things lie, what is drawn, and what lies under the pointer.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fit, moved, toPixels, toUnits, zoomed } from '../../console/src/pictures/network/camera.js'
import { makeFinder } from '../../console/src/pictures/network/nearest.js'
import { layOut, wholeRadius } from '../../console/src/pictures/network/places.js'
import {
  accountsBySignature,
  makeScene,
  type SceneOptions,
  type Told,
  type ToldHolders,
} from '../../console/src/pictures/network/scene.js'
import { dotRadius, splat } from '../../console/src/pictures/network/splat.js'

const SIZE = { width: 800, height: 400 }
/** Values of 90 accounts: the first holds 60 of them, the second 50, the third 3. */
const HOLDERS: ToldHolders = {
  accounts: Array.from({ length: 90 }, (_, index) => `a-${index}`),
  traits: [
    { kind: 'payment', label: 'payment 1', members: range(0, 60) },
    { kind: 'address', label: 'address 2', members: range(30, 80) },
    { kind: 'client', label: 'client 3', members: range(80, 83) },
  ],
}
const TOLD: Told = {
  accounts: 90,
  traits: HOLDERS.traits.map(({ kind, label, members }) => ({ kind, label, inside: members.length })),
  bundles: [
    { traits: [0], accounts: 30, sample: ['a-0'] },
    { traits: [0, 1], accounts: 30, sample: ['a-30'] },
    { traits: [1], accounts: 20, sample: ['a-60'] },
    { traits: [], accounts: 7, sample: ['a-83'] },
    { traits: [2], accounts: 3, sample: ['a-80'] },
  ],
}
const asTheyAre = () => {}
const PLACES = layOut({ ...TOLD, traits: TOLD.traits.length }, asTheyAre)
const OPTIONS: SceneOptions = {
  bySignature: new Map(),
  isAllOpen: false,
  open: undefined,
  wanted: '',
  picked: undefined,
  labelOf: ({ label }) => label,
  countOf: (count) => `${count} accounts`,
}
const ALL = { ...OPTIONS, bySignature: accountsBySignature(HOLDERS, TOLD.traits), isAllOpen: true }

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index)
}

describe('the layout', () => {
  test('covers no bundle by another, whatever their sizes are', () => {
    const bundles = range(0, 120).map((index) => ({
      traits: index % 3 === 0 ? [index % 8] : [index % 8, (index + 3) % 8],
      accounts: 1 + ((index * 37) % 400),
    }))
    const accounts = bundles.reduce((sum, bundle) => sum + bundle.accounts, 0)
    const { bundles: places } = layOut({ accounts, traits: 8, bundles }, asTheyAre)
    expect([...places].every(Number.isFinite)).toBe(true)
    let covered = 0
    for (let a = 0; a < bundles.length; a++)
      for (let b = a + 1; b < bundles.length; b++) {
        const gap = Math.hypot(
          (places[2 * a] ?? 0) - (places[2 * b] ?? 0),
          (places[2 * a + 1] ?? 0) - (places[2 * b + 1] ?? 0),
        )
        const rooms = Math.sqrt(bundles[a]?.accounts ?? 0) + Math.sqrt(bundles[b]?.accounts ?? 0)
        if (gap < 0.98 * rooms) covered++
      }
    expect(covered).toBe(0)
  })

  test('is the same each time, and a filter leaves the values where they are', () => {
    expect(layOut({ ...TOLD, traits: 3 }, asTheyAre)).toEqual(PLACES)
    const known = PLACES.traits.slice(0, 4)
    const some = layOut({ accounts: 90, traits: 2, known, bundles: [{ traits: [0, 1], accounts: 30 }] }, () =>
      expect.unreachable(),
    )
    expect([...some.traits]).toEqual([...known])
  })

  test('lays out what nobody shares anything in', () => {
    expect(layOut({ accounts: 0, traits: 0, bundles: [] }, asTheyAre).traits).toHaveLength(0)
    const { bundles } = layOut({ accounts: 9, traits: 0, bundles: [{ traits: [], accounts: 9 }] }, asTheyAre)
    expect([...bundles].every(Number.isFinite)).toBe(true)
    expect(wholeRadius({ accounts: 0 })).toBe(1)
  })
})

describe('the scene', () => {
  test('draws each account once where all are open, also those of combinations without a disc', () => {
    const { dots, discs } = makeScene({ ...TOLD, bundles: TOLD.bundles.slice(0, 3) }, PLACES, ALL)
    expect([...dots.ids].sort()).toEqual([...HOLDERS.accounts].sort())
    expect(discs.filter(({ isTrait, isOpen }) => !isTrait && !isOpen)).toEqual([])
  })

  test('opens one bundle inside of its disc', () => {
    const { dots, discs } = makeScene(TOLD, PLACES, { ...ALL, isAllOpen: false, open: '0 1' })
    const disc = discs.find(({ key }) => key === 'bundle 0 1')
    expect(dots.ids).toEqual(range(30, 60).map((index) => `a-${index}`))
    dots.ids.forEach((_, dot) => {
      const distance = Math.hypot(
        (dots.places[2 * dot] ?? 0) - (disc?.x ?? 0),
        (dots.places[2 * dot + 1] ?? 0) - (disc?.y ?? 0),
      )
      expect(distance).toBeLessThanOrEqual(disc?.radius ?? 0)
    })
  })

  test('puts what is looked for in front, and dims what does not hold the value that is looked at', () => {
    const found = makeScene(TOLD, PLACES, { ...ALL, wanted: 'a-31' })
    expect(found.dots.ids.at(-1)).toBe('a-31')
    expect([...found.dots.strengths].filter((strength) => strength === 2)).toHaveLength(1)
    const { discs, weights } = makeScene(TOLD, PLACES, { ...OPTIONS, picked: 0 })
    const dim = discs.filter(({ strength }) => strength === 1).map(({ key }) => key)
    expect(dim).toEqual(['bundle 1', 'bundle ', 'bundle 2', 'trait 1', 'trait 2'])
    expect(weights).toHaveLength(2)
  })
})

describe('the camera', () => {
  test('shows all of it, and keeps what is under the pointer when it comes closer', () => {
    const { bounds, discs } = makeScene(TOLD, PLACES, OPTIONS)
    const whole = fit(bounds, SIZE)
    for (const disc of discs) {
      const { x, y } = toPixels(whole, disc, SIZE)
      expect(x > 0 && y > 0 && x < SIZE.width && y < SIZE.height).toBe(true)
    }
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 800 }),
        fc.integer({ min: 0, max: 400 }),
        fc.double({ min: 0.2, max: 8, noNaN: true }),
        (x, y, factor) => {
          const nearer = zoomed(whole, factor, { x, y }, SIZE, whole)
          const before = toUnits(whole, { x, y }, SIZE)
          const after = toUnits(nearer, { x, y }, SIZE)
          expect(Math.hypot(before.x - after.x, before.y - after.y)).toBeLessThan(
            1e-6 * (1 + 1 / whole.scale),
          )
        },
      ),
    )
    const aside = moved(whole, 30, -10)
    expect(toPixels(aside, whole, SIZE)).toEqual({ x: 430, y: 190 })
  })
})

describe('what lies under the pointer', () => {
  const scene = makeScene(TOLD, PLACES, ALL)
  const finder = makeFinder(scene)

  test('is the nearest account, as looking at each tells', () => {
    const camera = fit(scene.bounds, SIZE)
    const traits = scene.discs.filter(({ isTrait }) => isTrait)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 800 }), fc.integer({ min: 0, max: 400 }), (x, y) => {
        const at = toUnits(camera, { x, y }, SIZE)
        const far = (place: { x: number; y: number }) =>
          Math.hypot(place.x - at.x, place.y - at.y) * camera.scale
        fc.pre(traits.every((trait) => far(trait) > trait.radius + 4))
        const distances = scene.dots.ids.map((_, dot) =>
          far({ x: scene.dots.places[2 * dot] ?? 0, y: scene.dots.places[2 * dot + 1] ?? 0 }),
        )
        const least = Math.min(...distances)
        const found = finder.find({ x, y }, camera, SIZE)
        if (least > dotRadius(camera.scale) + 3.001) expect(found).toBeUndefined()
        else if (least < dotRadius(camera.scale) + 2.999)
          expect(distances[scene.dots.ids.findIndex((id) => found?.key === `account ${id}`)]).toBeCloseTo(
            least,
          )
      }),
      { numRuns: 500 },
    )
  })

  test('is a disc where it is not open, and a value above all', () => {
    const closed = makeScene(TOLD, PLACES, OPTIONS)
    const camera = fit(closed.bounds, SIZE)
    for (const disc of closed.discs)
      expect(makeFinder(closed).find(toPixels(camera, disc, SIZE), camera, SIZE)?.key).toBe(disc.key)
    expect(makeFinder(closed).find({ x: 1, y: 1 }, camera, SIZE)).toBeUndefined()
  })
})

describe('dots in pixels', () => {
  const draw = (x: number, y: number, ratio = 1) => {
    const pixels = new Uint32Array(40 * 30).fill(7)
    const dots = { ids: ['a'], places: Float32Array.of(x, y), strengths: Uint8Array.of(0) }
    splat({ pixels, width: 40, height: 30 }, dots, { x: 0, y: 0, scale: 3 }, ratio, [
      '#ff8000',
      '#000000',
      '#000000',
    ])
    return pixels
  }

  test('have their colour in their middle, and nothing elsewhere', () => {
    const pixels = draw(2, -1)
    const [red, green, blue, alpha] = new Uint8Array(pixels.buffer, 4 * ((15 - 3) * 40 + 20 + 6), 4)
    expect([red, green, blue, alpha]).toEqual([255, 128, 0, 255])
    const covered = pixels.reduce((sum, pixel) => sum + (pixel >>> 24) / 255, 0)
    expect(covered / (Math.PI * dotRadius(3) ** 2)).toBeCloseTo(1, 0)
    expect(pixels[0]).toBe(0)
  })

  test('are cut off at every side and left out beyond', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30, max: 30 }), fc.integer({ min: -30, max: 30 }), (x, y) => {
        const pixels = draw(x, y)
        for (let at = 0; at < pixels.length; at++) {
          if ((pixels[at] as number) === 0) continue
          const far = Math.hypot((at % 40) + 0.5 - 20 - 3 * x, Math.floor(at / 40) + 0.5 - 15 - 3 * y)
          expect(far).toBeLessThan(dotRadius(3) + 2)
        }
      }),
    )
  })
})
