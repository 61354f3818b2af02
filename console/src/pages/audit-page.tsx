// Who did what, with the state of the chain that the log is.
import { Alert, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useSay, useTerm } from '../messages/language'
import { type Column, DataTable } from '../parts/data-table'
import { tellDetails } from '../parts/details'
import { Empty, Failure, Loading } from '../parts/states'
import { Time } from '../parts/time'
import type { AuditEntry } from '../service/client'
import { auditQuery } from '../service/queries'
import { allEntries } from '../service/whole'

const page = getRouteApi('/audit')

export function AuditPage() {
  const say = useSay()
  const term = useTerm()
  const { q = '', before } = page.useSearch()
  const navigate = page.useNavigate()
  const { data, error, isPending, refetch } = useQuery(auditQuery(q, before))
  const oldest = data?.entries.at(-1)?.seq
  const details = (entry: AuditEntry) => tellDetails(entry.details, term)
  const columns: readonly Column<AuditEntry>[] = [
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
    { id: 'actor', title: say('audit.actor'), isFixed: true, value: ({ actor }) => actor },
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
      id: 'details',
      title: say('audit.details'),
      isFixed: true,
      value: details,
      cell: (entry) => <span style={{ overflowWrap: 'anywhere' }}>{details(entry)}</span>,
    },
  ]
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>{say('audit.title')}</Title>
          <Text size="sm" className="sw-dim">
            {say('audit.says')}
          </Text>
        </div>
        <TextInput
          w={260}
          placeholder={say('audit.filter')}
          aria-label={say('audit.filter')}
          value={q}
          onChange={({ currentTarget: { value } }) =>
            void navigate({ search: value === '' ? {} : { q: value }, replace: true })
          }
        />
      </Group>
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data?.broken_at === undefined ? null : (
        <Alert color="red" title={say('audit.brokenTitle')} role="alert">
          {say('audit.broken', { line: data.broken_at })}
        </Alert>
      )}
      <section className="sw-panel">
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
              {...(data.matching > data.entries.length && { all: () => allEntries(q) })}
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
                      onClick={() => void navigate({ search: q === '' ? {} : { q } })}
                    >
                      {say('audit.newest')}
                    </Button>
                  )}
                  {oldest === undefined || oldest <= 1 || data.entries.length >= data.matching ? null : (
                    <Button
                      size="compact-xs"
                      variant="default"
                      onClick={() => void navigate({ search: { ...(q !== '' && { q }), before: oldest } })}
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
