// With whom is shared: how each partner was read last, and what was done.
import { Alert, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSay, useTell, useTerm } from '../../messages/language'
import { type Column, DataTable } from '../../parts/data-table'
import { tellDetails } from '../../parts/details'
import { Panel } from '../../parts/panel'
import { Prose } from '../../parts/prose'
import { Empty, Failure, Loading } from '../../parts/states'
import { Time } from '../../parts/time'
import { Told } from '../../parts/told'
import type { Sharing } from '../../service/client'
import { useFormat } from '../../service/clock'
import { sharingQuery } from '../../service/queries'

type Partner = Sharing['partners'][number]
type Activity = Sharing['activity'][number]

export function PartnersTab() {
  const { data, error, refetch } = useQuery(sharingQuery)
  if (error) return <Failure error={error} again={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <Stack gap="md">
      <PartnersPanel sharing={data} />
      <ActivityPanel activity={data.activity} />
    </Stack>
  )
}

function PartnersPanel({
  sharing: { partners, has_partners, as_of, partners_failure, partners_failure_said },
}: {
  readonly sharing: Sharing
}) {
  const say = useSay()
  const tell = useTell()
  const format = useFormat()
  const columns: readonly Column<Partner>[] = [
    {
      id: 'name',
      title: say('sharing.partner'),
      value: ({ name }) => name,
      cell: ({ name, url, collection }) => (
        <div style={{ maxWidth: 320 }}>
          <b>{name}</b>
          <Text size="xs" className="sw-dim" style={{ overflowWrap: 'anywhere' }}>
            {url} · {collection}
          </Text>
        </div>
      ),
    },
    {
      id: 'last',
      title: say('sharing.lastPull'),
      value: ({ last }) => last?.at ?? '',
      cell: ({ last }) => (last ? <Time at={last.at} relative /> : say('sharing.never')),
    },
    {
      id: 'outcome',
      title: say('sharing.outcome'),
      value: ({ last }) =>
        last === null
          ? ''
          : last.failure === ''
            ? say('sharing.whole')
            : tell(last.failure, last.said?.failure).text,
      cell: ({ last }) => <Outcome last={last} />,
    },
    { id: 'kept', title: say('sharing.kept'), align: 'right', value: ({ objects }) => objects },
    { id: 'taken', title: say('sharing.taken'), align: 'right', value: ({ last }) => last?.taken ?? 0 },
    { id: 'aside', title: say('sharing.aside'), align: 'right', value: ({ aside }) => aside },
    {
      id: 'unsigned',
      title: say('sharing.unsigned'),
      align: 'right',
      value: ({ last }) => last?.unsigned ?? 0,
    },
    {
      id: 'terms',
      title: say('sharing.terms'),
      isFixed: true,
      value: ({ tlp, signatures, sightings, key_id }) =>
        [
          `TLP:${tlp.toUpperCase()}`,
          say(`sharing.signatures.${signatures}`),
          say(`sharing.sightings.${sightings}`),
          key_id === '' ? say('sharing.noKey') : say('sharing.keyId', { id: key_id }),
        ].join(', '),
    },
  ]
  return (
    <Panel
      title={say('sharing.tab.partners')}
      says={as_of === null ? undefined : say('shell.asOf', { at: format.time(as_of) })}
    >
      {partners_failure === '' ? null : (
        <Alert color="red" variant="light" title={say('sharing.fileTitle')} role="alert" mb="sm">
          <Told text={partners_failure} said={partners_failure_said} />
        </Alert>
      )}
      <DataTable
        caption={say('sharing.tab.partners')}
        columns={columns}
        rows={partners}
        rowId={({ name }) => name}
        file="partners"
        empty={
          <Empty title={say('sharing.noPartnersTitle')}>
            {has_partners ? (
              as_of === null ? (
                say('sharing.busy')
              ) : null
            ) : (
              <Prose text={say('sharing.noPartners')} />
            )}
          </Empty>
        }
      />
    </Panel>
  )
}

function Outcome({ last }: { readonly last: Partner['last'] }) {
  const say = useSay()
  if (last === null) return <>–</>
  return (
    <div style={{ maxWidth: 340 }}>
      {last.failure === '' ? (
        say('sharing.whole')
      ) : (
        <Text size="sm" c="var(--sw-distillation)" style={{ overflowWrap: 'anywhere' }}>
          <Told text={last.failure} said={last.said?.failure} />
        </Text>
      )}
      {last.oddities.map((says, place) => (
        <Text key={says} size="xs" className="sw-dim">
          <Told text={says} said={last.said?.oddities[place]} />
        </Text>
      ))}
    </div>
  )
}

function ActivityPanel({ activity }: { readonly activity: readonly Activity[] }) {
  const say = useSay()
  const term = useTerm()
  const columns: readonly Column<Activity>[] = [
    { id: 'at', title: say('sharing.at'), value: ({ at }) => at, cell: ({ at }) => <Time at={at} /> },
    { id: 'who', title: say('sharing.who'), value: ({ actor }) => actor },
    {
      id: 'what',
      title: say('sharing.what'),
      value: ({ action }) => term('done', action),
    },
    {
      id: 'about',
      title: say('sharing.about'),
      isFixed: true,
      value: ({ details }) => tellDetails(details, term),
      cell: ({ details }) => <span style={{ overflowWrap: 'anywhere' }}>{tellDetails(details, term)}</span>,
    },
  ]
  return (
    <Panel title={say('sharing.activity')}>
      <DataTable
        caption={say('sharing.activity')}
        columns={columns}
        rows={activity}
        rowId={({ seq }) => String(seq)}
        file="sharing-activity"
        empty={<Empty title={say('sharing.activityNone')} />}
      />
    </Panel>
  )
}
