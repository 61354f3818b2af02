// Rows of any query for a terminal: columns side by side, or one under the other where there is one row.
import stringWidth from 'string-width'
import { padColumns, visibleLine } from './visible-text.js'

type Row = Readonly<Record<string, unknown>>

/** The rows as lines, ending with a line break. */
export function renderRows(rows: readonly Row[]): string {
  const [first] = rows
  if (first === undefined) return 'no rows\n'
  const columns = Object.keys(first)
  const table =
    rows.length === 1
      ? columns.map((name) => [visibleLine(name), cell(first[name])])
      : [columns.map(visibleLine), ...rows.map((row) => columns.map((name) => cell(row[name])))]
  const widths = (table[0] ?? []).map((_, column) =>
    table.reduce((most, row) => Math.max(most, stringWidth(row[column] ?? '')), 0),
  )
  const isNumber = columns.map(
    (name) => rows.length > 1 && rows.every((row) => typeof row[name] === 'number'),
  )
  return table
    .map((row) =>
      row
        .map((text, column) => padColumns(text, widths[column] ?? 0, isNumber[column] ?? false))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('')
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  return visibleLine(typeof value === 'object' ? JSON.stringify(value) : String(value))
}
