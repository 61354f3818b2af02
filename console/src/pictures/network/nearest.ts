// What lies under the pointer: discs by looking at each, accounts by a grid of cells.
import { type Camera, type Point, type Size, toUnits } from './camera.js'
import type { Dots, Scene } from './scene.js'
import { dotRadius } from './splat.js'

export interface Found {
  /** Of a disc, or `account ID`. */
  readonly key: string
  readonly label: string
  /** In units, and the radius in pixels. */
  readonly place: Point
  readonly radius: number
}

/** Pixels beside something that still hit it. */
const REACH = 3
export const SMALLEST_DISC = 3
/** Radius of one account's share of a disc: few accounts are not drawn as large as there is room. */
const LARGEST_ACCOUNT = 8

export interface Finder {
  find(at: Point, camera: Camera, size: Size): Found | undefined
}

export function makeFinder({ discs, dots }: Scene): Finder {
  const grid = makeGrid(dots)
  return {
    find(at, camera, size) {
      const { x, y } = toUnits(camera, at, size)
      const far = (place: Point) => Math.hypot(place.x - x, place.y - y) * camera.scale
      const hit = (isTrait: boolean) =>
        discs.find(
          (disc) => disc.isTrait === isTrait && !disc.isOpen && far(disc) <= discRadius(disc, camera) + REACH,
        )
      const trait = hit(true)
      if (trait) return { key: trait.key, label: trait.label, place: trait, radius: trait.radius }
      const dot = grid.nearest(x, y, (dotRadius(camera.scale) + REACH) / camera.scale)
      if (dot !== undefined) {
        const id = dots.ids[dot] ?? ''
        const place = { x: dots.places[2 * dot] ?? 0, y: dots.places[2 * dot + 1] ?? 0 }
        return { key: `account ${id}`, label: id, place, radius: dotRadius(camera.scale) }
      }
      const bundle = hit(false)
      return (
        bundle && { key: bundle.key, label: bundle.label, place: bundle, radius: discRadius(bundle, camera) }
      )
    },
  }
}

/** In pixels. */
export function discRadius(
  { isTrait, radius }: { readonly isTrait: boolean; readonly radius: number },
  { scale }: Camera,
): number {
  return isTrait ? radius : Math.max(SMALLEST_DISC, radius * Math.min(scale, LARGEST_ACCOUNT))
}

/** Dots in each cell, one cell after the other. */
function makeGrid({ places, strengths }: Dots): {
  nearest(x: number, y: number, within: number): number | undefined
} {
  const count = strengths.length
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let dot = 0; dot < count; dot++) {
    left = Math.min(left, places[2 * dot] as number)
    right = Math.max(right, places[2 * dot] as number)
    top = Math.min(top, places[2 * dot + 1] as number)
    bottom = Math.max(bottom, places[2 * dot + 1] as number)
  }
  const side = Math.max(1, Math.ceil(Math.sqrt(count / 4)))
  const wide = Math.max(right - left, 1e-6) / side
  const high = Math.max(bottom - top, 1e-6) / side
  const column = (x: number) => Math.min(side - 1, Math.max(0, Math.floor((x - left) / wide)))
  const row = (y: number) => Math.min(side - 1, Math.max(0, Math.floor((y - top) / high)))
  const cellOf = (dot: number) =>
    row(places[2 * dot + 1] as number) * side + column(places[2 * dot] as number)
  const starts = new Uint32Array(side * side + 1)
  for (let dot = 0; dot < count; dot++) starts[cellOf(dot) + 1] = (starts[cellOf(dot) + 1] as number) + 1
  for (let cell = 0; cell < side * side; cell++)
    starts[cell + 1] = (starts[cell + 1] as number) + (starts[cell] as number)
  const next = starts.slice()
  const sorted = new Uint32Array(count)
  for (let dot = 0; dot < count; dot++) {
    const cell = cellOf(dot)
    sorted[next[cell] as number] = dot
    next[cell] = (next[cell] as number) + 1
  }
  return {
    nearest(x, y, within) {
      if (count === 0) return undefined
      let best: number | undefined
      let least = within * within
      for (let r = row(y - within); r <= row(y + within); r++)
        for (let c = column(x - within); c <= column(x + within); c++)
          for (let at = starts[r * side + c] as number; at < (starts[r * side + c + 1] as number); at++) {
            const dot = sorted[at] as number
            const dx = (places[2 * dot] as number) - x
            const dy = (places[2 * dot + 1] as number) - y
            const distance = dx * dx + dy * dy
            if (distance > least) continue
            least = distance
            best = dot
          }
      return best
    },
  }
}
