import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useSay, useTerm } from '../../messages/language'
import { DataTable } from '../../parts/data-table'
import { Panel } from '../../parts/panel'
import { useTraitColumns } from '../../parts/trait-columns'
import type { AccountView } from '../../service/client'
import { valueName } from '../campaign/value-name'

const MOST_NAMED = 2

/** What it holds that its campaigns share, and with whom. */
export function SharedPanel({ view: { shared, account } }: { readonly view: AccountView }) {
  const say = useSay()
  const term = useTerm()
  const traitColumns = useTraitColumns<AccountView['shared'][number]>()
  return (
    <Panel title={say('account.shared')}>
      <DataTable
        caption={say('account.shared')}
        file={`${account}-shared`}
        rows={shared}
        rowId={({ campaign, kind, label }) => `${campaign} ${kind} ${label}`}
        empty={<Text size="sm">{say('account.sharedNone')}</Text>}
        columns={[
          {
            id: 'kind',
            title: say('column.value'),
            value: ({ label }) => label,
            cell: ({ kind, label }) => (
              <span style={{ whiteSpace: 'nowrap' }}>
                {term('trait', kind)} <span className="sw-mono">{label.replace(`${kind} `, '')}</span>
              </span>
            ),
          },
          ...traitColumns,
          {
            id: 'with',
            title: say('account.with'),
            isFixed: true,
            value: (row) => row.with.join(' '),
            cell: (row) => (
              <>
                {row.with.slice(0, MOST_NAMED).map((other) => (
                  <span key={other}>
                    <Link to="/accounts/$id" params={{ id: other }} className="sw-link sw-mono">
                      {other}
                    </Link>{' '}
                  </span>
                ))}
                {row.inside - 1 > MOST_NAMED ? (
                  <Link
                    to="/campaigns/$id"
                    params={{ id: row.campaign }}
                    search={{ tab: 'graph', value: valueName(row) }}
                    className="sw-link"
                    title={say('account.allWith')}
                  >
                    {say('account.withMore', { count: row.inside - 1 - MOST_NAMED })}
                  </Link>
                ) : null}
              </>
            ),
          },
        ]}
      />
    </Panel>
  )
}
