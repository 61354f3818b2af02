import { Link } from '@tanstack/react-router'
import { useSay } from '../../messages/language'
import { nameOf } from '../../parts/campaign-name'
import { DataTable } from '../../parts/data-table'
import { Panel } from '../../parts/panel'
import { useRecognisedColumns } from '../../parts/recognised-columns'
import type { AccountView } from '../../service/client'

/** At which of its requests it was recognised, and by what; nothing where it was not. */
export function RecognisedPanel({ view: { account, recognised } }: { readonly view: AccountView }) {
  const say = useSay()
  const columns = useRecognisedColumns<AccountView['recognised'][number]>()
  if (recognised.length === 0) return null
  return (
    <Panel title={say('recognised.title')} says={say('recognised.says')}>
      <DataTable
        caption={say('recognised.title')}
        file={`${account}-recognised`}
        rows={recognised}
        rowId={({ campaign }) => campaign}
        columns={[
          {
            id: 'campaign',
            title: say('column.name'),
            value: nameOf,
            cell: ({ campaign, ...named }) => (
              <Link to="/campaigns/$id" params={{ id: campaign }} className="sw-link">
                {nameOf(named)}
              </Link>
            ),
          },
          ...columns,
        ]}
      />
    </Panel>
  )
}
