// A table as all pages have it: sorted by its heads, saved as CSV, copied. Rows are what the service sent.
import { ActionIcon, Group, Text, Tooltip } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconCopy, IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import {
  type ColumnDef,
  createSortedRowModel,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { type ReactNode, useMemo, useState } from 'react'
import { useSay } from '../messages/language'
import { saveText, toCsv } from './download'
import { Failure } from './states'

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() })

export interface Column<Row> {
  readonly id: string
  readonly title: string
  /** What is sorted by and what a CSV holds. */
  readonly value: (row: Row) => string | number
  /** What is shown; the value where left out. */
  readonly cell?: (row: Row) => ReactNode
  readonly align?: 'right'
  /** Not sorted by. */
  readonly isFixed?: boolean
  /** In sight where the table is wider than its place: the last column, with what can be done. */
  readonly isKept?: boolean
  /** Not shown: of numbers that a cell beside it shows together, one more that is saved and copied. */
  readonly isSavedOnly?: boolean
}

export interface Sort {
  readonly by: string
  readonly down: boolean
}

export interface DataTableProps<Row> {
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowId: (row: Row) => string
  /** Name of the file that it is saved as, without an ending. */
  readonly file: string
  /** How it is sorted, and who is told of another choice; the table keeps it by itself where left out. */
  readonly sort?: Sort
  readonly onSort?: (sort: Sort) => void
  /** The rows come sorted from the service. */
  readonly isSorted?: boolean
  /** Every row, where `rows` is a part: asked for when somebody saves or copies the table. */
  readonly all?: () => Promise<readonly Row[]>
  /** How many rows that is. */
  readonly allCount?: number
  readonly empty?: ReactNode
  /** Beside the number of rows; of a part it says of how many. */
  readonly footer?: ReactNode
}

export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { caption, rows, rowId, file, isSorted = false, empty, footer, all } = props
  const columns = props.columns.filter(({ isSavedOnly }) => isSavedOnly !== true)
  const say = useSay()
  const [own, setOwn] = useState<Sort | undefined>(props.sort)
  const sort = props.onSort ? props.sort : own
  const choose = props.onSort ?? setOwn
  const sorting: SortingState = sort ? [{ id: sort.by, desc: sort.down }] : []
  const definitions = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<typeof features, Row> => ({
          id: column.id,
          accessorFn: (row) => column.value(row),
          enableSorting: column.isFixed !== true,
          sortFn: (a, b, id) => compare(a.getValue(id), b.getValue(id)),
        }),
      ),
    [columns],
  )
  const data = rows as Row[]
  const count = props.allCount ?? rows.length
  const copyLabel = all ? say('table.copyAll', { count }) : say('table.copy')
  const csvLabel = all ? say('table.csvAll', { count }) : say('table.csv')
  const table = useTable({
    features,
    columns: definitions,
    data,
    getRowId: rowId,
    manualSorting: isSorted,
    state: { sorting },
    onSortingChange: () => {},
  })
  const shown = table.getRowModel().rows.map((row) => row.original)
  const taking = useMutation({
    mutationFn: async (take: (cells: readonly (readonly (string | number)[])[]) => unknown) => {
      const whole = all ? await all() : shown
      await take([
        props.columns.map(({ title }) => title),
        ...whole.map((row) => props.columns.map(({ value }) => value(row))),
      ])
    },
  })
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keyboard */}
      {/* biome-ignore lint/a11y/useSemanticElements: a section or a fieldset would be named like the panel around it */}
      <div className="sw-scroll" tabIndex={0} role="group" aria-label={caption}>
        <table className="sw-table">
          <caption
            style={{ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' }}
          >
            {caption}
          </caption>
          <thead>
            <tr>
              {columns.map((column) => {
                const isBy = sort?.by === column.id
                return (
                  <th
                    key={column.id}
                    scope="col"
                    data-align={column.align}
                    data-kept={column.isKept}
                    aria-sort={isBy ? (sort.down ? 'descending' : 'ascending') : undefined}
                  >
                    {column.isFixed ? (
                      column.title
                    ) : (
                      <button
                        type="button"
                        title={say('table.sortBy', { column: column.title })}
                        onClick={() =>
                          choose({ by: column.id, down: isBy ? !sort.down : column.align === 'right' })
                        }
                      >
                        {column.title}
                        {isBy ? sort.down ? <IconArrowDown size={13} /> : <IconArrowUp size={13} /> : null}
                      </button>
                    )}
                  </th>
                )
              })}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={rowId(row)}>
                {columns.map((column) => (
                  <td key={column.id} data-align={column.align} data-kept={column.isKept}>
                    {column.cell ? column.cell(row) : column.value(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Group justify="space-between" mt={8} gap="xs">
        {footer ?? (
          <Text size="xs" className="sw-dim">
            {say('table.rows', { count: rows.length })}
          </Text>
        )}
        <Group gap={4}>
          <Tooltip label={copyLabel}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={copyLabel}
              loading={taking.isPending}
              onClick={() =>
                taking.mutate((cells) =>
                  navigator.clipboard.writeText(cells.map((row) => row.join('\t')).join('\n')),
                )
              }
            >
              <IconCopy size={15} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={csvLabel}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={csvLabel}
              loading={taking.isPending}
              onClick={() => taking.mutate((cells) => saveText(`${file}.csv`, toCsv(cells), 'text/csv'))}
            >
              <IconDownload size={15} />
            </ActionIcon>
          </Tooltip>
        </Group>
      </Group>
      {taking.error ? <Failure error={taking.error} /> : null}
    </>
  )
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a).localeCompare(String(b))
}
