// Another group beside this one.
import { Select, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useSay, useTerm } from '../../messages/language'
import { nameOf } from '../../parts/campaign-name'
import { DataTable } from '../../parts/data-table'
import { Panel } from '../../parts/panel'
import { Failure, Loading } from '../../parts/states'
import type { Comparison } from '../../service/client'
import { useFormat } from '../../service/clock'
import { comparisonQuery, overviewQuery } from '../../service/queries'

const page = getRouteApi('/campaigns/$id')

export function CompareTab({ id }: { readonly id: string }) {
  const say = useSay()
  const term = useTerm()
  const { with: other } = page.useSearch()
  const navigate = page.useNavigate()
  const overview = useQuery(overviewQuery)
  const others = [...(overview.data?.campaigns ?? []), ...(overview.data?.cleared ?? [])].filter(
    (one) => one.id !== id,
  )
  return (
    <Stack gap="md">
      <Select
        label={say('compare.with')}
        placeholder={say('compare.choose')}
        searchable
        maw={420}
        value={other ?? null}
        data={others.map(({ id: value, verdict, ...named }) => ({
          value,
          label: `${nameOf(named)} · ${term('verdict', verdict)}`,
        }))}
        onChange={(next) =>
          void navigate({
            search: ({ with: _, ...before }) => (next === null ? before : { ...before, with: next }),
            resetScroll: false,
          })
        }
      />
      {other === undefined ? null : <Compared id={id} other={other} />}
    </Stack>
  )
}

function Compared({ id, other }: { readonly id: string; readonly other: string }) {
  const say = useSay()
  const { data, error, isPending } = useQuery(comparisonQuery(id, other))
  if (error) return <Failure error={error} />
  if (isPending) return <Loading rows={5} />
  return (
    <>
      <Panel title={`${nameOf(data.one)} – ${nameOf(data.other)}`} says={say('compare.says')}>
        <Common data={data} />
      </Panel>
      <Shares data={data} />
    </>
  )
}

function Common({ data }: { readonly data: Comparison }) {
  const say = useSay()
  const term = useTerm()
  const format = useFormat()
  const { accounts, anchors, capabilities, hours, operators, means } = data
  const facts: readonly (readonly [string, string])[] = [
    [
      say('compare.accounts'),
      `${format.number(accounts.shared)} (${format.number(accounts.one)} · ${format.number(accounts.other)})`,
    ],
    [say('compare.anchors'), say('compare.ofEither', { shared: anchors.shared, either: anchors.either })],
    [say('compare.capabilities'), format.percent(capabilities)],
    [say('compare.hours'), hours === undefined ? '–' : format.percent(hours)],
    [say('compare.operators'), operators === undefined ? '–' : format.percent(operators)],
    [
      say('compare.means'),
      means.length === 0 ? say('compare.none') : means.map((kind) => term('trait', kind)).join(', '),
    ],
  ]
  return (
    <dl className="sw-facts">
      {facts.map(([title, value]) => (
        <div key={title} style={{ display: 'contents' }}>
          <dt>{title}</dt>
          <dd className="sw-number">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Shares({ data: { one, other, shares } }: { readonly data: Comparison }) {
  const say = useSay()
  const term = useTerm()
  const format = useFormat()
  const names = [...new Set([...Object.keys(shares.one), ...Object.keys(shares.other)])]
  const rows = names.map((name) => ({ name, a: shares.one[name] ?? 0, b: shares.other[name] ?? 0 }))
  return (
    <Panel title={say('campaign.takes')}>
      <DataTable
        caption={say('campaign.takes')}
        file={`${one.name}-${other.name}`}
        rows={rows.filter(({ a, b }) => a + b > 0)}
        rowId={({ name }) => name}
        sort={{ by: 'a', down: true }}
        columns={[
          {
            id: 'name',
            title: say('column.name'),
            value: ({ name }) => name,
            cell: ({ name }) => <Text size="sm">{term('capability', name)}</Text>,
          },
          {
            id: 'a',
            title: one.name,
            align: 'right',
            value: ({ a }) => a,
            cell: ({ a }) => format.percent(a),
          },
          {
            id: 'b',
            title: other.name,
            align: 'right',
            value: ({ b }) => b,
            cell: ({ b }) => format.percent(b),
          },
        ]}
      />
    </Panel>
  )
}
