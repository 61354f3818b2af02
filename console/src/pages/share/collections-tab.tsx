// What is offered by TAXII to whom, and what was published.
import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useSay, useTerm } from '../../messages/language'
import { Id } from '../../parts/copy'
import { type Column, DataTable } from '../../parts/data-table'
import { Panel } from '../../parts/panel'
import { Prose } from '../../parts/prose'
import { Empty, Failure, Loading } from '../../parts/states'
import { Time } from '../../parts/time'
import type { Sharing } from '../../service/client'
import { sharingQuery } from '../../service/queries'

type Collection = Sharing['collections'][number]
type Client = Omit<Collection, 'clients'> & Collection['clients'][number]

export function CollectionsTab() {
  const say = useSay()
  const term = useTerm()
  const { data, error, refetch } = useQuery(sharingQuery)
  if (error) return <Failure error={error} again={() => void refetch()} />
  if (!data) return <Loading />
  const collections: readonly Column<Sharing['collections'][number]>[] = [
    { id: 'title', title: say('sharing.collection'), value: ({ title }) => title },
    { id: 'root', title: say('sharing.root'), value: ({ root }) => root },
    { id: 'tlp', title: say('sharing.ceiling'), value: ({ tlp }) => `TLP:${tlp.toUpperCase()}` },
    { id: 'read', title: say('sharing.read'), value: ({ read }) => read.join(', ') },
    { id: 'write', title: say('sharing.write'), value: ({ write }) => write.join(', ') },
    { id: 'id', title: 'ID', value: ({ id }) => id, cell: ({ id }) => <Id id={id} /> },
  ]
  const clients: readonly Column<Client>[] = [
    { id: 'name', title: say('clients.name'), value: ({ name }) => name },
    { id: 'collection', title: say('sharing.collection'), value: ({ title }) => title },
    {
      id: 'rights',
      title: say('clients.rights'),
      value: ({ reads, writes }) =>
        [reads ? say('clients.reads') : '', writes ? say('clients.writes') : '']
          .filter((part) => part !== '')
          .join(', '),
    },
    { id: 'tlp', title: say('sharing.ceiling'), value: ({ tlp }) => `TLP:${tlp.toUpperCase()}` },
    {
      id: 'kinds',
      title: say('clients.kinds'),
      value: ({ withhold: { kinds } }) => kinds.map((kind) => term('trait', kind)).join(', ') || '–',
    },
    {
      id: 'types',
      title: say('clients.types'),
      value: ({ withhold: { types } }) => types.join(', ') || '–',
      cell: ({ withhold: { types } }) => <span className="sw-mono">{types.join(', ') || '–'}</span>,
    },
    {
      id: 'properties',
      title: say('clients.properties'),
      value: ({ withhold: { properties } }) => properties.join(', ') || '–',
      cell: ({ withhold: { properties } }) => <span className="sw-mono">{properties.join(', ') || '–'}</span>,
    },
    {
      id: 'look',
      title: say('acts.do'),
      isFixed: true,
      value: () => '',
      cell: ({ id, name, reads }) =>
        reads ? (
          <Link className="sw-link" to="/share" search={{ tab: 'preview', for: `${id} ${name}` }}>
            {say('clients.look')}
          </Link>
        ) : null,
    },
  ]
  const bound = data.collections.flatMap(({ clients: own, ...collection }) =>
    own.map((client): Client => ({ ...collection, ...client })),
  )
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
      {bound.length === 0 ? null : (
        <Panel title={say('clients.title')} says={say('clients.says')}>
          <DataTable
            caption={say('clients.title')}
            columns={clients}
            rows={bound}
            rowId={({ id, name }) => `${id} ${name}`}
            file="clients"
          />
        </Panel>
      )}
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
