// The picture between two drawings by React: what is seen through which camera, and what is on the canvas.
import { type Camera, fit, moved, type Point, type Size, toPixels, zoomed } from './camera'
import { type Finder, type Found, makeFinder } from './nearest'
import { type Look, NetworkPainter } from './paint'
import type { Scene } from './scene'
import { sceneSvg } from './svg'

/** Until it counts as resting, and is drawn in full. */
const REST_MS = 140
/** A picture that took longer is drawn with fewer pixels while it moves. */
const SLOW_MS = 14
/** Device pixels a pixel, at most. */
const MOST_RATIO = 2

export class Stage {
  scene: Scene | undefined
  look: Look | undefined
  private size: Size = { width: 1, height: 1 }
  private camera: Camera | undefined
  private finder: Finder | undefined
  private readonly painter: NetworkPainter
  private frame = 0
  private rest: ReturnType<typeof setTimeout> | undefined
  private isSlow = false
  /** Pictures painted so far. */
  painted = 0

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly tip: HTMLElement,
    private readonly ring: HTMLElement,
  ) {
    this.painter = new NetworkPainter(canvas)
  }

  show(scene: Scene, look: Look, isOther: boolean): void {
    this.scene = scene
    this.look = look
    this.finder = undefined
    if (isOther) this.camera = undefined
    this.point(undefined)
    this.request(false)
  }

  resize(size: Size): void {
    if (this.size.width === size.width && this.size.height === size.height) return
    const isFit = this.camera !== undefined && this.camera.scale === this.whole.scale
    this.size = size
    if (isFit) this.camera = undefined
    this.request(false)
  }

  private get whole(): Camera {
    return fit(this.scene?.bounds ?? [-1, -1, 1, 1], this.size)
  }

  get seen(): Camera {
    this.camera ??= this.whole
    return this.camera
  }

  move(dx: number, dy: number): void {
    this.camera = moved(this.seen, dx, dy)
    this.request(true)
  }

  zoom(factor: number, at: Point = { x: this.size.width / 2, y: this.size.height / 2 }): void {
    this.camera = zoomed(this.seen, factor, at, this.size, this.whole)
    this.request(true)
  }

  reset(): void {
    this.camera = undefined
    this.request(true)
  }

  find(at: Point): Found | undefined {
    if (!this.scene) return undefined
    this.finder ??= makeFinder(this.scene)
    return this.finder.find(at, this.seen, this.size)
  }

  /** Where something lies, in pixels; undefined when it is not drawn. */
  where(key: string): Point | undefined {
    const disc = this.scene?.discs.find((one) => one.key === key)
    if (disc) return toPixels(this.seen, disc, this.size)
    const dots = this.scene?.dots
    const dot = dots?.ids.findIndex((id) => `account ${id}` === key) ?? -1
    if (!dots || dot < 0) return undefined
    return toPixels(this.seen, { x: dots.places[2 * dot] ?? 0, y: dots.places[2 * dot + 1] ?? 0 }, this.size)
  }

  /** Tells of something beside it, without painting anything anew. */
  point(found: Found | undefined): void {
    const { canvas, tip, ring } = this
    canvas.style.cursor = found ? 'pointer' : 'grab'
    tip.hidden = ring.hidden = found === undefined
    if (!found) return
    const { x, y } = toPixels(this.seen, found.place, this.size)
    const radius = found.radius + 2
    ring.style.width = ring.style.height = `${2 * radius}px`
    ring.style.transform = `translate(${x - radius}px, ${y - radius}px)`
    tip.textContent = found.label
    const isRight = x > this.size.width * 0.7
    tip.style.transform = `translate(${x + (isRight ? -radius - 6 : radius + 6)}px, ${y}px) translate(${isRight ? '-100%' : '0'}, -50%)`
  }

  request(isMoving: boolean): void {
    if (isMoving) {
      this.point(undefined)
      clearTimeout(this.rest)
      this.rest = setTimeout(() => {
        this.rest = undefined
        this.request(false)
      }, REST_MS)
    }
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0
      this.paint(this.rest !== undefined)
    })
  }

  private paint(isMoving: boolean): void {
    const { scene, look } = this
    if (!scene || !look) return
    const ratio = Math.min(MOST_RATIO, window.devicePixelRatio || 1)
    const started = performance.now()
    this.painter.paint(this.size, isMoving && this.isSlow ? 1 : ratio, scene, this.seen, look, isMoving)
    if (isMoving && !this.isSlow) this.isSlow = performance.now() - started > SLOW_MS
    this.painted++
  }

  /** Paints it at rest, for who saves it. */
  png(): string {
    this.paint(false)
    return this.canvas.toDataURL('image/png')
  }

  svg(): string {
    const { scene, look } = this
    return scene && look ? sceneSvg(scene, this.seen, this.size, look) : ''
  }

  end(): void {
    cancelAnimationFrame(this.frame)
    clearTimeout(this.rest)
  }
}
