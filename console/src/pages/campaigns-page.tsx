// All campaigns and cleared groups of the newest analysis, to be searched and sorted.
import { Group, SegmentedControl, Stack, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useSay } from '../messages/language'
import { useCampaignColumns } from '../parts/campaign-columns'
import { nameOf } from '../parts/campaign-name'
import { DataTable } from '../parts/data-table'
import { Empty, Failure, Loading } from '../parts/states'
import { CAMPAIGN_FILTERS, sortOf, sortText } from '../router'
import { overviewQuery } from '../service/queries'
import { FirstRun } from './overview/first-run'
import { isNothingYet } from './overview/nothing-yet'

const COLUMNS = {
  accused: [
    'name',
    'verdict',
    'state',
    'said',
    'probability',
    'accounts',
    'exchanges',
    'outputTokens',
    'capabilities',
    'life',
    'decisions',
    'lastSeen',
  ],
  cleared: [
    'name',
    'explanation',
    'said',
    'probability',
    'accounts',
    'exchanges',
    'outputTokens',
    'capabilities',
    'life',
    'lastSeen',
  ],
  all: [
    'name',
    'verdict',
    'explanation',
    'said',
    'probability',
    'accounts',
    'exchanges',
    'outputTokens',
    'capabilities',
    'life',
    'lastSeen',
  ],
} as const
const page = getRouteApi('/campaigns')

export function CampaignsPage() {
  const say = useSay()
  const { show = 'accused', q = '', sort = '-exchanges' } = page.useSearch()
  const navigate = page.useNavigate()
  const { data, error, isPending, refetch } = useQuery(overviewQuery)
  const columnsOf = useCampaignColumns()
  const columns = columnsOf(COLUMNS[show])
  if (isNothingYet(error)) return <FirstRun />
  const wanted = q.trim().toLowerCase()
  const rows = [
    ...(show === 'cleared' ? [] : (data?.campaigns ?? [])),
    ...(show === 'accused' ? [] : (data?.cleared ?? [])),
  ].filter((one) => nameOf(one).toLowerCase().includes(wanted) || one.id.includes(wanted))
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={1}>{say('campaigns.title')}</Title>
        <Group gap="sm">
          <SegmentedControl
            size="xs"
            aria-label={say('column.verdict')}
            value={show}
            data={CAMPAIGN_FILTERS.map((value) => ({ value, label: say(`campaigns.${value}`) }))}
            onChange={(value) =>
              void navigate({
                search: (before) => ({ ...before, show: value as typeof show }),
                replace: true,
              })
            }
          />
          <TextInput
            size="xs"
            w={220}
            placeholder={say('campaigns.filter')}
            aria-label={say('campaigns.filter')}
            value={q}
            onChange={({ currentTarget: { value } }) =>
              void navigate({
                search: ({ q: _, ...before }) => (value === '' ? before : { ...before, q: value }),
                replace: true,
              })
            }
          />
        </Group>
      </Group>
      <section className="sw-panel">
        {error ? <Failure error={error} again={() => void refetch()} /> : null}
        {isPending ? <Loading /> : null}
        {data ? (
          <DataTable
            caption={say('campaigns.title')}
            columns={columns}
            rows={rows}
            rowId={({ id }) => id}
            file="campaigns"
            sort={sortOf(sort) ?? { by: 'exchanges', down: true }}
            onSort={(next) =>
              void navigate({ search: (before) => ({ ...before, sort: sortText(next) }), replace: true })
            }
            empty={<Empty title={say('state.noMatches')} />}
          />
        ) : null}
      </section>
    </Stack>
  )
}
