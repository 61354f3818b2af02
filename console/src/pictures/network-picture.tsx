// The graph, drawn by WebGL; in a file of its own, loaded when it is looked at.
import type Graph from 'graphology'
import { useEffect, useRef } from 'react'
import Sigma from 'sigma'
import type { Inks } from '../theme'

export interface NetworkPictureProps {
  readonly graph: Graph
  readonly inks: Inks
  readonly label: string
  readonly height: number
  readonly onChoose: (node: string) => void
  /** Given the picture as PNG when it is asked for. */
  readonly onReady: (save: () => string) => void
}

export function NetworkPicture({ graph, inks, label, height, onChoose, onReady }: NetworkPictureProps) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!place.current) return
    const picture = new Sigma(graph, place.current, {
      labelColor: { color: inks.text },
      labelFont: "'Inter Variable', sans-serif",
      labelSize: 11,
      labelDensity: 0.6,
      labelRenderedSizeThreshold: 9,
      zIndex: true,
      // What is drawn while it moves must be drawn in a thirtieth of a second.
      hideEdgesOnMove: true,
      hideLabelsOnMove: true,
      defaultDrawNodeHover: (context, { x, y, size, label: text }) => {
        if (!text) return
        context.font = "11px 'Inter Variable', sans-serif"
        const width = context.measureText(text).width
        context.fillStyle = inks.ground
        context.fillRect(x + size + 1, y - 9, width + 8, 18)
        context.strokeStyle = inks.line
        context.strokeRect(x + size + 1, y - 9, width + 8, 18)
        context.fillStyle = inks.text
        context.fillText(text, x + size + 5, y + 4)
      },
    })
    picture.on('clickNode', ({ node }) => onChoose(node))
    onReady(() => saved(picture, inks))
    // Measured by the bench: how many pictures a second it draws while the camera moves.
    Object.assign(place.current, { sigma: picture })
    return () => picture.kill()
  }, [graph, inks, onChoose, onReady])
  return <div ref={place} role="img" aria-label={label} style={{ height, background: inks.ground }} />
}

/** All layers on one, as a data address. */
function saved(picture: Sigma, inks: Inks): string {
  const layers = Object.values(picture.getCanvases())
  const [first] = layers
  const whole = document.createElement('canvas')
  whole.width = first?.width ?? 0
  whole.height = first?.height ?? 0
  const context = whole.getContext('2d')
  if (!context) return ''
  context.fillStyle = inks.ground
  context.fillRect(0, 0, whole.width, whole.height)
  // WebGL forgets what it drew after each picture.
  picture.refresh()
  for (const layer of layers) if (layer.width > 0) context.drawImage(layer, 0, 0, whole.width, whole.height)
  return whole.toDataURL('image/png')
}
