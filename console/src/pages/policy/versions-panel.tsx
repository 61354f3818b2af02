// Every version that was in force, to be compared, opened, or taken back.
import { Button, Group } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useSay } from '../../messages/language'
import { type Column, DataTable } from '../../parts/data-table'
import { Panel } from '../../parts/panel'
import { Time } from '../../parts/time'
import type { Policies } from '../../service/client'

const page = getRouteApi('/policy')
type Version = Policies['policies'][number]

export function VersionsPanel({ policies }: { readonly policies: readonly Version[] }) {
  const say = useSay()
  const navigate = page.useNavigate()
  const [inForce] = policies
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
      isKept: true,
      value: () => '',
      cell: (row) => (
        <Group gap={6} wrap="nowrap">
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => void navigate({ search: { version: row.version } })}
          >
            {say(row.text === inForce?.text ? 'policy.open' : 'policy.takeBack')}
          </Button>
          {row.text === inForce?.text ? null : (
            <Button
              size="compact-xs"
              variant="default"
              onClick={() =>
                void navigate({
                  search: (before) => ({
                    ...before,
                    left: `v:${row.version}`,
                    right: `v:${inForce?.version ?? ''}`,
                  }),
                  resetScroll: false,
                })
              }
            >
              {say('policy.compareIt')}
            </Button>
          )}
        </Group>
      ),
    },
  ]
  return (
    <Panel title={say('policy.versions')} says={say('policy.versionsSays')}>
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
