// The graph as it is seen, as SVG: what is outside of the picture is left out.
import { FONT } from '../frame'
import { type Camera, type Point, type Size, toPixels } from './camera'
import { discRadius } from './nearest'
import type { Look } from './paint'
import { DIM, type Scene, WANTED } from './scene'
import { dotRadius, WANTED_RADIUS } from './splat'

export function sceneSvg(scene: Scene, camera: Camera, size: Size, { inks, verdict }: Look): string {
  const { width, height } = size
  const { discs, lines, weights, dots } = scene
  const place = (x: number, y: number) => toPixels(camera, { x, y }, size)
  const isSeen = ({ x, y }: Point, radius: number) =>
    x > -radius && y > -radius && x < width + radius && y < height + radius
  const parts: string[] = []
  weights.forEach((weight, line) => {
    const from = place(lines[4 * line] ?? 0, lines[4 * line + 1] ?? 0)
    const to = place(lines[4 * line + 2] ?? 0, lines[4 * line + 3] ?? 0)
    parts.push(
      `<path d="M${short(from)}L${short(to)}" stroke="${inks.everyone}" stroke-opacity="${(0.25 + 0.35 * weight).toFixed(2)}"/>`,
    )
  })
  dots.ids.forEach((id, dot) => {
    const at = place(dots.places[2 * dot] ?? 0, dots.places[2 * dot + 1] ?? 0)
    const strength = dots.strengths[dot]
    const radius = strength === WANTED ? WANTED_RADIUS : dotRadius(camera.scale)
    if (!isSeen(at, radius)) return
    const colour = strength === WANTED ? inks.text : strength === DIM ? inks.everyone : inks[verdict]
    parts.push(
      `<circle ${centre(at)} r="${radius.toFixed(1)}" fill="${colour}"><title>${escaped(id)}</title></circle>`,
    )
  })
  for (const disc of discs) {
    const at = place(disc.x, disc.y)
    const radius = discRadius(disc, camera)
    if (disc.isOpen || !isSeen(at, radius)) continue
    const colour = disc.isTrait ? inks.accent : inks[verdict]
    const opacity = disc.strength === DIM ? 0.2 : disc.isTrait ? 1 : 0.8
    parts.push(
      `<circle ${centre(at)} r="${radius.toFixed(1)}" fill="${colour}" fill-opacity="${opacity}"><title>${escaped(disc.label)}</title></circle>`,
    )
    if (disc.isTrait && disc.strength !== DIM) {
      // Without a measure of letters, what stands far to the right is told to the left.
      const isOut = at.x + radius + 4 + disc.label.length * LETTER > width
      const x = isOut ? at.x - radius - 4 : at.x + radius + 4
      parts.push(
        `<text x="${x.toFixed(1)}" y="${(at.y + 4).toFixed(1)}" fill="${inks.text}"${isOut ? ' text-anchor="end"' : ''}>${escaped(disc.label)}</text>`,
      )
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escaped(FONT)}" font-size="11"><rect width="100%" height="100%" fill="${inks.ground}"/>${parts.join('')}</svg>`
}

/** Pixels of a letter, at most in most languages. */
const LETTER = 8

const short = ({ x, y }: Point) => `${x.toFixed(1)} ${y.toFixed(1)}`
const centre = ({ x, y }: Point) => `cx="${x.toFixed(1)}" cy="${y.toFixed(1)}"`
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)
