// What waits to go to collections of others: how far it is, why it waits, and when it is tried again.
import { Button, Group, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSay, useTell } from '../../messages/language'
import { type Column, DataTable } from '../../parts/data-table'
import { Panel } from '../../parts/panel'
import { Empty, Failure, Loading } from '../../parts/states'
import { Time } from '../../parts/time'
import { Told } from '../../parts/told'
import { service, told, type Waiting } from '../../service/client'
import { useFormat } from '../../service/clock'
import { meQuery, outboxQuery } from '../../service/queries'
import { DropDialog } from './drop-dialog'

export function OutboxTab() {
  const say = useSay()
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery(outboxQuery)
  const { data: me } = useQuery(meQuery)
  const [dropped, setDropped] = useState<Waiting>()
  const mayAct = me?.scopes.some((scope) => scope === 'act' || scope === 'admin') === true
  const sending = useMutation({
    mutationFn: (id: string) => told(service.POST('/v1/outbox/{id}/send', { params: { path: { id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['deeds'] }),
  })
  const columns = useColumns({
    mayAct,
    sending: sending.isPending ? sending.variables : undefined,
    send: sending.mutate,
    drop: setDropped,
  })
  if (error) return <Failure error={error} again={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <Panel title={say('sharing.tab.outbox')} says={say('outbox.says')}>
      {sending.error ? <Failure error={sending.error} /> : null}
      <DataTable
        caption={say('sharing.tab.outbox')}
        columns={columns}
        rows={data.rows}
        rowId={({ id }) => id}
        file="outbox"
        empty={<Empty title={say('outbox.nothing')} />}
      />
      {mayAct || data.rows.length === 0 ? null : (
        <Text size="xs" className="sw-dim">
          {say('outbox.needsScope')}
        </Text>
      )}
      {dropped ? <DropDialog waiting={dropped} close={() => setDropped(undefined)} /> : null}
    </Panel>
  )
}

interface Deeds {
  readonly mayAct: boolean
  /** Id of what is being sent. */
  readonly sending: string | undefined
  readonly send: (id: string) => void
  readonly drop: (waiting: Waiting) => void
}

function useColumns({ mayAct, sending, send, drop }: Deeds): readonly Column<Waiting>[] {
  const say = useSay()
  const tell = useTell()
  const format = useFormat()
  const count = (id: 'waiting' | 'pending' | 'refused'): Column<Waiting> => ({
    id,
    title: say(`outbox.${id}`),
    align: 'right',
    value: (one) => one[id],
    cell: (one) => format.number(one[id]),
  })
  return [
    { id: 'at', title: say('outbox.since'), value: ({ at }) => at, cell: ({ at }) => <Time at={at} /> },
    {
      id: 'what',
      title: say('sharing.what'),
      value: ({ kind, about }) => `${say(`outbox.kind.${kind}`)}: ${about.name}`,
      cell: ({ kind, about }) => (
        <>
          <b>{about.name}</b>
          <Text size="xs" className="sw-dim">
            {say(`outbox.kind.${kind}`)}
          </Text>
        </>
      ),
    },
    {
      id: 'to',
      title: say('outbox.to'),
      value: ({ to, collection }) => (collection === '' ? to : `${collection} (${to})`),
      cell: ({ to, collection }) => (
        <div style={{ minWidth: 190, maxWidth: 300, overflowWrap: 'anywhere' }}>
          {collection === '' ? null : <b>{collection}</b>}
          <Text size="xs" className="sw-dim">
            {to}
          </Text>
        </div>
      ),
    },
    {
      id: 'accepted',
      title: say('outbox.accepted'),
      align: 'right',
      value: ({ accepted }) => accepted,
      cell: ({ accepted, objects }) => say('sharing.shownOf', { shown: accepted, total: objects }),
    },
    count('waiting'),
    count('pending'),
    count('refused'),
    { id: 'objects', title: say('outbox.objects'), value: ({ objects }) => objects, isSavedOnly: true },
    {
      id: 'why',
      title: say('sharing.why'),
      isFixed: true,
      value: ({ why, said, refusals }) =>
        [tell(why, said).text, ...refusals.map(({ id, message }) => `${id}: ${message}`)].join('; '),
      cell: (one) => <Why waiting={one} />,
    },
    {
      id: 'tries',
      title: say('outbox.tries'),
      align: 'right',
      value: ({ tries }) => tries,
    },
    {
      id: 'next',
      title: say('outbox.next'),
      value: ({ next }) => next,
      cell: ({ next, settled }) =>
        settled ? say('outbox.settled') : next === '' ? say('outbox.soon') : <Time at={next} />,
    },
    {
      id: 'do',
      title: say('acts.do'),
      isFixed: true,
      value: () => '',
      cell: (one) =>
        mayAct ? (
          <Group gap={6} miw={100}>
            {one.settled ? null : (
              <Button
                size="compact-xs"
                variant="default"
                loading={sending === one.id}
                onClick={() => send(one.id)}
              >
                {say('outbox.send')}
              </Button>
            )}
            <Button size="compact-xs" variant="default" onClick={() => drop(one)}>
              {say(one.settled ? 'outbox.seen' : 'outbox.drop')}
            </Button>
          </Group>
        ) : null,
    },
  ]
}

const MOST_REFUSALS = 3

function Why({ waiting: { why, said, refusals } }: { readonly waiting: Waiting }) {
  const say = useSay()
  return (
    <div style={{ minWidth: 200, maxWidth: 380, overflowWrap: 'anywhere' }}>
      <Told text={why} said={said} />
      {refusals.slice(0, MOST_REFUSALS).map(({ id, message, times }) => (
        <Text key={id} size="xs" className="sw-dim">
          {say('outbox.refusal', { count: times })} <span className="sw-mono">{id}</span>{' '}
          <q className="sw-theirs">{message}</q>
        </Text>
      ))}
      {refusals.length > MOST_REFUSALS ? (
        <Text size="xs" className="sw-dim">
          {say('account.withMore', { count: refusals.length - MOST_REFUSALS })}
        </Text>
      ) : null}
    </div>
  )
}
