// The policy: what is in force, what another one would change, and every version that was.
import { Button, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useSay } from '../../messages/language'
import { type Column, DataTable } from '../../parts/data-table'
import { Panel } from '../../parts/panel'
import { Failure, Loading } from '../../parts/states'
import { Time } from '../../parts/time'
import type { Policies } from '../../service/client'
import { policiesQuery } from '../../service/queries'
import { PolicyEditor } from './policy-editor'

const page = getRouteApi('/policy')
type Version = Policies['policies'][number]

export function PolicyPage() {
  const say = useSay()
  const { version } = page.useSearch()
  const { data, error, isPending, refetch } = useQuery(policiesQuery)
  const opened = data?.policies.find((one) => one.version === version) ?? data?.policies[0]
  return (
    <Stack gap="md">
      <div>
        <Title order={1}>{say('policy.title')}</Title>
        <Text size="sm" className="sw-dim" maw="80ch">
          {say('policy.says')}
        </Text>
      </div>
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {isPending ? <Loading rows={8} /> : null}
      {data ? (
        <>
          <Text size="sm">
            {data.in_force === undefined
              ? say('policy.none')
              : say('policy.inForce', { version: data.in_force.version })}
          </Text>
          <PolicyEditor key={opened?.adoptedAt ?? ''} initial={opened?.text ?? data.suggested} />
          {data.policies.length > 0 ? <Versions policies={data.policies} /> : null}
        </>
      ) : null}
    </Stack>
  )
}

function Versions({ policies }: { readonly policies: readonly Version[] }) {
  const say = useSay()
  const navigate = page.useNavigate()
  const columns: readonly Column<Version>[] = [
    { id: 'version', title: say('policy.version'), value: ({ version }) => version },
    {
      id: 'at',
      title: say('acts.at'),
      value: ({ adoptedAt }) => adoptedAt,
      cell: ({ adoptedAt }) => <Time at={adoptedAt} />,
    },
    { id: 'by', title: say('acts.by'), value: ({ by }) => by },
    { id: 'note', title: say('acts.note'), value: ({ note }) => note },
    {
      id: 'do',
      title: say('acts.do'),
      isFixed: true,
      value: () => '',
      cell: ({ version }) => (
        <Button size="compact-xs" variant="default" onClick={() => void navigate({ search: { version } })}>
          {say('policy.open')}
        </Button>
      ),
    },
  ]
  return (
    <Panel title={say('policy.versions')}>
      <DataTable
        caption={say('policy.versions')}
        columns={columns}
        rows={policies}
        rowId={({ adoptedAt, version }) => `${adoptedAt} ${version}`}
        file="policy-versions"
      />
    </Panel>
  )
}
