import { useSay, useTerm } from '../../messages/language'
import { DataTable } from '../../parts/data-table'
import { Panel } from '../../parts/panel'
import type { AccountView } from '../../service/client'
import { useFormat } from '../../service/clock'

export interface MixPanelProps {
  readonly account: string
  readonly sent: NonNullable<AccountView['sent']>
  readonly kind: 'model' | 'capability'
}

/** Exchanges by model or capability, of its campaigns and otherwise. */
export function MixPanel({ account, sent, kind }: MixPanelProps) {
  const say = useSay()
  const term = useTerm()
  const format = useFormat()
  const title = say(kind === 'model' ? 'account.mixModel' : 'account.mixCapability')
  return (
    <Panel title={title}>
      <DataTable
        caption={title}
        file={`${account}-${kind}`}
        rows={sent.mixes.filter((mix) => mix.kind === kind)}
        rowId={({ name }) => name}
        columns={[
          {
            id: 'name',
            title: say('column.name'),
            value: ({ name }) => (kind === 'capability' ? term('capability', name) : name),
          },
          {
            id: 'campaign',
            title: say('account.ofCampaign'),
            align: 'right',
            value: ({ campaign }) => campaign,
            cell: ({ campaign }) => format.number(campaign),
          },
          {
            id: 'other',
            title: say('account.other'),
            align: 'right',
            value: ({ other }) => other,
            cell: ({ other }) => format.number(other),
          },
        ]}
      />
    </Panel>
  )
}
