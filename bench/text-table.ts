// Tables on a terminal: the first column to the left, the others to the right.

/** What a section says at its end. */
export interface SectionResult {
  readonly text: string
  /** 0 every target met, 1 one missed, 2 something could not be measured. */
  readonly exitCode: 0 | 1 | 2
}

/** Lines of a table with a header, columns two spaces apart. */
export function formatTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  )
  const line = (cells: readonly string[]): string =>
    widths
      .map((width, column) => {
        const cell = cells[column] ?? ''
        return column === 0 ? cell.padEnd(width) : cell.padStart(width)
      })
      .join('  ')
      .trimEnd()
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)]
    .map((text) => `${text}\n`)
    .join('')
}

export function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`
}

export function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(2)} GB`
}

/** `met` or `missed`, as the tables and summaries say it. */
export function verdictOf(isMet: boolean): string {
  return isMet ? 'met' : 'MISSED'
}
