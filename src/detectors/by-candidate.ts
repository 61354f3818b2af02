/** Rows by the candidate that they tell of, in their order. */
export function groupByCandidate<Row extends { readonly cand: number }>(
  rows: Iterable<Row>,
): Map<number, Row[]> {
  const groups = new Map<number, Row[]>()
  for (const row of rows) {
    const list = groups.get(row.cand)
    if (list) list.push(row)
    else groups.set(row.cand, [row])
  }
  return groups
}
