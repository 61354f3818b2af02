// Lists of different lengths end to end in one array: row i stands at `start[i] .. start[i + 1])`.

/** Room for the entries of each row, given the rows that they belong to, and the next free place of a row. */
export function layOutRows(rows: number, ...owners: readonly ArrayLike<number>[]) {
  const start = new Uint32Array(rows + 1)
  for (const some of owners)
    for (let i = 0; i < some.length; i++) {
      const after = (some[i] as number) + 1
      start[after] = (start[after] as number) + 1
    }
  for (let i = 0; i < rows; i++) start[i + 1] = (start[i + 1] as number) + (start[i] as number)
  const next = start.slice()
  const place = (row: number) => {
    const at = next[row] as number
    next[row] = at + 1
    return at
  }
  return { start, place }
}
