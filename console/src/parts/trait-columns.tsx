// Columns of values that accounts share: what sharing one is worth, and how many hold it.
import { useSay } from '../messages/language'
import { useFormat } from '../service/clock'
import type { Column } from './data-table'

interface SharedValue {
  readonly bits: number
  readonly inside: number
  readonly outside: number
}

export function useTraitColumns<Row extends SharedValue>(): Column<Row>[] {
  const say = useSay()
  const format = useFormat()
  return [
    {
      id: 'bits',
      title: say('column.bits'),
      align: 'right',
      value: ({ bits }) => bits,
      cell: ({ bits }) => format.bits(bits),
    },
    {
      id: 'inside',
      title: say('column.inside'),
      align: 'right',
      value: ({ inside }) => inside,
      cell: ({ inside }) => format.number(inside),
    },
    {
      id: 'outside',
      title: say('column.outside'),
      align: 'right',
      value: ({ outside }) => outside,
      cell: ({ outside }) => format.number(outside),
    },
  ]
}
