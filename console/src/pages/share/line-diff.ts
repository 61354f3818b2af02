// What of a text is left in a shorter one, line by line: longest common subsequence (Wagner and Fischer 1974).

export interface Line {
  readonly text: string
  readonly state: 'same' | 'gone' | 'new'
}

/** Cells of the table that is filled at most; longer texts are told as one gone and one new. */
const MOST_CELLS = 4_000_000

/** Lines of both texts in their order. */
export function lineDiff(before: readonly string[], after: readonly string[]): readonly Line[] {
  const width = after.length + 1
  if ((before.length + 1) * width > MOST_CELLS)
    return [
      ...before.map((text): Line => ({ text, state: 'gone' })),
      ...after.map((text): Line => ({ text, state: 'new' })),
    ]
  const common = new Uint32Array((before.length + 1) * width)
  const at = (left: number, right: number) => common[left * width + right] ?? 0
  for (let left = before.length - 1; left >= 0; left--)
    for (let right = after.length - 1; right >= 0; right--)
      common[left * width + right] =
        before[left] === after[right]
          ? at(left + 1, right + 1) + 1
          : Math.max(at(left + 1, right), at(left, right + 1))
  const lines: Line[] = []
  let [left, right] = [0, 0]
  while (left < before.length || right < after.length) {
    if (left < before.length && right < after.length && before[left] === after[right]) {
      lines.push({ text: before[left] ?? '', state: 'same' })
      left++
      right++
    } else if (right >= after.length || (left < before.length && at(left + 1, right) >= at(left, right + 1)))
      lines.push({ text: before[left++] ?? '', state: 'gone' })
    else lines.push({ text: after[right++] ?? '', state: 'new' })
  }
  return lines
}
