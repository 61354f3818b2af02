// What is looked for: every detector, whether it ran in the newest analysis, and what it gave.
import { Group, SegmentedControl, Stack, Text, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useSay, useTerm } from '../../messages/language'
import { type Column, DataTable } from '../../parts/data-table'
import { Empty, Failure, Loading } from '../../parts/states'
import { Stats } from '../../parts/stats'
import { Told } from '../../parts/told'
import { DETECTOR_FILTERS, sortOf, sortText } from '../../router'
import type { Detectors, ListedDetector } from '../../service/client'
import { useFormat } from '../../service/clock'
import { detectorsQuery } from '../../service/queries'
import { DetectorDrawer } from './detector-drawer'
import { GivenBits } from './given-bits'
import { Precision } from './precision'
import { RunState, stateOf } from './run-state'

const page = getRouteApi('/detectors')

export function DetectorsPage() {
  const say = useSay()
  const format = useFormat()
  const { data, error, isPending, refetch } = useQuery(detectorsQuery)
  return (
    <Stack gap="md">
      <div>
        <Title order={1}>{say('detectors.title')}</Title>
        <Text size="sm" className="sw-dim" maw={900}>
          {say('detectors.says')}{' '}
          {data?.made_at === undefined ? null : say('shell.asOf', { at: format.time(data.made_at) })}
        </Text>
      </div>
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {isPending ? <Loading rows={9} /> : null}
      {data ? (
        <>
          {data.analysis === undefined ? (
            <Text size="sm">{say('detectors.nothing')}</Text>
          ) : (
            <Runs {...data} />
          )}
          <List list={data} />
        </>
      ) : null}
    </Stack>
  )
}

function Runs({ detectors }: Detectors) {
  const say = useSay()
  const term = useTerm()
  const format = useFormat()
  const count = (wanted: string) => format.number(detectors.filter((one) => stateOf(one) === wanted).length)
  const [slowest] = [...detectors].sort((a, b) => (b.run?.ms ?? 0) - (a.run?.ms ?? 0))
  return (
    <Stats
      stats={[
        [say('detectors.ran'), count('ran'), say('detectors.ranBeside', { all: detectors.length })],
        [say('detectors.skipped'), count('skipped'), say('detectors.skippedBeside')],
        [say('detectors.failed'), count('failed'), say('detectors.failedBeside')],
        [
          say('detectors.slowest'),
          say('detectors.ms', { ms: Math.round(slowest?.run?.ms ?? 0) }),
          slowest ? term('detector', slowest.id) : '',
        ],
      ]}
    />
  )
}

const isShown = {
  all: () => true,
  spoke: ({ spoke }: ListedDetector) => spoke.groups > 0,
  quiet: (one: ListedDetector) => stateOf(one) === 'ran' && one.spoke.groups === 0,
  skipped: (one: ListedDetector) => stateOf(one) === 'skipped',
  failed: (one: ListedDetector) => stateOf(one) === 'failed',
} as const

function List({ list: { detectors, groups } }: { readonly list: Detectors }) {
  const say = useSay()
  const { show = 'all', q = '', sort, open } = page.useSearch()
  const navigate = page.useNavigate()
  const columns = useColumns()
  const term = useTerm()
  const wanted = q.trim().toLowerCase()
  const rows = detectors.filter(
    (one) =>
      isShown[show](one) &&
      `${one.id} ${term('detector', one.id)} ${one.raises}`.toLowerCase().includes(wanted),
  )
  const sorting = sortOf(sort)
  const opened = detectors.find(({ id }) => id === open)
  return (
    <section className="sw-panel">
      <Group justify="space-between" mb="sm" gap="sm">
        <SegmentedControl
          size="xs"
          aria-label={say('detectors.show')}
          value={show}
          onChange={(value) =>
            void navigate({
              search: (before) => ({ ...before, show: value as typeof show }),
              replace: true,
            })
          }
          data={DETECTOR_FILTERS.map((name) => ({ value: name, label: say(`detectors.show.${name}`) }))}
        />
        <TextInput
          w={260}
          size="xs"
          placeholder={say('detectors.filter')}
          aria-label={say('detectors.filter')}
          value={q}
          onChange={({ currentTarget: { value } }) =>
            void navigate({
              search: ({ q: _, ...before }) => (value === '' ? before : { ...before, q: value }),
              replace: true,
            })
          }
        />
      </Group>
      <DataTable
        caption={say('detectors.table')}
        columns={columns}
        rows={rows}
        rowId={({ id }) => id}
        file="detectors"
        {...(sorting && { sort: sorting })}
        onSort={(next) =>
          void navigate({
            search: (before) => ({ ...before, sort: sortText(next) }),
            replace: true,
            resetScroll: false,
          })
        }
        empty={<Empty title={say('state.noMatches')} />}
      />
      <DetectorDrawer
        detector={opened}
        groups={groups}
        onClose={() =>
          void navigate({ search: ({ open: _, ...before }) => before, replace: true, resetScroll: false })
        }
      />
    </section>
  )
}

const saved = (
  id: string,
  title: string,
  value: Column<ListedDetector>['value'],
): Column<ListedDetector> => ({ id, title, value, isSavedOnly: true })

function useColumns(): readonly Column<ListedDetector>[] {
  const say = useSay()
  const term = useTerm()
  const format = useFormat()
  return [
    {
      id: 'detector',
      title: say('detectors.detector'),
      value: ({ id }) => `${term('detector', id)} (${id})`,
      cell: ({ id, raises }) => (
        <div style={{ minWidth: 240, maxWidth: 560 }}>
          <Link
            className="sw-link"
            from="/detectors"
            to="/detectors"
            search={(before) => ({ ...before, open: id })}
            resetScroll={false}
            aria-label={say('detectors.open', { name: term('detector', id) })}
          >
            {term('detector', id)}
          </Link>
          <Text size="xs" className="sw-dim">
            <Told text={raises} />
          </Text>
        </div>
      ),
    },
    {
      id: 'family',
      title: say('detectors.family'),
      value: ({ family }) => term('family', family),
    },
    {
      id: 'state',
      title: say('detectors.state'),
      value: (one) => term('ran', stateOf(one)),
      cell: (one) => <RunState detector={one} />,
    },
    {
      id: 'groups',
      title: say('detectors.groups'),
      align: 'right',
      value: ({ spoke }) => spoke.groups,
      cell: ({ spoke }) => format.number(spoke.groups),
    },
    {
      id: 'accused',
      title: say('detectors.accused'),
      align: 'right',
      value: ({ spoke }) => spoke.accused,
      cell: ({ spoke }) => format.number(spoke.accused),
    },
    {
      id: 'bits',
      title: say('detectors.given'),
      value: ({ spoke }) => Number(spoke.median.toFixed(2)),
      cell: (one) => <GivenBits detector={one} />,
    },
    saved('least', say('detectors.saved.least'), ({ spoke }) => Number(spoke.least.toFixed(2))),
    saved('most', say('detectors.saved.most'), ({ spoke }) => Number(spoke.most.toFixed(2))),
    saved('floor', say('detectors.saved.floor'), ({ range }) => range.least),
    saved('ceiling', say('detectors.saved.ceiling'), ({ range }) => range.most),
    {
      id: 'precision',
      title: say('detectors.precision'),
      value: ({ precision }) => (precision?.tells ? Number(precision.share.toFixed(3)) : ''),
      cell: (one) => <Precision detector={one} />,
    },
    saved('low', say('detectors.saved.low'), ({ precision }) =>
      precision?.tells ? Number(precision.low.toFixed(3)) : '',
    ),
    saved('high', say('detectors.saved.high'), ({ precision }) =>
      precision?.tells ? Number(precision.high.toFixed(3)) : '',
    ),
    saved('confirmed', say('detectors.saved.confirmed'), ({ precision }) => precision?.confirmed ?? 0),
    saved('dismissed', say('detectors.saved.dismissed'), ({ precision }) => precision?.dismissed ?? 0),
    {
      id: 'time',
      title: say('detectors.time'),
      align: 'right',
      value: ({ run }) => run?.ms ?? 0,
      cell: ({ run }) => (
        <span style={{ whiteSpace: 'nowrap' }}>
          {run?.state === 'ran' ? say('detectors.ms', { ms: Math.round(run.ms) }) : '–'}
        </span>
      ),
    },
  ]
}
