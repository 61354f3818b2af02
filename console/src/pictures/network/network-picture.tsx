// The graph on the page: seen through a camera that pointer, wheel, fingers and keys move; what lies under the pointer is
// told beside it.
import { ActionIcon, Tooltip } from '@mantine/core'
import { IconMinus, IconPlus, IconZoomReset } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react'
import { useSay } from '../../messages/language'
import type { Inks } from '../../theme'
import { KEYS, listen, STEP } from './moved-by'
import type { Look } from './paint'
import type { Scene } from './scene'
import { Stage } from './stage'

export interface Saves {
  /** As a data address. */
  png(): string
  svg(): string
}

export interface NetworkPictureProps {
  readonly scene: Scene
  /** What is drawn; the camera stays where it is until it is another one. */
  readonly subject: object
  readonly inks: Inks
  readonly verdict: Look['verdict']
  readonly label: string
  readonly height: number
  readonly onChoose: (key: string) => void
  readonly onReady: (saves: Saves) => void
}

export function NetworkPicture(props: NetworkPictureProps) {
  const { scene, subject, inks, verdict, label, height, onChoose, onReady } = props
  const say = useSay()
  const place = useRef<HTMLDivElement>(null)
  const stage = useRef<Stage>(undefined)
  const shown = useRef<object>(undefined)
  const look = useMemo(() => ({ inks, verdict }), [inks, verdict])

  useEffect(() => {
    const own = place.current
    const canvas = own?.querySelector('canvas')
    const [ring, tip] = own?.querySelectorAll<HTMLElement>('.sw-network-ring, .sw-network-tip') ?? []
    if (!own || !canvas || !tip || !ring) return
    const made = new Stage(canvas, tip, ring)
    stage.current = made
    shown.current = undefined
    const watch = new ResizeObserver(() => made.resize({ width: own.clientWidth, height: own.clientHeight }))
    watch.observe(own)
    made.resize({ width: own.clientWidth, height: own.clientHeight })
    onReady(made)
    // Looked at by the bench and the tests: where things lie, and how many pictures were painted.
    Object.assign(canvas, { network: made })
    return () => {
      watch.disconnect()
      made.end()
      stage.current = undefined
    }
  }, [onReady])

  useEffect(() => {
    stage.current?.show(scene, look, shown.current !== subject)
    shown.current = subject
  }, [scene, subject, look])

  useEffect(() => {
    const canvas = place.current?.querySelector('canvas')
    return canvas ? listen(canvas, () => stage.current, onChoose) : undefined
  }, [onChoose])

  const onKeyDown = (event: KeyboardEvent) => {
    const does = KEYS[event.key]
    if (!does || !stage.current || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    does(stage.current)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its buttons take the keys, which go up to here
    <div ref={place} className="sw-network" style={{ height }} onKeyDown={onKeyDown}>
      <canvas role="img" aria-label={label} />
      <div className="sw-network-ring" aria-hidden hidden />
      <div className="sw-network-tip" aria-hidden hidden />
      <div className="sw-network-tools">
        {(
          [
            ['network.nearer', IconPlus, (own) => own.zoom(STEP)],
            ['network.farther', IconMinus, (own) => own.zoom(1 / STEP)],
            ['network.whole', IconZoomReset, (own) => own.reset()],
          ] as const satisfies readonly (readonly [string, unknown, (own: Stage) => void])[]
        ).map(([key, Icon, does]) => (
          <Tooltip key={key} label={say(key)}>
            <ActionIcon
              variant="default"
              size="sm"
              aria-label={say(key)}
              onClick={() => stage.current && does(stage.current)}
            >
              <Icon size={14} />
            </ActionIcon>
          </Tooltip>
        ))}
      </div>
    </div>
  )
}
