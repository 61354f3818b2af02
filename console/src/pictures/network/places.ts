// Where the nodes of the graph lie: where forces draw them first, then pushed apart until no two cover each other. A unit is the room
// of one account, so that a bundle of n accounts is a disc of radius √n, drawn as one or account by account alike.

/** What is to be laid out: how many values, and the values and accounts of each bundle. */
export interface ToLayOut {
  /** All of them, in bundles or not. */
  readonly accounts: number
  readonly traits: number
  /** Where the values lie already, x and y by turns: they stay there, so that a filter leaves the picture familiar. */
  readonly known?: Float32Array
  readonly bundles: readonly { readonly traits: readonly number[]; readonly accounts: number }[]
}

/** Places in units, x and y by turns, in the order of what was given. */
export interface Places {
  readonly traits: Float32Array
  readonly bundles: Float32Array
}

const GOLDEN_ANGLE = 2.399963
/** Root mean square distance from the middle, as a multiple of the radius that all accounts would have as one disc. */
const SPREAD = 1.7
/** Room of a value and least room of a bundle, as a share of that radius; and the space between two. */
const TRAIT_ROOM = 0.1
const LEAST_ROOM = 0.035
const GAP = 0.015
const BESIDE = 0.08
const PUSHES = 80

/** Radius of all accounts as one disc. */
export const wholeRadius = ({ accounts }: Pick<ToLayOut, 'accounts'>): number =>
  Math.sqrt(Math.max(1, accounts))

/** @param attract moves the places, x and y by turns, to where forces draw them; not asked where they are known */
export function layOut(given: ToLayOut, attract: (places: Float32Array, given: ToLayOut) => void): Places {
  const { traits, bundles, known } = given
  const whole = wholeRadius(given)
  const places = new Float32Array(2 * (traits + bundles.length))
  if (known) places.set(known)
  else
    for (let index = 0; index < traits; index++) {
      const angle = (2 * Math.PI * index) / traits
      places.set([whole * Math.cos(angle), whole * Math.sin(angle)], 2 * index)
    }
  bundles.forEach((bundle, index) => {
    const count = Math.max(1, bundle.traits.length)
    const sum = (axis: 0 | 1) =>
      bundle.traits.reduce((sum, trait) => sum + (places[2 * trait + axis] ?? 0), 0)
    // Two of the same middle must not lie on each other.
    const [x, y] = [Math.cos(index * GOLDEN_ANGLE), Math.sin(index * GOLDEN_ANGLE)]
    places.set(
      [sum(0) / count + BESIDE * whole * x, sum(1) / count + BESIDE * whole * y],
      2 * (traits + index),
    )
  })
  if (!known) {
    attract(places, given)
    centre(places, SPREAD * whole)
  }
  const rooms = Float32Array.from({ length: traits + bundles.length }, (_, node) =>
    node < traits
      ? TRAIT_ROOM * whole
      : Math.max(LEAST_ROOM * whole, Math.sqrt(bundles[node - traits]?.accounts ?? 1)),
  )
  pushApart(places, rooms, GAP * whole, known ? traits : 0)
  return { traits: places.slice(0, 2 * traits), bundles: places.slice(2 * traits) }
}

/** Puts the mean of the places to 0 and their root mean square distance from it to `spread`. */
function centre(places: Float32Array, spread: number): void {
  const count = Math.max(1, places.length / 2)
  const mean = [0, 0]
  for (let at = 0; at < places.length; at++) mean[at % 2] = (mean[at % 2] ?? 0) + (places[at] ?? 0) / count
  let squares = 0
  for (let at = 0; at < places.length; at++) {
    const moved = (places[at] ?? 0) - (mean[at % 2] ?? 0)
    places[at] = moved
    squares += moved * moved
  }
  const scale = squares === 0 ? 1 : spread / Math.sqrt(squares / count)
  for (let at = 0; at < places.length; at++) places[at] = (places[at] ?? 0) * scale
}

/**
 * Moves what covers each other apart, larger ones less.
 * @param fixed of the first ones that stay where they are
 */
function pushApart(places: Float32Array, rooms: Float32Array, gap: number, fixed: number): void {
  for (let push = 0; push < PUSHES; push++) {
    let isApart = true
    for (let a = 0; a < rooms.length; a++)
      for (let b = Math.max(a + 1, fixed); b < rooms.length; b++) {
        const roomA = rooms[a] as number
        const roomB = rooms[b] as number
        const wanted = roomA + roomB + gap
        let dx = (places[2 * b] as number) - (places[2 * a] as number)
        let dy = (places[2 * b + 1] as number) - (places[2 * a + 1] as number)
        let distance = dx * dx + dy * dy
        if (distance >= wanted * wanted) continue
        distance = Math.sqrt(distance)
        if (distance === 0) {
          dx = Math.cos(b * GOLDEN_ANGLE)
          dy = Math.sin(b * GOLDEN_ANGLE)
          distance = 1
        }
        isApart = false
        const move = (wanted - Math.min(distance, wanted)) / distance
        const share = a < fixed ? 0 : (roomB * roomB) / (roomA * roomA + roomB * roomB)
        places[2 * a] = (places[2 * a] ?? 0) - dx * move * share
        places[2 * a + 1] = (places[2 * a + 1] ?? 0) - dy * move * share
        places[2 * b] = (places[2 * b] ?? 0) + dx * move * (1 - share)
        places[2 * b + 1] = (places[2 * b + 1] ?? 0) + dy * move * (1 - share)
      }
    if (isApart) return
  }
}
