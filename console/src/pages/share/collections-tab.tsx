// What is offered by TAXII to whom, and what was published.
import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSay } from '../../messages/language'
import { Id } from '../../parts/copy'
import { type Column, DataTable } from '../../parts/data-table'
import { Panel } from '../../parts/panel'
import { Prose } from '../../parts/prose'
import { Empty, Failure, Loading } from '../../parts/states'
import { Time } from '../../parts/time'
import type { Sharing } from '../../service/client'
import { sharingQuery } from '../../service/queries'

export function CollectionsTab() {
  const say = useSay()
  const { data, error, refetch } = useQuery(sharingQuery)
  if (error) return <Failure error={error} again={() => void refetch()} />
  if (!data) return <Loading />
  const collections: readonly Column<Sharing['collections'][number]>[] = [
    { id: 'title', title: say('sharing.collection'), value: ({ title }) => title },
    { id: 'root', title: say('sharing.root'), value: ({ root }) => root },
    { id: 'read', title: say('sharing.read'), value: ({ read }) => read.join(', ') },
    { id: 'write', title: say('sharing.write'), value: ({ write }) => write.join(', ') },
    { id: 'id', title: 'ID', value: ({ id }) => id, cell: ({ id }) => <Id id={id} /> },
  ]
  const published: readonly Column<Sharing['published'][number]>[] = [
    { id: 'at', title: say('sharing.at'), value: ({ at }) => at, cell: ({ at }) => <Time at={at} /> },
    { id: 'campaign', title: say('sharing.campaign'), value: ({ campaign }) => campaign },
    { id: 'kind', title: say('sharing.what'), value: ({ kind }) => say(`sharing.kind.${kind}`) },
  ]
  return (
    <Stack gap="md">
      <Panel title={say('sharing.collections')} says={say('sharing.collectionsSays')}>
        <DataTable
          caption={say('sharing.collections')}
          columns={collections}
          rows={data.collections}
          rowId={({ root, id }) => `${root} ${id}`}
          file="collections"
          empty={
            <Empty title="–">
              <Prose text={say('sharing.collectionsNone')} />
            </Empty>
          }
        />
      </Panel>
      <Panel title={say('sharing.published')}>
        <DataTable
          caption={say('sharing.published')}
          columns={published}
          rows={data.published}
          rowId={({ at, campaign, kind }) => `${at} ${campaign} ${kind}`}
          file="published"
          empty={<Empty title={say('sharing.publishedNone')} />}
        />
      </Panel>
    </Stack>
  )
}
