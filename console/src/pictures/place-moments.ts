// Where the names of moments stand above a picture over time: in as many rows as it takes for none to cover another.

export interface Moment {
  readonly at: number
  readonly name: string
  readonly ink: string
}

const MOST_ROWS = 4
/** Letters of a name: all that the service takes of a title where there is room, then fewer. */
const LENGTHS = [60, 40, 26, 14]
/** Pixels of a letter. */
const LETTER = 6.4
/** Of a picture whose width is not known. */
const WIDTH = 620
const GAP = 8

export interface Placed extends Moment {
  /** From the picture upwards; undefined where there is no room for the name. */
  readonly row: number | undefined
  /** The name stands to the left of its line. */
  readonly isLeft: boolean
}

/**
 * Rows of the names; those that find no room in any keep their line.
 * @param width pixels between the edges of what is drawn
 */
export function placeMoments(
  moments: readonly Moment[],
  from: number,
  to: number,
  width = WIDTH,
): { readonly placed: readonly Placed[]; readonly rows: number } {
  const taken: [left: number, right: number][][] = []
  const placed = moments
    .filter(({ at }) => at >= from && at <= to)
    .sort((a, b) => a.at - b.at)
    .map((moment): Placed => {
      const x = (width * (moment.at - from)) / Math.max(1, to - from)
      for (const length of LENGTHS) {
        const name = shortened(moment.name, length)
        const wide = widthOf(name)
        const isLeft = x + wide > width
        const [left, right] = isLeft ? [x - wide, x + GAP] : [x, x + wide + GAP]
        const row = left < 0 ? undefined : rowFor(taken, left, right)
        if (row === undefined) continue
        taken[row] = [...(taken[row] ?? []), [left, right]]
        return { ...moment, name, row, isLeft }
      }
      return { ...moment, row: undefined, isLeft: false }
    })
  return { placed, rows: taken.length }
}

/** The lowest row in which nothing stands there. */
function rowFor(
  taken: readonly (readonly [left: number, right: number][])[],
  left: number,
  right: number,
): number | undefined {
  for (let row = 0; row < MOST_ROWS; row++)
    if (!(taken[row] ?? []).some(([l, r]) => left < r && right > l)) return row
  return undefined
}

const shortened = (name: string, length: number) =>
  name.length > length ? `${name.slice(0, length - 1)}…` : name

/** Wide letters, as of Japanese, count twice. */
const widthOf = (name: string) =>
  [...name].reduce((sum, letter) => sum + (letter > '\u2fff' ? 2 : 1) * LETTER, 0)
