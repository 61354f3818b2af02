// Where the campaign's requests came from: a map of countries with the network operators beside, and the same as tables.
import { Code, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useSay, useTerm } from '../../messages/language'
import { useCountryName } from '../../parts/country-name'
import { DataTable } from '../../parts/data-table'
import { Panel } from '../../parts/panel'
import type { CampaignView, Places } from '../../service/client'
import { useFormat } from '../../service/clock'
import { MAP_HEIGHT } from './places'

const PlacesMap = lazy(async () => ({ default: (await import('./places-map')).PlacesMap }))
const page = getRouteApi('/campaigns/$id')
type Operator = Places['operators'][number]

export function PlacesPanel({ view, places }: { readonly view: CampaignView; readonly places: Places }) {
  const say = useSay()
  const nameOf = useCountryName()
  const { by, country } = page.useSearch()
  const change = page.useNavigate()
  const isLocated = places.countries.some((place) => place.country !== '')
  const isSigned = places.sign_ups.some((place) => place.country !== '')
  const isBySignUp = isLocated && isSigned ? by === 'sign-ups' : !isLocated
  const choose = (code: string) =>
    void change({
      search: ({ country: before, ...others }) =>
        before === code || code === '' ? others : { ...others, country: code },
      replace: true,
      resetScroll: false,
    })
  const total = places.operators.reduce((sum, { exchanges }) => sum + exchanges, 0)
  const operators =
    country === undefined ? places.operators : places.operators.filter((one) => one.country === country)
  return (
    <Stack gap="md">
      {isLocated || isSigned ? (
        <Suspense fallback={<Skeleton height={MAP_HEIGHT} />}>
          <PlacesMap
            view={view}
            places={places}
            isBySignUp={isBySignUp}
            country={country}
            onChoose={choose}
            tools={
              isLocated && isSigned ? (
                <SegmentedControl
                  size="xs"
                  aria-label={say('network.by')}
                  value={isBySignUp ? 'sign-ups' : 'addresses'}
                  data={[
                    { value: 'addresses', label: say('network.byAddress') },
                    { value: 'sign-ups', label: say('network.bySignUp') },
                  ]}
                  onChange={(value) =>
                    void change({
                      search: ({ by: _, ...others }) =>
                        value === 'sign-ups' ? { ...others, by: 'sign-ups' as const } : others,
                      replace: true,
                      resetScroll: false,
                    })
                  }
                />
              ) : undefined
            }
          >
            {isLocated ? null : <NoTable />}
          </PlacesMap>
        </Suspense>
      ) : null}
      <Panel
        title={say('campaign.operators')}
        says={
          country === undefined
            ? say('campaign.operatorsSays')
            : say('network.operatorsIn', { country: nameOf(country) })
        }
      >
        {isLocated || isSigned ? null : <NoTable />}
        <div className="sw-beside-table">
          <Operators operators={operators} total={total} file={`${view.name}-operators`} />
        </div>
      </Panel>
    </Stack>
  )
}

/** How the countries of addresses come to be known. */
function NoTable() {
  const say = useSay()
  return (
    <Text size="sm" className="sw-dim" my="xs">
      {say('network.noTable')} <Code>stillwatch serve --country FILE</Code>
    </Text>
  )
}

/** What the analysis calls operators that no table names. */
const UNKNOWN = 'unknown operator'

function Operators({
  operators,
  total,
  file,
}: {
  readonly operators: readonly Operator[]
  readonly total: number
  readonly file: string
}) {
  const say = useSay()
  const term = useTerm()
  const format = useFormat()
  const nameOf = useCountryName()
  return (
    <DataTable
      caption={say('campaign.operators')}
      file={file}
      rows={operators}
      rowId={({ name, country, kind }) => `${country} ${name} ${kind}`}
      sort={{ by: 'exchanges', down: true }}
      columns={[
        {
          id: 'name',
          title: say('column.name'),
          value: ({ name }) => (name === UNKNOWN ? term('operator', 'unknown') : name),
        },
        {
          id: 'kind',
          title: say('column.kind'),
          value: ({ kind }) => term('operator', kind),
        },
        {
          id: 'country',
          title: say('network.country'),
          value: ({ country }) => nameOf(country),
        },
        {
          id: 'accounts',
          title: say('column.accounts'),
          align: 'right',
          value: ({ accounts }) => accounts,
          cell: ({ accounts }) => format.number(accounts),
        },
        {
          id: 'exchanges',
          title: say('column.exchanges'),
          align: 'right',
          value: ({ exchanges }) => exchanges,
          cell: ({ exchanges }) => format.number(exchanges),
        },
        {
          id: 'share',
          title: say('column.share'),
          align: 'right',
          value: ({ exchanges }) => exchanges / Math.max(1, total),
          cell: ({ exchanges }) => format.percent(exchanges / Math.max(1, total)),
        },
      ]}
    />
  )
}
