// Who did what, with the state of the chain that the log is. Who is asked for, what and about what is in the address.
import { Alert, Button, Group, NativeSelect, Stack, Text, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useSay, useTerm } from '../messages/language'
import { nameOf } from '../parts/campaign-name'
import { type Column, DataTable } from '../parts/data-table'
import { tellDetails } from '../parts/details'
import { Empty, Failure, Loading } from '../parts/states'
import { Time } from '../parts/time'
import type { AuditEntry } from '../service/client'
import { auditQuery } from '../service/queries'
import { allEntries } from '../service/whole'

const page = getRouteApi('/audit')
/** Details that are told as links. */
const LINKED: ReadonlySet<string> = new Set(['campaign', 'account', 'act'])

export function AuditPage() {
  const say = useSay()
  const { before, ...filter } = page.useSearch()
  const navigate = page.useNavigate()
  const { data, error, isPending, refetch } = useQuery(auditQuery(filter, before))
  const oldest = data?.entries.at(-1)?.seq
  const columns = useColumns()
  return (
    <Stack gap="md">
      <div>
        <Title order={1}>{say('audit.title')}</Title>
        <Text size="sm" className="sw-dim">
          {say('audit.says')}
        </Text>
      </div>
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data?.broken_at === undefined ? null : (
        <Alert color="red" title={say('audit.brokenTitle')} role="alert">
          {say('audit.broken', { line: data.broken_at })}
        </Alert>
      )}
      <section className="sw-panel">
        <Filters actors={data?.actors ?? []} actions={data?.actions ?? []} />
        {isPending ? <Loading /> : null}
        {data ? (
          <>
            {data.broken_at === undefined ? (
              <Text size="xs" className="sw-dim" mb="xs" style={{ overflowWrap: 'anywhere' }}>
                {say('audit.whole', { count: data.head.seq, hash: data.head.hash })}
              </Text>
            ) : null}
            <DataTable
              caption={say('audit.title')}
              columns={columns}
              rows={data.entries}
              rowId={({ seq }) => String(seq)}
              file="audit"
              {...(data.matching > data.entries.length && {
                all: () => allEntries(filter),
                allCount: data.matching,
              })}
              isSorted
              footer={
                <Group gap="sm">
                  <Text size="xs" className="sw-dim">
                    {say('audit.matching', { count: data.matching, shown: data.entries.length })}
                  </Text>
                  {before === undefined ? null : (
                    <Button
                      size="compact-xs"
                      variant="default"
                      onClick={() => void navigate({ search: filter })}
                    >
                      {say('audit.newest')}
                    </Button>
                  )}
                  {oldest === undefined || oldest <= 1 || data.entries.length >= data.matching ? null : (
                    <Button
                      size="compact-xs"
                      variant="default"
                      onClick={() => void navigate({ search: { ...filter, before: oldest } })}
                    >
                      {say('audit.older')}
                    </Button>
                  )}
                </Group>
              }
              empty={<Empty title={say('state.noMatches')} />}
            />
          </>
        ) : null}
      </section>
    </Stack>
  )
}

interface FiltersProps {
  readonly actors: readonly { readonly id: string; readonly name?: string }[]
  readonly actions: readonly string[]
}

function Filters({ actors, actions }: FiltersProps) {
  const say = useSay()
  const term = useTerm()
  const { before: _, ...filter } = page.useSearch()
  const navigate = page.useNavigate()
  const set = (name: keyof typeof filter, value: string) => {
    const { [name]: _, ...others } = filter
    void navigate({ search: value === '' ? others : { ...others, [name]: value }, replace: true })
  }
  const isAny = Object.keys(filter).length > 0
  return (
    <Group gap="xs" mb="xs">
      <NativeSelect
        size="xs"
        maw={260}
        aria-label={say('audit.actor')}
        value={filter.who ?? ''}
        data={[
          { value: '', label: say('audit.everybody') },
          // Who is asked for is there also when the log doesn't know them.
          ...(filter.who !== undefined && !actors.some(({ id }) => id === filter.who)
            ? [{ value: filter.who, label: filter.who }]
            : []),
          ...actors.map(({ id, name }) => ({
            value: id,
            label: name === undefined ? id : `${name} · ${id}`,
          })),
        ]}
        onChange={({ currentTarget: { value } }) => set('who', value)}
      />
      <NativeSelect
        size="xs"
        maw={260}
        aria-label={say('audit.action')}
        value={filter.what ?? ''}
        data={[
          { value: '', label: say('audit.everything') },
          ...[...new Set([...actions, ...(filter.what === undefined ? [] : [filter.what])])].map((value) => ({
            value,
            label: term('done', value),
          })),
        ]}
        onChange={({ currentTarget: { value } }) => set('what', value)}
      />
      <TextInput
        size="xs"
        w={240}
        placeholder={say('audit.about')}
        aria-label={say('audit.about')}
        value={filter.about ?? ''}
        onChange={({ currentTarget: { value } }) => set('about', value)}
      />
      <TextInput
        size="xs"
        w={200}
        placeholder={say('audit.filter')}
        aria-label={say('audit.filter')}
        value={filter.q ?? ''}
        onChange={({ currentTarget: { value } }) => set('q', value)}
      />
      {isAny ? (
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => void navigate({ search: {}, replace: true })}
        >
          {say('audit.all')}
        </Button>
      ) : null}
    </Group>
  )
}

function useColumns(): readonly Column<AuditEntry>[] {
  const say = useSay()
  const term = useTerm()
  const { before: _, ...filter } = page.useSearch()
  return [
    { id: 'seq', title: say('audit.seq'), align: 'right', value: ({ seq }) => seq, isFixed: true },
    {
      id: 'at',
      title: say('acts.at'),
      isFixed: true,
      value: ({ at }) => at,
      cell: ({ at }) => (
        <span style={{ whiteSpace: 'nowrap' }}>
          <Time at={at} tells="second" />
        </span>
      ),
    },
    {
      id: 'actor',
      title: say('audit.actor'),
      isFixed: true,
      value: ({ actor }) => actor,
      cell: ({ actor, name }) => (
        <Link to="/audit" search={{ ...filter, who: actor }} className="sw-link" title={say('audit.onlyWho')}>
          {name === undefined ? null : <div>{name}</div>}
          <div className={name === undefined ? undefined : 'sw-mono sw-dim'}>{actor}</div>
        </Link>
      ),
    },
    { id: 'name', title: say('audit.name'), isSavedOnly: true, value: ({ name = '' }) => name },
    {
      id: 'action',
      title: say('audit.action'),
      isFixed: true,
      value: ({ action }) => `${term('done', action)} (${action})`,
      cell: ({ action }) => (
        <>
          <div>{term('done', action)}</div>
          <div className="sw-mono sw-dim">{action}</div>
        </>
      ),
    },
    {
      id: 'campaign',
      title: say('column.campaign'),
      isSavedOnly: true,
      value: ({ about: { campaign } }) => campaign?.id ?? '',
    },
    {
      id: 'account',
      title: say('column.account'),
      isSavedOnly: true,
      value: ({ about: { account = '' } }) => account,
    },
    {
      id: 'details',
      title: say('audit.details'),
      isFixed: true,
      value: ({ details }) => tellDetails(details, term),
      cell: (entry) => <Details entry={entry} />,
    },
  ]
}

/** What it is about, as links, and whatever else the log has of it. */
function Details({ entry: { about, details } }: { readonly entry: AuditEntry }) {
  const term = useTerm()
  const { campaign, account, act } = about
  const rest = Object.fromEntries(Object.entries(details).filter(([name]) => !LINKED.has(name)))
  const parts = [
    campaign && (
      <span key="campaign">
        {term('detail', 'campaign')}:{' '}
        {campaign.name === undefined ? (
          <span className="sw-mono">{campaign.id}</span>
        ) : (
          <Link to="/campaigns/$id" params={{ id: campaign.id }} className="sw-link">
            {nameOf({ ...campaign, name: campaign.name })}
          </Link>
        )}
      </span>
    ),
    account === undefined ? undefined : (
      <span key="account">
        {term('detail', 'account')}:{' '}
        <Link to="/accounts/$id" params={{ id: account }} className="sw-link sw-mono">
          {account}
        </Link>
      </span>
    ),
    act === undefined ? undefined : (
      <span key="act">
        {term('detail', 'act')}:{' '}
        <Link to="/audit" search={{ about: act }} className="sw-link sw-mono">
          {act}
        </Link>
      </span>
    ),
    Object.keys(rest).length === 0 ? undefined : <span key="rest">{tellDetails(rest, term)}</span>,
  ].filter((part) => part !== undefined)
  return (
    <span style={{ overflowWrap: 'anywhere' }}>
      {parts.map((part, place) => (
        <span key={part.key}>
          {place === 0 ? null : ' · '}
          {part}
        </span>
      ))}
    </span>
  )
}
