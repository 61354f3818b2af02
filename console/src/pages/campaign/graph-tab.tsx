// Who shares what: values and accounts as a graph that stays small, and the values as a table beside it.
import { Chip, Group, Skeleton, Slider, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useMemo, useRef } from 'react'
import { useSay, useTerm } from '../../messages/language'
import { DataTable } from '../../parts/data-table'
import { saveDataUrl, saveText, toCsv } from '../../parts/download'
import { Panel } from '../../parts/panel'
import { Empty, Failure, Loading } from '../../parts/states'
import { useTraitColumns } from '../../parts/trait-columns'
import { SaveMenu, useInks } from '../../pictures/figure'
import type { Saves } from '../../pictures/network/network-picture'
import type { CampaignView, Graph as Told } from '../../service/client'
import { graphQuery, holdersQuery } from '../../service/queries'
import { valueName } from './value-name'

const Network = lazy(async () => ({ default: (await import('./network')).Network }))
const page = getRouteApi('/campaigns/$id')
const HEIGHT = 560
const MOST_BITS = 12

export function GraphTab({ view }: { readonly view: CampaignView }) {
  const say = useSay()
  const term = useTerm()
  const traitColumns = useTraitColumns<Told['traits'][number]>()
  const inks = useInks()
  const { kinds = '', bits = 0, all = false, open, value, q = '' } = page.useSearch()
  const change = page.useNavigate()
  const navigate = useNavigate()
  const everything = useQuery(graphQuery(view.id, '', 0))
  const { data, error, isPending } = useQuery(graphQuery(view.id, kinds, bits))
  const needsHolders = all || open !== undefined || q !== ''
  const holders = useQuery({ ...holdersQuery(view.id), enabled: needsHolders })
  const save = useRef<Saves>(undefined)
  const kindsThere = useMemo(
    () => [...new Set(everything.data?.traits.map(({ kind }) => kind) ?? [])],
    [everything.data],
  )
  const onReady = useCallback((saves: Saves) => {
    save.current = saves
  }, [])
  const onChoose = useCallback(
    (node: string) => {
      const [what, ...rest] = node.split(' ')
      const name = rest.join(' ')
      if (what === 'account') void navigate({ to: '/accounts/$id', params: { id: name } })
      if (what === 'bundle')
        void change({ search: (before) => ({ ...before, open: name || NONE }), resetScroll: false })
      const trait = what === 'trait' ? data?.traits[Number(name)] : undefined
      if (trait)
        void change({
          search: ({ value: before, ...others }) =>
            before === valueName(trait) ? others : { ...others, value: valueName(trait) },
          resetScroll: false,
        })
    },
    [navigate, change, data],
  )
  if (error) return <Failure error={error} />
  if (everything.error) return <Failure error={everything.error} />
  if (isPending || everything.isPending) return <Loading rows={8} />
  const chosen = kinds === '' ? kindsThere : kinds.split(',')
  return (
    <Stack gap="md">
      <Panel
        title={say('graph.title')}
        says={say('graph.says')}
        tools={
          <SaveMenu
            label={say('table.export')}
            items={[
              [
                say('figure.csv'),
                () => saveText(`${view.name}-bundles.csv`, toCsv(bundleRows(data)), 'text/csv'),
              ],
              [
                say('figure.png'),
                () => save.current && saveDataUrl(`${view.name}-graph.png`, save.current.png()),
              ],
              [
                say('figure.svg'),
                () => save.current && saveText(`${view.name}-graph.svg`, save.current.svg(), 'image/svg+xml'),
              ],
            ]}
          />
        }
      >
        <Group gap="lg" mb="sm" align="center">
          <Chip.Group
            multiple
            value={chosen}
            onChange={(next) =>
              void change({
                search: ({ kinds: _, open: __, ...before }) =>
                  next.length === kindsThere.length || next.length === 0
                    ? before
                    : { ...before, kinds: next.join(',') },
                replace: true,
                resetScroll: false,
              })
            }
          >
            <Group gap={6} role="group" aria-label={say('graph.kinds')}>
              {kindsThere.map((kind) => (
                <Chip key={kind} value={kind} size="xs" variant="outline">
                  {term('trait', kind)}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
          <Group gap="xs" wrap="nowrap">
            <Text size="xs">{say('graph.leastBits', { bits })}</Text>
            <Slider
              w={120}
              size="sm"
              min={0}
              max={MOST_BITS}
              defaultValue={bits}
              label={null}
              thumbLabel={say('graph.leastBits', { bits })}
              onChangeEnd={(next) =>
                void change({
                  search: ({ bits: _, open: __, ...before }) =>
                    next === 0 ? before : { ...before, bits: next },
                  replace: true,
                  resetScroll: false,
                })
              }
            />
          </Group>
          <Switch
            size="xs"
            label={say('graph.all')}
            checked={all}
            onChange={({ currentTarget: { checked } }) =>
              void change({
                search: ({ all: _, open: __, ...before }) => (checked ? { ...before, all: true } : before),
                resetScroll: false,
              })
            }
          />
          <TextInput
            size="xs"
            w={190}
            placeholder={say('graph.find')}
            aria-label={say('graph.find')}
            value={q}
            onChange={({ currentTarget: { value } }) =>
              void change({
                search: ({ q: _, ...before }) => (value === '' ? before : { ...before, q: value }),
                replace: true,
                resetScroll: false,
              })
            }
          />
        </Group>
        {data.traits.length === 0 ? (
          <Empty title={say('graph.nothing')} />
        ) : (
          <Suspense fallback={<Skeleton height={HEIGHT} />}>
            <Network
              told={data}
              whole={everything.data}
              holders={needsHolders ? holders.data : undefined}
              isAllOpen={all}
              open={open === NONE ? '' : open}
              wanted={q}
              picked={value}
              verdict={view.verdict}
              inks={inks}
              label={say('graph.title')}
              height={HEIGHT}
              onChoose={onChoose}
              onReady={onReady}
            />
          </Suspense>
        )}
        {data.rest > 0 && !all ? (
          <Text size="xs" className="sw-dim" mt={6}>
            {say('graph.rest', { count: data.rest })}
          </Text>
        ) : null}
      </Panel>
      <Panel title={say('graph.table')}>
        <DataTable
          caption={say('graph.table')}
          file={`${view.name}-shared-values`}
          rows={data.traits}
          rowId={({ kind, label }) => `${kind} ${label}`}
          sort={{ by: 'bits', down: true }}
          columns={[
            {
              id: 'kind',
              title: say('column.kind'),
              value: ({ kind }) => term('trait', kind),
            },
            {
              id: 'label',
              title: say('column.value'),
              value: ({ label }) => label,
              cell: ({ label, kind }) => <span className="sw-mono">{label.replace(`${kind} `, '')}</span>,
            },
            ...traitColumns,
          ]}
        />
      </Panel>
    </Stack>
  )
}

/** The bundle of accounts that hold none of the values, in an address. */
const NONE = '-'

function bundleRows({ traits, bundles }: Told): (string | number)[][] {
  return [
    ['accounts', 'values', 'some_accounts'],
    ...bundles.map((bundle) => [
      bundle.accounts,
      bundle.traits.map((trait) => traits[trait]?.label ?? '').join('; '),
      bundle.sample.join('; '),
    ]),
  ]
}
