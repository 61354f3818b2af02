// How wide a picture over time is, so that what is written above it takes the room that there is and no more.
import { useElementSize } from '@mantine/hooks'

/** Pixels beside what is drawn: the panel’s edges, and the axis with its numbers. */
const BESIDE = 98
/** A picture is saved at a width of its own: names that fit there too never cover each other. */
const MOST = 1030
const LEAST = 280

/** @returns what the picture stands in, and the pixels between the edges of what is drawn; undefined before it is there */
export function usePlotWidth() {
  const { ref, width } = useElementSize<HTMLDivElement>()
  return { ref, plotWidth: width === 0 ? undefined : Math.min(MOST, Math.max(LEAST, width - BESIDE)) }
}
