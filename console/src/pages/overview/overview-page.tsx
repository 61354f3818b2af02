// The first page: what is going on, what is most urgent, and what changed.
import { Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useSay } from '../../messages/language'
import { useCampaignColumns } from '../../parts/campaign-columns'
import { DataTable } from '../../parts/data-table'
import { Panel } from '../../parts/panel'
import { PublicEvents } from '../../parts/public-events'
import { Empty, Failure, Loading } from '../../parts/states'
import { Time } from '../../parts/time'
import { sortOf, sortText } from '../../router'
import type { Overview } from '../../service/client'
import { useFormat } from '../../service/clock'
import { overviewQuery } from '../../service/queries'
import { ClearedPanel } from './cleared-panel'
import { FirstRun } from './first-run'
import { HealthPanel } from './health-panel'
import { HistoryPanel } from './history-panel'
import { InfrastructurePanel } from './infrastructure-panel'
import { isNothingYet } from './nothing-yet'
import { OverviewStats } from './overview-stats'
import { SharingPanel } from './sharing-panel'
import { TrafficFigure, timeOf } from './traffic-figure'

const COLUMNS = [
  'name',
  'verdict',
  'state',
  'probability',
  'accounts',
  'exchanges',
  'outputTokens',
  'life',
  'capabilities',
  'decisions',
  'lastSeen',
]
/** Where prices are known, what is taken is told in money, and ranked by it. */
const PRICED = COLUMNS.flatMap((id) => (id === 'outputTokens' ? [id, 'cost'] : id === 'lastSeen' ? [] : [id]))
const page = getRouteApi('/')

export function OverviewPage() {
  const say = useSay()
  const { data, error, isPending, refetch } = useQuery(overviewQuery)
  if (isNothingYet(error)) return <FirstRun />
  return (
    <Stack gap="md">
      <div>
        <Title order={1}>{say('overview.title')}</Title>
        {data ? <AsOf overview={data} /> : null}
      </div>
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {isPending ? <Loading rows={9} /> : null}
      {data ? (
        <>
          <OverviewStats overview={data} />
          <div className="sw-columns">
            <TrafficFigure overview={data} />
            <HistoryPanel />
          </div>
          <Ranked overview={data} />
          <div className="sw-columns">
            <Stack gap="md" miw={0}>
              <ClearedPanel cleared={data.cleared} />
              <InfrastructurePanel overview={data} />
              <Events overview={data} />
            </Stack>
            <Stack gap="md" miw={0}>
              <SharingPanel />
              <HealthPanel overview={data} />
            </Stack>
          </div>
        </>
      ) : null}
    </Stack>
  )
}

function Events({ overview: { traffic } }: { readonly overview: Overview }) {
  const [from, to] = timeOf(traffic)
  return traffic ? (
    <PublicEvents from={from} to={to} releases={traffic.releases} file="public-events" />
  ) : null
}

function AsOf({ overview: { made_at, input, increment } }: { readonly overview: Overview }) {
  const say = useSay()
  const format = useFormat()
  return (
    <Text size="sm" className="sw-dim">
      <Time at={input.from} /> – <Time at={input.to} /> · {say('shell.asOf', { at: format.time(made_at) })}
      {increment
        ? ` · ${say('overview.increment', { count: increment.exchanges, at: format.time(increment.made_at) })}`
        : null}
    </Text>
  )
}

function Ranked({ overview: { campaigns, input } }: { readonly overview: Overview }) {
  const say = useSay()
  const isPriced = campaigns.some(({ cost }) => cost !== undefined)
  const ranked = isPriced ? 'cost' : 'outputTokens'
  const { sort = `-${ranked}` } = page.useSearch()
  const navigate = page.useNavigate()
  const columnsOf = useCampaignColumns()
  const columns = columnsOf(isPriced ? PRICED : COLUMNS)
  return (
    <Panel title={say('overview.ranked')} says={say('overview.rankedSays')}>
      <DataTable
        caption={say('overview.ranked')}
        columns={columns}
        rows={campaigns}
        rowId={({ id }) => id}
        file="campaigns"
        sort={sortOf(sort) ?? { by: ranked, down: true }}
        onSort={(next) =>
          void navigate({ search: { sort: sortText(next) }, replace: true, resetScroll: false })
        }
        empty={
          <Empty title={say('overview.none')}>{say('overview.noneSays', { accounts: input.accounts })}</Empty>
        }
      />
    </Panel>
  )
}
