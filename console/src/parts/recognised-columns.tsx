// Columns of accounts that were recognised: at which of their requests, when, and by what.
import { Text } from '@mantine/core'
import { useSay, useTerm } from '../messages/language'
import type { Recognised } from '../service/client'
import { useFormat } from '../service/clock'
import type { Column } from './data-table'
import { Time } from './time'

export function useRecognisedColumns<Row extends Recognised>(): Column<Row>[] {
  const say = useSay()
  const term = useTerm()
  const format = useFormat()
  return [
    {
      id: 'request',
      title: say('recognised.request'),
      align: 'right',
      value: ({ request }) => request,
      cell: ({ request }) => format.number(request),
    },
    {
      id: 'at',
      title: say('recognised.when'),
      value: ({ at }) => at,
      cell: ({ at }) => <Time at={at} />,
    },
    {
      id: 'seenBy',
      title: say('recognised.seenBy'),
      value: ({ seen_by }) => say(`recognised.seenBy.${seen_by}`),
    },
    {
      id: 'bits',
      title: say('column.bits'),
      align: 'right',
      value: ({ bits }) => Number(bits.toFixed(2)),
      cell: ({ bits }) => format.bits(bits),
    },
    {
      id: 'threshold',
      title: say('recognised.enough'),
      align: 'right',
      value: ({ threshold }) => Number(threshold.toFixed(2)),
      cell: ({ threshold }) => format.bits(threshold),
    },
    {
      id: 'by',
      title: say('recognised.by'),
      isFixed: true,
      value: ({ by }) =>
        by
          .map(({ kind, value }) => [term('trait', kind), value].filter((part) => part !== '').join(' '))
          .join('; '),
      cell: ({ by }) => (
        <div style={{ minWidth: 340, maxWidth: 520 }}>
          {by.map(({ kind, value, bits, inside, outside }) => (
            <div key={kind}>
              {term('trait', kind)}{' '}
              {value === '' ? null : (
                <span className="sw-mono" style={{ overflowWrap: 'anywhere' }}>
                  {value}{' '}
                </span>
              )}
              <Text span size="xs" className="sw-dim">
                {format.bits(bits)} · {say('recognised.holders', { inside, outside })}
              </Text>
            </div>
          ))}
        </div>
      ),
    },
  ]
}
