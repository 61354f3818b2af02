// What partners share: their campaigns that are in force with own accounts that show them, indicators with what is left of
// them, and what was kept aside.
import { Button, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useSay, useTell, useTerm } from '../../messages/language'
import { type Column, DataTable } from '../../parts/data-table'
import { Panel } from '../../parts/panel'
import { Prose } from '../../parts/prose'
import { Empty, Failure, Loading } from '../../parts/states'
import { Time } from '../../parts/time'
import { Told } from '../../parts/told'
import type { AsideObject, Received, ReceivedIndicator } from '../../service/client'
import { useFormat } from '../../service/clock'
import {
  asideQuery,
  indicatorsQuery,
  RECEIVED_PAGE,
  receivedQuery,
  sharingQuery,
} from '../../service/queries'
import { allAside, allIndicators, allReceived } from '../../service/whole'

const page = getRouteApi('/share')
const SHOWN = ['campaigns', 'indicators', 'aside'] as const

export function ReceivedTab() {
  const say = useSay()
  const { show = 'campaigns', q = '' } = page.useSearch()
  const navigate = page.useNavigate()
  const { data } = useQuery(sharingQuery)
  if (data?.has_partners === false)
    return (
      <section className="sw-panel">
        <Empty title={say('sharing.noPartnersTitle')}>
          <Prose text={say('sharing.noPartners')} />
        </Empty>
      </section>
    )
  const Shown = { campaigns: Campaigns, indicators: Indicators, aside: Aside }[show]
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="sm">
        <SegmentedControl
          size="xs"
          aria-label={say('sharing.show')}
          value={show}
          data={SHOWN.map((name) => ({ value: name, label: say(`sharing.show.${name}`) }))}
          onChange={(value) =>
            void navigate({ search: { tab: 'received', show: value as typeof show }, replace: true })
          }
        />
        <TextInput
          size="xs"
          w={260}
          placeholder={say('sharing.filter')}
          aria-label={say('sharing.filter')}
          value={q}
          onChange={({ currentTarget: { value } }) =>
            void navigate({
              search: { tab: 'received', show, ...(value !== '' && { q: value }) },
              replace: true,
            })
          }
        />
      </Group>
      <Shown />
    </Stack>
  )
}

interface ListedProps<Row> {
  readonly title: string
  readonly says?: string
  readonly file: string
  readonly columns: readonly Column<Row>[]
  readonly rowId: (row: Row) => string
  readonly answer: Answer<Row>
  /** All rows, for what is saved. */
  readonly all: (q: string) => Promise<readonly Row[]>
}

type Answer<Row> = Pick<
  UseQueryResult<{ readonly as_of: string | null; readonly total: number; readonly rows: readonly Row[] }>,
  'data' | 'error' | 'refetch'
>

/** A page of rows, with the way to the next. */
function Listed<Row extends object>({ title, says, file, columns, rowId, answer, all }: ListedProps<Row>) {
  const say = useSay()
  const format = useFormat()
  const { page: number = 1, q = '' } = page.useSearch()
  const navigate = page.useNavigate()
  const { data, error, refetch } = answer
  if (error) return <Failure error={error} again={() => void refetch()} />
  if (!data) return <Loading />
  const before = (number - 1) * RECEIVED_PAGE
  const go = (to: number) => void navigate({ search: (now) => ({ ...now, page: to }) })
  return (
    <Panel
      title={title}
      says={[data.as_of === null ? '' : say('shell.asOf', { at: format.time(data.as_of) }), says ?? '']
        .filter((part) => part !== '')
        .join(' · ')}
    >
      <DataTable
        caption={title}
        columns={columns}
        rows={data.rows}
        rowId={rowId}
        file={file}
        isSorted
        {...(data.total > data.rows.length && { all: () => all(q) })}
        footer={
          <Group gap="sm">
            <Text size="xs" className="sw-dim">
              {say('sharing.shownOf', { shown: data.rows.length, total: data.total })}
            </Text>
            {number > 1 ? (
              <Button size="compact-xs" variant="default" onClick={() => go(number - 1)}>
                {say('sharing.newer')}
              </Button>
            ) : null}
            {before + data.rows.length < data.total ? (
              <Button size="compact-xs" variant="default" onClick={() => go(number + 1)}>
                {say('sharing.older')}
              </Button>
            ) : null}
          </Group>
        }
        empty={<Empty title={data.as_of === null ? say('sharing.busy') : say('sharing.receivedNone')} />}
      />
    </Panel>
  )
}

/** How much of a partner's word is left, and until when. */
function useStandingColumns<
  Row extends { readonly confidence: number; readonly until: string },
>(): readonly Column<Row>[] {
  const say = useSay()
  const format = useFormat()
  return [
    {
      id: 'confidence',
      title: say('sharing.confidenceNow'),
      align: 'right',
      isFixed: true,
      value: ({ confidence }) => confidence,
      cell: ({ confidence }) => format.percent(confidence),
    },
    {
      id: 'until',
      title: say('sharing.until'),
      isFixed: true,
      value: ({ until }) => until,
      cell: ({ until }) => (until === '' ? '–' : <Time at={until} />),
    },
  ]
}

function Campaigns() {
  const say = useSay()
  const term = useTerm()
  const format = useFormat()
  const { q = '', page: number = 1, open } = page.useSearch()
  const answer = useQuery(receivedQuery(number, q))
  const opened = answer.data?.rows.find(({ id }) => id === open)
  const standing = useStandingColumns<Received>()
  const columns: readonly Column<Received>[] = [
    {
      id: 'name',
      title: say('sharing.campaign'),
      isFixed: true,
      value: ({ name }) => name,
      cell: ({ name, verdict, signed }) => (
        <>
          <b>{name}</b>
          <Text size="xs" className="sw-dim">
            {verdict === '' ? null : term('verdict', verdict)}
            {signed ? ` · ${say('sharing.signed')}` : null}
          </Text>
        </>
      ),
    },
    {
      id: 'producer',
      title: say('sharing.producer'),
      isFixed: true,
      value: ({ producer, partner }) => (producer === partner ? partner : `${producer} (${partner})`),
    },
    { id: 'tlp', title: say('sharing.tlp'), isFixed: true, value: ({ tlp }) => tlp.toUpperCase() },
    {
      id: 'there',
      title: say('sharing.accountsThere'),
      align: 'right',
      isFixed: true,
      value: ({ accounts_there }) => accounts_there,
    },
    {
      id: 'indicators',
      title: say('sharing.indicators'),
      align: 'right',
      isFixed: true,
      value: ({ indicators }) => indicators,
    },
    ...standing,
    {
      id: 'matches',
      title: say('sharing.matches'),
      align: 'right',
      isFixed: true,
      value: ({ matches }) => matches,
      cell: ({ id, name, matches }) =>
        matches === 0 ? (
          '0'
        ) : (
          <Link
            className="sw-link"
            from="/share"
            to="/share"
            search={(now) => ({ ...now, open: id })}
            resetScroll={false}
            aria-label={say('sharing.openMatches', { name })}
          >
            {format.number(matches)}
          </Link>
        ),
    },
    {
      id: 'sighted',
      title: say('sharing.sighted'),
      isFixed: true,
      value: ({ sighted }) =>
        sighted === 0 ? say('sharing.sightedNone') : say('sharing.sightedSays', { count: sighted }),
    },
  ]
  return (
    <>
      <Listed
        title={say('sharing.show.campaigns')}
        says={say('sharing.matchesSays')}
        file="received-campaigns"
        columns={columns}
        rowId={({ partner, id }) => `${partner} ${id}`}
        all={allReceived}
        answer={answer}
      />
      {opened ? <Matched received={opened} /> : null}
    </>
  )
}

function Matched({ received: { name, matched, matches } }: { readonly received: Received }) {
  const say = useSay()
  const term = useTerm()
  const format = useFormat()
  const columns: readonly Column<Received['matched'][number]>[] = [
    {
      id: 'account',
      title: say('sharing.account'),
      value: ({ account }) => account,
      cell: ({ account }) => (
        <Link className="sw-link" to="/accounts/$id" params={{ id: account }}>
          {account}
        </Link>
      ),
    },
    {
      id: 'bits',
      title: say('sharing.bits'),
      align: 'right',
      value: ({ bits }) => bits,
      cell: ({ bits }) => format.bits(bits),
    },
    {
      id: 'by',
      title: say('sharing.by'),
      value: ({ by }) => by.map((kind) => term('trait', kind)).join(', '),
    },
    {
      id: 'exchanges',
      title: say('sharing.exchanges'),
      align: 'right',
      value: ({ exchanges }) => exchanges,
    },
    {
      id: 'last',
      title: say('sharing.last'),
      value: ({ last }) => last,
      cell: ({ last }) => <Time at={last} />,
    },
  ]
  return (
    <Panel
      title={say('sharing.matchedTitle', { name })}
      says={say('sharing.shownOf', { shown: matched.length, total: matches })}
    >
      <DataTable
        caption={say('sharing.matchedTitle', { name })}
        columns={columns}
        rows={matched}
        rowId={({ account }) => account}
        file={`${name}-matches`}
      />
    </Panel>
  )
}

function Indicators() {
  const say = useSay()
  const term = useTerm()
  const { q = '', page: number = 1 } = page.useSearch()
  const standing = useStandingColumns<ReceivedIndicator>()
  const columns: readonly Column<ReceivedIndicator>[] = [
    { id: 'kind', title: say('sharing.kind'), isFixed: true, value: ({ kind }) => term('trait', kind) },
    {
      id: 'asks',
      title: say('sharing.asks'),
      isFixed: true,
      value: ({ asks }) => asks,
      cell: ({ asks }) => (
        <span className="sw-mono" style={{ overflowWrap: 'anywhere' }}>
          {asks}
        </span>
      ),
    },
    { id: 'partner', title: say('sharing.partner'), isFixed: true, value: ({ partner }) => partner },
    { id: 'tlp', title: say('sharing.tlp'), isFixed: true, value: ({ tlp }) => tlp.toUpperCase() },
    ...standing,
  ]
  return (
    <Listed
      title={say('sharing.indicators')}
      file="received-indicators"
      columns={columns}
      rowId={({ partner, id }) => `${partner} ${id}`}
      all={allIndicators}
      answer={useQuery(indicatorsQuery(number, q))}
    />
  )
}

function Aside() {
  const say = useSay()
  const tell = useTell()
  const { q = '', page: number = 1 } = page.useSearch()
  const columns: readonly Column<AsideObject>[] = [
    {
      id: 'at',
      title: say('sharing.receivedAt'),
      isFixed: true,
      value: ({ received_at }) => received_at,
      cell: ({ received_at }) => <Time at={received_at} />,
    },
    { id: 'partner', title: say('sharing.partner'), isFixed: true, value: ({ partner }) => partner },
    {
      id: 'object',
      title: say('sharing.object'),
      isFixed: true,
      value: ({ id }) => id,
      cell: ({ id }) => (
        <span className="sw-mono" style={{ overflowWrap: 'anywhere' }}>
          {id === '' ? '–' : id}
        </span>
      ),
    },
    {
      id: 'why',
      title: say('sharing.why'),
      isFixed: true,
      value: ({ why, said }) => tell(why, said).text,
      cell: ({ why, said }) => <Told text={why} said={said} />,
    },
    {
      id: 'text',
      title: say('sharing.beginning'),
      isFixed: true,
      value: ({ text }) => text,
      cell: ({ text }) => (
        <span className="sw-mono" style={{ overflowWrap: 'anywhere' }}>
          {text}
        </span>
      ),
    },
  ]
  return (
    <Listed
      title={say('sharing.show.aside')}
      file="set-aside"
      columns={columns}
      rowId={({ partner, id, received_at, why, text }) => `${partner} ${id} ${received_at} ${why} ${text}`}
      all={allAside}
      answer={useQuery(asideQuery(number, q))}
    />
  )
}
