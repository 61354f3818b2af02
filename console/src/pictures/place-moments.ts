// Where the names of moments stand above a picture over time: in as many rows as it takes for none to cover another.

export interface Moment {
  readonly at: number
  readonly name: string
  readonly ink: string
}

const MOST_ROWS = 4
const LONGEST = 26
/** Pixels of a letter, and of the narrowest picture that is reckoned with. */
const LETTER = 6.4
const WIDTH = 620
const GAP = 8

export interface Placed extends Moment {
  /** From the picture upwards; undefined where there is no room for the name. */
  readonly row: number | undefined
  /** The name stands to the left of its line. */
  readonly isLeft: boolean
}

/** Rows of the names; those that find no room in any keep their line. */
export function placeMoments(
  moments: readonly Moment[],
  from: number,
  to: number,
): { readonly placed: readonly Placed[]; readonly rows: number } {
  const taken: [left: number, right: number][][] = []
  const placed = moments
    .filter(({ at }) => at >= from && at <= to)
    .sort((a, b) => a.at - b.at)
    .map((moment): Placed => {
      const name = moment.name.length > LONGEST ? `${moment.name.slice(0, LONGEST - 1)}…` : moment.name
      const x = (WIDTH * (moment.at - from)) / Math.max(1, to - from)
      const wide = widthOf(name)
      const isLeft = x + wide > WIDTH
      const [left, right] = isLeft ? [x - wide, x + GAP] : [x, x + wide + GAP]
      let row: number | undefined
      for (let free = 0; free < MOST_ROWS && row === undefined; free++)
        if (!(taken[free] ?? []).some(([l, r]) => left < r && right > l)) row = free
      if (row !== undefined) taken[row] = [...(taken[row] ?? []), [left, right]]
      return { ...moment, name, row, isLeft }
    })
  return { placed, rows: taken.length }
}

/** Wide letters, as of Japanese, count twice. */
const widthOf = (name: string) =>
  [...name].reduce((sum, letter) => sum + (letter > '\u2fff' ? 2 : 1) * LETTER, 0)
