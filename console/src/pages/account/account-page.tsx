// One account: whose it is said to be, what it sent of that and otherwise, what it shares, what was decided, and what its
// customer is told.
import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useSay, useTerm } from '../../messages/language'
import { nameOf } from '../../parts/campaign-name'
import { CaseFile } from '../../parts/case-file'
import { Id } from '../../parts/copy'
import { DataTable } from '../../parts/data-table'
import { Panel } from '../../parts/panel'
import { Loading, PageFailure } from '../../parts/states'
import { Time } from '../../parts/time'
import { Verdict } from '../../parts/verdict'
import type { AccountView } from '../../service/client'
import { useFormat } from '../../service/clock'
import { accountQuery } from '../../service/queries'
import { FirstRun } from '../overview/first-run'
import { isNothingYet } from '../overview/nothing-yet'
import { HistoryPanel } from './history-panel'
import { MixPanel } from './mix-panel'
import { NotesPanel } from './notes-panel'
import { RecognisedPanel } from './recognised-panel'
import { SentFigure } from './sent-figure'
import { SharedPanel } from './shared-panel'
import { ToldPanel } from './told-panel'

const page = getRouteApi('/accounts/$id')

export function AccountPage() {
  const say = useSay()
  const format = useFormat()
  const { id } = page.useParams()
  const { data, error, isPending, refetch } = useQuery(accountQuery(id))
  if (isNothingYet(error)) return <FirstRun />
  if (error)
    return (
      <PageFailure
        title={
          <>
            {say('account.title')} <Id id={id} />
          </>
        }
        error={error}
        again={() => void refetch()}
      />
    )
  if (isPending) return <Loading rows={8} />
  return (
    <Stack gap="md">
      <div>
        <Title order={1} style={{ display: 'flex', gap: 10, alignItems: 'baseline', flexWrap: 'wrap' }}>
          {say('account.title')} <Id id={data.account} />
        </Title>
        <Group gap="sm" my={6}>
          {data.campaigns.some(({ verdict }) => verdict !== 'explained') ? (
            <Doing
              search={{ campaign: data.campaigns.find(({ verdict }) => verdict !== 'explained')?.id ?? '' }}
            >
              {say('account.actOnCampaign')}
            </Doing>
          ) : null}
          {data.campaigns
            .filter(({ verdict }) => verdict !== 'explained')
            .slice(0, 1)
            .map((campaign) => (
              <CaseFile
                key={campaign.id}
                campaign={campaign.id}
                name={nameOf(campaign)}
                account={data.account}
              />
            ))}
          <Doing search={{ kind: 'exempt', account: data.account }}>{say('account.exemptIt')}</Doing>
          <Doing search={{ kind: 'appeal', account: data.account }}>{say('account.appealIt')}</Doing>
        </Group>
        <Text size="sm" className="sw-dim">
          {say('shell.asOf', { at: format.time(data.made_at) })}
          {data.exempt_until === undefined
            ? null
            : ` · ${say('account.exempt', { at: format.time(data.exempt_until) })}`}
        </Text>
      </div>
      <Memberships view={data} />
      <RecognisedPanel view={data} />
      {data.sent === null ? (
        <Alert color="gray">{say(data.seen === false ? 'account.notSeen' : 'account.busy')}</Alert>
      ) : null}
      <HistoryPanel view={data} />
      <div className="sw-columns">
        <Stack gap="md" miw={0}>
          {data.sent ? <SentFigure account={data.account} sent={data.sent} /> : null}
          {data.sent ? (
            <div className="sw-halves">
              <MixPanel account={data.account} sent={data.sent} kind="model" />
              <MixPanel account={data.account} sent={data.sent} kind="capability" />
            </div>
          ) : null}
          <SharedPanel view={data} />
        </Stack>
        <Stack gap="md" miw={0}>
          <ToldPanel view={data} />
          <NotesPanel view={data} />
          {data.sent ? <Facts sent={data.sent} /> : null}
        </Stack>
      </div>
    </Stack>
  )
}

function Memberships({ view: { campaigns, account } }: { readonly view: AccountView }) {
  const say = useSay()
  const term = useTerm()
  const format = useFormat()
  if (campaigns.length === 0)
    return (
      <Panel title={say('account.member')}>
        <Text size="sm">{say('account.notMember')}</Text>
      </Panel>
    )
  return (
    <Panel title={say('account.member')}>
      <DataTable
        caption={say('account.member')}
        file={`${account}-campaigns`}
        rows={campaigns}
        rowId={({ id }) => id}
        columns={[
          {
            id: 'name',
            title: say('column.name'),
            value: nameOf,
            cell: ({ id, ...named }) => (
              <Link to="/campaigns/$id" params={{ id }} className="sw-link">
                {nameOf(named)}
              </Link>
            ),
          },
          {
            id: 'verdict',
            title: say('column.verdict'),
            value: ({ verdict }) => term('verdict', verdict),
            cell: ({ verdict }) => <Verdict verdict={verdict} />,
          },
          {
            id: 'probability',
            title: say('column.probability'),
            align: 'right',
            value: ({ probability }) => probability,
            cell: ({ probability }) => format.probability(probability),
          },
          {
            id: 'membership',
            title: say('column.membership'),
            align: 'right',
            value: ({ membership }) => membership,
            cell: ({ membership }) => format.probability(membership),
          },
          {
            id: 'exchanges',
            title: say('column.exchanges'),
            align: 'right',
            value: ({ exchanges }) => exchanges,
            cell: ({ exchanges }) => format.number(exchanges),
          },
        ]}
      />
    </Panel>
  )
}

/** A way to the page where it is done, with its effect first. */
function Doing({
  search,
  children,
}: {
  readonly search: {
    readonly campaign?: string
    readonly kind?: 'exempt' | 'appeal'
    readonly account?: string
  }
  readonly children: string
}) {
  return (
    <Button
      size="compact-sm"
      variant="light"
      renderRoot={(props) => <Link {...props} to="/act" search={search} />}
    >
      {children}
    </Button>
  )
}

const TIMES = new Set(['first', 'last', 'created_at', 'suspended_at'])

function Facts({ sent: { facts } }: { readonly sent: NonNullable<AccountView['sent']> }) {
  const say = useSay()
  const term = useTerm()
  const format = useFormat()
  return (
    <Panel title={say('account.facts')}>
      <dl className="sw-facts">
        {Object.entries(facts)
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{term('fact', name)}</dt>
              <dd className="sw-number">
                {typeof value === 'number' ? (
                  format.number(value)
                ) : TIMES.has(name) ? (
                  <Time at={value} />
                ) : (
                  value
                )}
              </dd>
            </div>
          ))}
      </dl>
    </Panel>
  )
}
