// Which columns of a table are shown, where it has more than fit: in a list of its own, as boxes.
import { Button, Checkbox, Popover, Stack } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { useSay } from '../messages/language'
import type { Column } from './data-table'

export interface ColumnChoiceProps<Row> {
  readonly columns: readonly Column<Row>[]
  readonly shown: readonly string[]
  /** Told the columns that are shown from now on, in the table's order; undefined for the usual ones. */
  readonly onChoose: (shown: readonly string[] | undefined) => void
}

export function ColumnChoice<Row>({ columns, shown, onChoose }: ColumnChoiceProps<Row>) {
  const say = useSay()
  const choose = (id: string, isShown: boolean) =>
    onChoose(columns.map((column) => column.id).filter((one) => (one === id ? isShown : shown.includes(one))))
  return (
    <Popover position="bottom-end" trapFocus returnFocus withRoles={false}>
      <Popover.Target>
        <Button size="xs" variant="default" leftSection={<IconColumns3 size={14} />} aria-haspopup="dialog">
          {say('members.columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={say('members.columns')}>
        <Stack gap={6}>
          {columns.map(({ id, title }) => (
            <Checkbox
              key={id}
              size="xs"
              label={title}
              checked={shown.includes(id)}
              // One stays: a table without columns shows nothing that could be clicked.
              disabled={shown.length === 1 && shown.includes(id)}
              onChange={({ currentTarget: { checked } }) => choose(id, checked)}
            />
          ))}
          <Button size="compact-xs" variant="subtle" onClick={() => onChoose(undefined)}>
            {say('members.columnsUsual')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
