// The order of the rows of the synchrony picture: by their first exchange, or so that rows that are alike stand together.

type Row = { readonly counts: readonly number[] }

/** By the step of the first exchange. */
export function orderByFirst<One extends Row>(rows: readonly One[]): One[] {
  const first = ({ counts }: Row) => {
    const step = counts.findIndex((count) => count > 0)
    return step < 0 ? counts.length : step
  }
  return [...rows].sort((a, b) => first(a) - first(b))
}

/** From the busiest row on, each time the row that is most like the last one (cosine of whether it was active). */
export function orderByLikeness<One extends Row>(rows: readonly One[]): One[] {
  const left = [...rows].sort((a, b) => active(b) - active(a))
  const ordered: One[] = []
  for (let last = left.shift(); last !== undefined; ) {
    ordered.push(last)
    const from: Row = last
    let best = -1
    let nearest = -1
    left.forEach((row, index) => {
      const likeness = cosine(from.counts, row.counts)
      if (likeness > best) {
        best = likeness
        nearest = index
      }
    })
    last = nearest < 0 ? undefined : left.splice(nearest, 1)[0]
  }
  return ordered
}

const active = ({ counts }: Row) => counts.filter((count) => count > 0).length

function cosine(one: readonly number[], other: readonly number[]): number {
  let both = 0
  one.forEach((count, step) => {
    if (count > 0 && (other[step] ?? 0) > 0) both++
  })
  const size = Math.sqrt(active({ counts: one }) * active({ counts: other }))
  return size === 0 ? 0 : both / size
}
