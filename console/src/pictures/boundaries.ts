// Boundaries of countries made ready to be drawn: cut where they cross the line between the last longitude and the first, and
// measured.
import type { Feature, MultiPolygon, Polygon, Position } from 'geojson'

type Ring = Position[]
export type Country = Feature<MultiPolygon, { name: string }>

/** Outer rings as polygons of their own, without what would be drawn right across the map. */
export function cutAtDateLine({
  geometry,
  ...country
}: Feature<Polygon | MultiPolygon, { name: string }>): Country {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  return {
    ...country,
    geometry: {
      type: 'MultiPolygon',
      coordinates: polygons.flatMap((rings) => {
        const [outer = []] = rings
        return crosses(outer) ? halves(outer).map((half) => [half]) : [rings]
      }),
    },
  }
}

const crosses = (ring: Ring) => {
  const longitudes = ring.map(([x = 0]) => x)
  return Math.max(...longitudes) - Math.min(...longitudes) > 180
}

/** The part before the line, and the part behind it where the map begins again. */
function halves(ring: Ring): Ring[] {
  const onward = ring.map(([x = 0, y = 0]): Position => [x < 0 ? x + 360 : x, y])
  const east = clip(onward, -1)
  const west = clip(onward, 1).map(([x = 0, y = 0]): Position => [x - 360, y])
  return [east, west].filter((half) => half.length > 2)
}

/** What of a ring lies on one side of longitude 180 (Sutherland and Hodgman 1974). */
function clip(ring: Ring, side: 1 | -1): Ring {
  const isInside = ([x = 0]: Position) => side * (x - 180) >= 0
  const kept = ring.flatMap((from, index): Ring => {
    const to = ring[(index + 1) % ring.length] ?? from
    const [x1 = 0, y1 = 0] = from
    const [x2 = 0, y2 = 0] = to
    const meets: Ring =
      isInside(from) === isInside(to) ? [] : [[180, y1 + ((y2 - y1) * (180 - x1)) / (x2 - x1)]]
    return [...(isInside(from) ? [from] : []), ...meets]
  })
  const [first] = kept
  return first ? [...kept, first] : []
}

/** The middle of the largest part of each country, longitude and latitude, by name. */
export function middlesOf(countries: readonly Country[]): Map<string, readonly [number, number]> {
  const largest = new Map<string, Measure>()
  for (const { properties, geometry } of countries)
    for (const [outer = []] of geometry.coordinates) {
      const part = measure(outer)
      if (part.area > (largest.get(properties.name)?.area ?? 0)) largest.set(properties.name, part)
    }
  return new Map([...largest].map(([name, { middle }]) => [name, middle]))
}

interface Measure {
  readonly area: number
  readonly middle: readonly [longitude: number, latitude: number]
}

/** Area and centroid of a ring (the shoelace formula), in degrees. */
function measure(ring: Ring): Measure {
  let [area, x, y] = [0, 0, 0]
  ring.forEach(([x1 = 0, y1 = 0], index) => {
    const [x2 = 0, y2 = 0] = ring[(index + 1) % ring.length] ?? []
    const cross = x1 * y2 - x2 * y1
    area += cross / 2
    x += (x1 + x2) * cross
    y += (y1 + y2) * cross
  })
  return { area: Math.abs(area), middle: area === 0 ? [0, 0] : [x / (6 * area), y / (6 * area)] }
}
