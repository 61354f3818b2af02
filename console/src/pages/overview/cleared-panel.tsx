import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useSay, useTerm } from '../../messages/language'
import { DataTable } from '../../parts/data-table'
import { Panel } from '../../parts/panel'
import { Empty } from '../../parts/states'
import type { Overview } from '../../service/client'
import { useFormat } from '../../service/clock'

interface Row {
  readonly explanation: string
  readonly groups: number
  readonly accounts: number
  readonly exchanges: number
}

/** What was looked at and cleared, by what explains it: what makes the rest credible. */
export function ClearedPanel({ cleared }: { readonly cleared: Overview['cleared'] }) {
  const say = useSay()
  const term = useTerm()
  const format = useFormat()
  const rows = useMemo(() => {
    const by = new Map<string, Row>()
    for (const { explanation = '', accounts, exchanges } of cleared) {
      const sum = by.get(explanation) ?? { explanation, groups: 0, accounts: 0, exchanges: 0 }
      by.set(explanation, {
        explanation,
        groups: sum.groups + 1,
        accounts: sum.accounts + accounts,
        exchanges: sum.exchanges + exchanges,
      })
    }
    return [...by.values()]
  }, [cleared])
  return (
    <Panel title={say('overview.cleared')} says={say('overview.clearedSays')}>
      <DataTable
        caption={say('overview.cleared')}
        file="cleared"
        rows={rows}
        rowId={(row) => row.explanation}
        sort={{ by: 'accounts', down: true }}
        empty={<Empty title={say('overview.clearedNone')} />}
        columns={[
          {
            id: 'explanation',
            title: say('column.explanation'),
            value: (row) => row.explanation,
            cell: (row) => (
              <Link to="/campaigns" search={{ show: 'cleared' }} className="sw-link">
                {term('explanation', row.explanation)}
              </Link>
            ),
          },
          { id: 'groups', title: say('column.groups'), align: 'right', value: (row) => row.groups },
          {
            id: 'accounts',
            title: say('column.accounts'),
            align: 'right',
            value: (row) => row.accounts,
            cell: (row) => format.number(row.accounts),
          },
          {
            id: 'exchanges',
            title: say('column.exchanges'),
            align: 'right',
            value: (row) => row.exchanges,
            cell: (row) => format.number(row.exchanges),
          },
        ]}
      />
    </Panel>
  )
}
