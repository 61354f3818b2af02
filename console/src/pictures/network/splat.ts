// Draws accounts as dots straight into the picture's pixels: 25,000 of them in a few milliseconds on a processor alone,
// where a call for each would take ten times as long.
import type { Camera } from './camera.js'
import type { Dots } from './scene.js'

/** Radius of an account in pixels: it leaves a gap to the next one, and never vanishes. */
export const dotRadius = (scale: number): number => Math.min(6, Math.max(1.1, 0.66 * scale))
/** What was looked for is seen from afar. */
export const WANTED_RADIUS = 5

/** A dot of some colour: coverage of its pixels, row by row. */
interface Stamp {
  readonly size: number
  readonly pixels: Uint32Array
}

/**
 * Clears the pixels and draws every dot that is inside of them.
 * @param pixels RGBA, as of an `ImageData`
 * @param ratio device pixels a pixel
 * @param colours by strength, as `#rrggbb` or `#rrggbbaa`
 */
export function splat(
  {
    pixels,
    width,
    height,
  }: { readonly pixels: Uint32Array; readonly width: number; readonly height: number },
  { places, strengths }: Dots,
  { x, y, scale }: Camera,
  ratio: number,
  colours: readonly [plain: string, dim: string, wanted: string],
): void {
  pixels.fill(0)
  const radius = dotRadius(scale)
  const radii = [radius, radius, Math.max(radius + 1, WANTED_RADIUS)]
  const stamps = colours.map((colour, strength) => stampOf((radii[strength] ?? radius) * ratio, colour))
  const zoom = scale * ratio
  const left = width / 2 - x * zoom
  const top = height / 2 - y * zoom
  for (let dot = 0; dot < strengths.length; dot++) {
    const { size, pixels: stamp } = stamps[strengths[dot] as number] as Stamp
    const toX = Math.round((places[2 * dot] as number) * zoom + left - size / 2)
    const toY = Math.round((places[2 * dot + 1] as number) * zoom + top - size / 2)
    if (toX <= -size || toY <= -size || toX >= width || toY >= height) continue
    const firstRow = Math.max(0, -toY)
    const lastRow = Math.min(size, height - toY)
    const firstColumn = Math.max(0, -toX)
    const lastColumn = Math.min(size, width - toX)
    for (let row = firstRow; row < lastRow; row++) {
      let to = (toY + row) * width + toX + firstColumn
      let from = row * size + firstColumn
      for (let column = firstColumn; column < lastColumn; column++, to++, from++) {
        const pixel = stamp[from] as number
        // Where two meet, the one that covers more of the pixel is seen.
        if (pixel >>> 24 >= (pixels[to] as number) >>> 24) pixels[to] = pixel
      }
    }
  }
}

const stamps = new Map<string, Stamp>()
const MOST_STAMPS = 200

function stampOf(radius: number, colour: string): Stamp {
  const rounded = Math.round(radius * 4) / 4
  const name = `${rounded} ${colour}`
  const known = stamps.get(name)
  if (known) return known
  const size = Math.ceil(2 * rounded) + 1
  const [red = 0, green = 0, blue = 0, alpha = 255] = (colour.slice(1).match(/../g) ?? []).map((part) =>
    Number.parseInt(part, 16),
  )
  const pixels = new Uint32Array(size * size)
  const bytes = new Uint8Array(pixels.buffer)
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const distance = Math.hypot(row + 0.5 - size / 2, column + 0.5 - size / 2)
      const covered = Math.min(1, Math.max(0, rounded + 0.5 - distance))
      bytes.set([red, green, blue, Math.round(alpha * covered)], 4 * (row * size + column))
    }
  if (stamps.size >= MOST_STAMPS) stamps.clear()
  const stamp = { size, pixels }
  stamps.set(name, stamp)
  return stamp
}
