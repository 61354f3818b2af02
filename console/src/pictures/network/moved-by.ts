// What moves the picture: pointer, wheel, fingers and keys.
import type { Point } from './camera'
import type { Stage } from './stage'

/** Pixels that a click may wander. */
const CLICK_REACH = 4
const WHEEL_SPEED = 0.0016
const KEY_PIXELS = 60
/** Nearer by one step of a key or a button. */
export const STEP = 1.4

export const KEYS: Readonly<Record<string, (own: Stage) => void>> = {
  ArrowLeft: (own) => own.move(KEY_PIXELS, 0),
  ArrowRight: (own) => own.move(-KEY_PIXELS, 0),
  ArrowUp: (own) => own.move(0, KEY_PIXELS),
  ArrowDown: (own) => own.move(0, -KEY_PIXELS),
  '+': (own) => own.zoom(STEP),
  '=': (own) => own.zoom(STEP),
  '-': (own) => own.zoom(1 / STEP),
  '0': (own) => own.reset(),
}

/** Pointer, wheel and fingers; returns what takes it back. */
export function listen(
  canvas: HTMLCanvasElement,
  stageOf: () => Stage | undefined,
  onChoose: (key: string) => void,
): () => void {
  const end = new AbortController()
  const { signal } = end
  const down = new Map<number, Point>()
  let wandered = 0
  const at = ({ clientX, clientY }: MouseEvent): Point => {
    const { left, top } = canvas.getBoundingClientRect()
    return { x: clientX - left, y: clientY - top }
  }
  canvas.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0) return
      if (event.isTrusted) canvas.setPointerCapture(event.pointerId)
      down.set(event.pointerId, at(event))
      wandered = down.size > 1 ? Infinity : 0
    },
    { signal },
  )
  canvas.addEventListener(
    'pointermove',
    (event) => {
      const stage = stageOf()
      const here = at(event)
      const before = down.get(event.pointerId)
      if (!stage) return
      if (!before) {
        stage.point(stage.find(here))
        return
      }
      wandered += Math.hypot(here.x - before.x, here.y - before.y)
      const other = [...down].find(([id]) => id !== event.pointerId)?.[1]
      down.set(event.pointerId, here)
      if (wandered <= CLICK_REACH) return
      stage.move((here.x - before.x) / down.size, (here.y - before.y) / down.size)
      if (!other) return
      const span = (point: Point) => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y))
      stage.zoom(span(here) / span(before), { x: (here.x + other.x) / 2, y: (here.y + other.y) / 2 })
    },
    { signal },
  )
  const up = (event: PointerEvent) => {
    if (!down.delete(event.pointerId) || event.type !== 'pointerup' || wandered > CLICK_REACH) return
    const found = stageOf()?.find(at(event))
    if (found) onChoose(found.key)
  }
  for (const type of ['pointerup', 'pointercancel'] as const) canvas.addEventListener(type, up, { signal })
  canvas.addEventListener('pointerleave', () => stageOf()?.point(undefined), { signal })
  canvas.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault()
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 * event.deltaY : event.deltaY
      stageOf()?.zoom(Math.exp(-pixels * WHEEL_SPEED), at(event))
    },
    { signal, passive: false },
  )
  return () => end.abort()
}
