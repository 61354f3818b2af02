// What one client would be given of a campaign: each object as it is published, with what is taken out of it struck.
import { Badge, Group, Text } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useSay } from '../../messages/language'
import { Copy } from '../../parts/copy'
import { type Column, DataTable } from '../../parts/data-table'
import { Panel } from '../../parts/panel'
import { Stats } from '../../parts/stats'
import type { ServedObject, ServedPreview } from '../../service/client'
import { useFormat } from '../../service/clock'
import { lineDiff } from './line-diff'

const page = getRouteApi('/share')

export function ServedPanel({ served }: { readonly served: ServedPreview }) {
  const say = useSay()
  const format = useFormat()
  const { open } = page.useSearch()
  const { client, collection, tlp, counts, objects, name } = served
  const shown =
    objects.find(({ id }) => id === open) ?? objects.find(({ state }) => state === 'part') ?? objects[0]
  const columns: readonly Column<ServedObject>[] = [
    {
      id: 'object',
      title: say('sharing.object'),
      value: ({ id }) => id,
      cell: ({ id, type }) => (
        <Link
          className="sw-link"
          from="/share"
          to="/share"
          search={(now) => ({ ...now, open: id })}
          replace
          resetScroll={false}
          aria-label={say('served.open', { object: id })}
          aria-current={id === shown?.id}
        >
          {type} <span className="sw-mono sw-dim">{id.slice(type.length + 2, type.length + 10)}</span>
        </Link>
      ),
    },
    {
      id: 'state',
      title: say('served.state'),
      value: ({ state }) => say(`served.state.${state}`),
      cell: ({ state }) => (
        <Badge variant={state === 'whole' ? 'default' : 'light'} color="gray" tt="none" fw={500}>
          {say(`served.state.${state}`)}
        </Badge>
      ),
    },
  ]
  return (
    <>
      <Panel
        title={say('served.title', { client })}
        says={say('served.says', { collection: collection.title, tlp: `TLP:${tlp.toUpperCase()}` })}
      >
        <Stats
          stats={(['whole', 'part', 'withheld', 'closed'] as const).map((state) => [
            say(`served.state.${state}`),
            format.number(counts[state]),
            say(`served.stateSays.${state}`),
          ])}
        />
      </Panel>
      <div className="sw-halves">
        <Panel title={say('served.objects')}>
          <div className="sw-beside-table">
            <DataTable
              caption={say('served.objects')}
              columns={columns}
              rows={objects}
              rowId={({ id }) => id}
              file={`${name}-for-${client}`}
            />
          </div>
        </Panel>
        {shown ? <ObjectPanel object={shown} /> : null}
      </div>
    </>
  )
}

const linesOf = (object: object) =>
  JSON.stringify(object, null, 2)
    .split('\n')
    // A comma that follows what was last before is no change.
    .map((line) => line.replace(/,$/, ''))

function ObjectPanel({ object: { id, state, published, given } }: { readonly object: ServedObject }) {
  const say = useSay()
  const lines = lineDiff(linesOf(published), given ? linesOf(given) : [])
  return (
    <Panel
      title={say(`served.state.${state}`)}
      says={say(`served.stateSays.${state}`)}
      tools={given ? <Copy text={JSON.stringify(given, null, 2)} /> : undefined}
    >
      <Group gap={4} mb={6}>
        <Text size="xs" className="sw-mono sw-dim" style={{ overflowWrap: 'anywhere' }}>
          {id}
        </Text>
      </Group>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="sw-code sw-served" tabIndex={0} aria-label={id}>
        <pre>
          {lines.map(({ text, state: one }, place) => {
            const key = `${place} ${text}`
            if (one === 'gone') return <del key={key}>{`${text}\n`}</del>
            if (one === 'new') return <ins key={key}>{`${text}\n`}</ins>
            return <span key={key}>{`${text}\n`}</span>
          })}
        </pre>
      </section>
    </Panel>
  )
}
