// Whom a policy would have met by more or by less than the one in force, account by account.
import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import { useSay, useTerm } from '../../messages/language'
import { type Column, DataTable } from '../../parts/data-table'
import { Panel } from '../../parts/panel'
import { Empty } from '../../parts/states'
import type { Backtest } from '../../service/client'
import { useFormat } from '../../service/clock'
import { allChanged } from '../../service/policy'

type Changed = Backtest['changed'][number]
type Met = Changed['before']

export function ChangedPanel({
  backtest: { accounts, changed },
  text,
}: {
  readonly backtest: Backtest
  /** Of the policy. */
  readonly text: string
}) {
  const say = useSay()
  const term = useTerm()
  const format = useFormat()
  const stepOf = (met: Met) =>
    met === undefined
      ? say('policy.metNothing')
      : `${term('action', met.action)} · ${say(`act.mode.${met.mode}`)}`
  const number = (id: string, title: string, value: (row: Changed) => number): Column<Changed> => ({
    id,
    title,
    align: 'right',
    value,
    cell: (row) => format.number(value(row)),
  })
  const sentBy = (met: Met) => (met?.exchanges ?? 0) + (met?.otherExchanges ?? 0)
  const columns: readonly Column<Changed>[] = [
    {
      id: 'account',
      title: say('act.exemptAccount'),
      value: ({ account }) => account,
      cell: ({ account }) => (
        <Link to="/accounts/$id" params={{ id: account }} className="sw-link sw-mono">
          {account}
        </Link>
      ),
    },
    { id: 'change', title: say('policy.change'), value: ({ change }) => say(`policy.met.${change}`) },
    { id: 'before', title: say('policy.metBefore'), value: ({ before }) => stepOf(before) },
    { id: 'after', title: say('policy.metAfter'), value: ({ after }) => stepOf(after) },
    number('sentBefore', say('policy.metSentBefore'), ({ before }) => sentBy(before)),
    number('sentAfter', say('policy.metSentAfter'), ({ after }) => sentBy(after)),
    number('other', say('policy.metOther'), ({ after }) => after?.otherExchanges ?? 0),
    {
      id: 'campaigns',
      title: say('policy.metCampaigns'),
      value: ({ campaigns }) => campaigns.map(({ name }) => name).join(', '),
      cell: ({ campaigns }) =>
        campaigns.map(({ id, name }, index) => (
          <Fragment key={id}>
            {index > 0 ? ', ' : ''}
            <Link to="/campaigns/$id" params={{ id }} className="sw-link">
              {name}
            </Link>
          </Fragment>
        )),
    },
  ]
  const total = accounts.more + accounts.less
  return (
    <Panel title={say('policy.metTitle')} says={say('policy.metSays', { ...accounts })}>
      <div className="sw-tall">
        <DataTable
          caption={say('policy.metTitle')}
          columns={columns}
          rows={changed}
          rowId={({ account }) => account}
          file="policy-backtest-accounts"
          {...(total > changed.length && { all: () => allChanged(text) })}
          footer={
            <Text size="xs" className="sw-dim">
              {say('policy.metShown', { shown: changed.length, total })}
            </Text>
          }
          empty={<Empty title={say('policy.metAlike')} />}
        />
      </div>
    </Panel>
  )
}
