// New accounts that were recognised as the campaign's before an analysis had them in it.
import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useSay } from '../../messages/language'
import { DataTable } from '../../parts/data-table'
import { Panel } from '../../parts/panel'
import { useRecognisedColumns } from '../../parts/recognised-columns'
import type { RecognisedPage } from '../../service/client'
import { useFormat } from '../../service/clock'
import { recognisedQuery } from '../../service/queries'
import { allRecognised } from '../../service/whole'

/** Nothing where nobody was. */
export function RecognisedPanel({ id }: { readonly id: string }) {
  const say = useSay()
  const format = useFormat()
  const columns = useRecognisedColumns<RecognisedPage['accounts'][number]>()
  const { data } = useQuery(recognisedQuery(id))
  if (!data || data.total === 0) return null
  const { total, members, median_request: median, accounts } = data
  return (
    <Panel title={say('recognised.title')} says={say('recognised.says')}>
      <Text size="sm" mb="xs">
        {say('recognised.counts', { count: total, median, members })}
      </Text>
      <DataTable
        caption={say('recognised.title')}
        file={`${id}-recognised`}
        rows={accounts}
        rowId={({ account }) => account}
        {...(total > accounts.length && { all: () => allRecognised(id) })}
        footer={
          <Text size="xs" className="sw-dim">
            {say('table.range', { from: 1, to: format.number(accounts.length), total })}
          </Text>
        }
        columns={[
          {
            id: 'account',
            title: say('column.account'),
            value: ({ account }) => account,
            cell: ({ account }) => (
              <Link
                to="/accounts/$id"
                params={{ id: account }}
                className="sw-link sw-mono"
                style={{ whiteSpace: 'nowrap' }}
              >
                {account}
              </Link>
            ),
          },
          ...columns,
          {
            id: 'member',
            title: say('recognised.member'),
            value: ({ member }) => say(member ? 'recognised.isMember' : 'recognised.isNoMember'),
          },
        ]}
      />
    </Panel>
  )
}
