// What a policy would have met, rule by rule.
import { useSay } from '../../messages/language'
import { type Column, DataTable } from '../../parts/data-table'
import { Panel } from '../../parts/panel'
import { Empty } from '../../parts/states'
import type { Backtest } from '../../service/client'
import { useFormat } from '../../service/clock'

type Met = Backtest['rules'][number]

export function BacktestPanel({ backtest: { analyses, rules } }: { readonly backtest: Backtest }) {
  const say = useSay()
  const format = useFormat()
  const number = (id: string, title: string, value: (row: Met) => number): Column<Met> => ({
    id,
    title,
    align: 'right',
    value,
    cell: (row) => format.number(value(row)),
  })
  const columns: readonly Column<Met>[] = [
    { id: 'rule', title: say('policy.rule'), value: ({ rule }) => rule },
    { id: 'mode', title: say('act.mode'), value: ({ mode }) => say(`act.mode.${mode}`) },
    number('accounts', say('column.accounts'), (row) => row.accounts),
    number('own', say('preview.own'), (row) => row.exchanges),
    number('other', say('preview.otherExchanges'), (row) => row.otherExchanges),
  ]
  return (
    <Panel title={say('policy.backtestTitle')} says={say('policy.backtestSays', { count: analyses })}>
      <DataTable
        caption={say('policy.backtestTitle')}
        columns={columns}
        rows={rules}
        rowId={({ rule, mode }) => `${rule} ${mode}`}
        file="policy-backtest"
        empty={<Empty title={say('policy.backtestNothing')} />}
      />
    </Panel>
  )
}
