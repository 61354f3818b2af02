// What part of the picture is seen: the point in its middle, and how large a unit is.

export interface Camera {
  /** In units. */
  readonly x: number
  readonly y: number
  /** Pixels a unit. */
  readonly scale: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** Least x, least y, most x, most y, in units. */
export type Bounds = readonly [number, number, number, number]

const MARGIN = 26
/** Pixels a unit at most: accounts lie as far apart as a word is wide. */
const NEAREST = 60
/** Of what shows all of it. */
const FARTHEST = 0.25
/** A few accounts are not drawn as large as the picture is. */
const LARGEST_FIT = 22

/** Everything, in the middle. */
export function fit([left, top, right, bottom]: Bounds, { width, height }: Size): Camera {
  const room = (pixels: number, units: number) => Math.max(1, pixels - 2 * MARGIN) / Math.max(units, 1e-6)
  const scale = Math.min(LARGEST_FIT, room(width, right - left), room(height, bottom - top))
  return { x: (left + right) / 2, y: (top + bottom) / 2, scale }
}

/** Nearer by a factor, with what is at a pixel staying there. */
export function zoomed(camera: Camera, factor: number, at: Point, size: Size, whole: Camera): Camera {
  const scale = Math.min(
    Math.max(NEAREST, whole.scale),
    Math.max(FARTHEST * whole.scale, camera.scale * factor),
  )
  const { x, y } = toUnits(camera, at, size)
  return { x: x - (at.x - size.width / 2) / scale, y: y - (at.y - size.height / 2) / scale, scale }
}

export function moved(camera: Camera, dx: number, dy: number): Camera {
  return { ...camera, x: camera.x - dx / camera.scale, y: camera.y - dy / camera.scale }
}

export function toUnits({ x, y, scale }: Camera, at: Point, { width, height }: Size): Point {
  return { x: x + (at.x - width / 2) / scale, y: y + (at.y - height / 2) / scale }
}

export function toPixels({ x, y, scale }: Camera, at: Point, { width, height }: Size): Point {
  return { x: (at.x - x) * scale + width / 2, y: (at.y - y) * scale + height / 2 }
}
