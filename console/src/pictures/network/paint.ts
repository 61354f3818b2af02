// Paints the graph on a canvas: lines, accounts, discs, then their names as far as they don't cover each other. By the
// processor and not by WebGL: it takes as long everywhere, also where there is no graphics card.
import type { Inks } from '../../theme'
import { FONT } from '../frame'
import { type Camera, type Size, toPixels } from './camera'
import { discRadius } from './nearest'
import { DIM, type Disc, type Scene, WANTED } from './scene'
import { splat } from './splat'

export interface Look {
  readonly inks: Inks
  readonly verdict: 'distillation' | 'coordinated' | 'explained'
}

/** While it moves: the heaviest lines, and the names of values only. */
const MOVING_LINES = 500
/** Lines by how heavy they are: least weight and opacity of each kind. */
const LINE_KINDS = [
  [0.25, 0.95],
  [0.04, 0.7],
  [0, 0.4],
] as const
/** Pixels from which on a bundle is told by name. */
const NAMED_RADIUS = 9
const LABEL_HEIGHT = 15
const DIM_OPACITY = 0.22

export class NetworkPainter {
  private readonly context: CanvasRenderingContext2D
  private readonly dots: HTMLCanvasElement
  private readonly dotContext: CanvasRenderingContext2D
  private image: ImageData | undefined
  private size: Size = { width: 0, height: 0 }

  constructor(private readonly canvas: HTMLCanvasElement) {
    this.context = contextOf(canvas)
    this.dots = document.createElement('canvas')
    this.dotContext = contextOf(this.dots)
  }

  /** @param ratio device pixels a pixel */
  paint(
    { width, height }: Size,
    ratio: number,
    scene: Scene,
    camera: Camera,
    { inks, verdict }: Look,
    isMoving: boolean,
  ): void {
    const { canvas, context } = this
    const wide = Math.max(1, Math.round(width * ratio))
    const high = Math.max(1, Math.round(height * ratio))
    if (canvas.width !== wide || canvas.height !== high) {
      canvas.width = wide
      canvas.height = high
    }
    this.size = { width, height }
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.fillStyle = inks.ground
    context.fillRect(0, 0, wide, high)
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    this.paintLines(scene, camera, inks, ratio, isMoving)
    if (scene.dots.ids.length > 0) {
      this.paintDots(scene, camera, wide, high, ratio, { inks, verdict })
      context.setTransform(1, 0, 0, 1, 0, 0)
      context.drawImage(this.dots, 0, 0)
      context.setTransform(ratio, 0, 0, ratio, 0, 0)
    }
    for (const disc of scene.discs) if (!disc.isOpen) this.paintDisc(disc, camera, { inks, verdict })
    this.paintLabels(scene, camera, inks, isMoving)
  }

  /** Of one pixel at most, which is drawn an order faster than a wider one. */
  private paintLines(
    { lines, weights }: Scene,
    camera: Camera,
    inks: Inks,
    ratio: number,
    isMoving: boolean,
  ): void {
    const { context, size } = this
    const count = isMoving ? Math.min(MOVING_LINES, weights.length) : weights.length
    const left = size.width / 2 - camera.x * camera.scale
    const top = size.height / 2 - camera.y * camera.scale
    context.lineWidth = 1 / ratio
    context.strokeStyle = inks.everyone
    let from = 0
    for (const [least, opacity] of LINE_KINDS) {
      context.globalAlpha = opacity * 0.6
      context.beginPath()
      for (; from < count && (weights[from] as number) >= least; from++) {
        context.moveTo(
          (lines[4 * from] as number) * camera.scale + left,
          (lines[4 * from + 1] as number) * camera.scale + top,
        )
        context.lineTo(
          (lines[4 * from + 2] as number) * camera.scale + left,
          (lines[4 * from + 3] as number) * camera.scale + top,
        )
      }
      context.stroke()
    }
    context.globalAlpha = 1
  }

  private paintDots(
    { dots }: Scene,
    camera: Camera,
    wide: number,
    high: number,
    ratio: number,
    { inks, verdict }: Look,
  ): void {
    if (this.image?.width !== wide || this.image.height !== high) {
      this.image = new ImageData(wide, high)
      this.dots.width = wide
      this.dots.height = high
    }
    const pixels = new Uint32Array(this.image.data.buffer)
    splat({ pixels, width: wide, height: high }, dots, camera, ratio, [
      `${inks[verdict]}e6`,
      `${inks.everyone}73`,
      inks.text,
    ])
    this.dotContext.putImageData(this.image, 0, 0)
  }

  private paintDisc(disc: Disc, camera: Camera, { inks, verdict }: Look): void {
    const { context, size } = this
    const { x, y } = toPixels(camera, disc, size)
    const radius = discRadius(disc, camera)
    if (x < -radius || y < -radius || x > size.width + radius || y > size.height + radius) return
    context.globalAlpha = disc.strength === DIM ? DIM_OPACITY : 1
    context.beginPath()
    context.arc(x, y, radius, 0, 2 * Math.PI)
    context.fillStyle = disc.isTrait ? inks.accent : `${inks[verdict]}cc`
    context.fill()
    if (disc.strength === WANTED) {
      context.strokeStyle = inks.text
      context.lineWidth = 2
      context.stroke()
    }
    context.globalAlpha = 1
  }

  private paintLabels({ discs }: Scene, camera: Camera, inks: Inks, isMoving: boolean): void {
    const { context, size } = this
    context.font = `11px ${FONT}`
    context.textBaseline = 'middle'
    context.lineWidth = 3
    context.lineJoin = 'round'
    context.strokeStyle = inks.ground
    context.fillStyle = inks.text
    const taken: [left: number, top: number, right: number][] = []
    const named = discs
      .map((disc) => ({ disc, radius: discRadius(disc, camera), ...toPixels(camera, disc, size) }))
      .filter(
        ({ disc, radius, x, y }) =>
          disc.strength !== DIM &&
          (disc.isTrait || (!isMoving && radius >= NAMED_RADIUS && !disc.isOpen)) &&
          x > -200 &&
          y > -20 &&
          x < size.width &&
          y < size.height + 20,
      )
      .sort((a, b) => Number(b.disc.isTrait) - Number(a.disc.isTrait) || b.radius - a.radius)
    for (const { disc, radius, x, y } of named) {
      // A name that would run out of the picture stands to the left of its disc.
      const wide = this.widthOf(disc.label)
      const isOut = x + radius + 4 + wide > size.width && x - radius - 4 - wide >= 0
      const left = isOut ? x - radius - 4 - wide : x + radius + 4
      const right = left + wide
      const isCovered = taken.some(([l, t, r]) => left < r && right > l && Math.abs(y - t) < LABEL_HEIGHT)
      if (isCovered) continue
      taken.push([left, y, right])
      context.strokeText(disc.label, left, y)
      context.fillText(disc.label, left, y)
    }
  }

  private readonly widths = new Map<string, number>()

  private widthOf(label: string): number {
    let width = this.widths.get(label)
    if (width === undefined) {
      width = this.context.measureText(label).width
      this.widths.set(label, width)
    }
    return width
  }
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  // Read and written by the processor, so it stays where that has it.
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('this browser draws no pictures')
  return context
}
