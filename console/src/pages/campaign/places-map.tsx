// The map itself: countries coloured by exchanges, with a disc whose area is their accounts, and a table beside it.
import { type ReactNode, useMemo } from 'react'
import { useSay } from '../../messages/language'
import { useCountryName } from '../../parts/country-name'
import { DataTable } from '../../parts/data-table'
import { Figure, useInks } from '../../pictures/figure'
import { tooltip } from '../../pictures/frame'
import { MIDDLES, PROJECTION, WORLD } from '../../pictures/world'
import type { CampaignView, Places } from '../../service/client'
import { useFormat } from '../../service/clock'
import { countriesOf, MAP_HEIGHT } from './places'

const LARGEST = 34
const SMALLEST = 5
/** In files, of what no table knows. */
const UNKNOWN = 'unknown'

export interface PlacesMapProps {
  readonly view: CampaignView
  readonly places: Places
  readonly isBySignUp: boolean
  /** The country that is looked at. */
  readonly country: string | undefined
  readonly onChoose: (country: string) => void
  readonly tools?: ReactNode
  readonly children?: ReactNode
}

export function PlacesMap({ view, places, isBySignUp, country, onChoose, tools, children }: PlacesMapProps) {
  const say = useSay()
  const format = useFormat()
  const inks = useInks()
  const nameOf = useCountryName()
  const countries = useMemo(() => countriesOf(places, isBySignUp), [places, isBySignUp])
  const option = useMemo(() => {
    const known = countries.filter((place) => place.country !== '')
    const most = Math.max(1, ...known.map(({ exchanges, accounts }) => exchanges ?? accounts))
    const mostAccounts = Math.max(1, ...known.map(({ accounts }) => accounts))
    const told = new Map(known.map((place) => [place.country, place]))
    return {
      animation: false,
      tooltip: {
        ...tooltip(inks),
        trigger: 'item' as const,
        formatter: ({ name }: { name: string }) => {
          const place = told.get(name)
          return [
            nameOf(name),
            say('graph.accountsOf', { count: place?.accounts ?? 0 }),
            ...(place?.exchanges === undefined
              ? []
              : [`${say('column.exchanges')}: ${format.number(place.exchanges)}`]),
          ].join('\n')
        },
      },
      visualMap: {
        show: false,
        seriesIndex: 0,
        min: 0,
        // A few that send most must not leave all others white.
        max: Math.sqrt(most),
        inRange: { color: inks.steps.slice(1) },
      },
      geo: {
        map: WORLD,
        projection: PROJECTION,
        left: 4,
        right: 4,
        top: 4,
        bottom: 4,
        itemStyle: { areaColor: inks.steps[0], borderColor: inks.line, borderWidth: 0.5 },
        emphasis: { label: { show: false }, itemStyle: { areaColor: inks.everyone } },
        select: { disabled: true },
      },
      series: [
        {
          type: 'map',
          map: WORLD,
          geoIndex: 0,
          data: known.map(({ country: name, exchanges, accounts }) => ({
            name,
            value: Math.sqrt(exchanges ?? accounts),
          })),
        },
        {
          type: 'scatter',
          coordinateSystem: 'geo',
          itemStyle: { color: inks[view.verdict], opacity: 0.72, borderColor: inks.ground, borderWidth: 1 },
          data: known.flatMap(({ country: name, accounts }) => {
            const middle = MIDDLES.get(name)
            if (!middle) return []
            const size = Math.max(SMALLEST, LARGEST * Math.sqrt(accounts / mostAccounts))
            return [
              {
                name,
                value: [...middle],
                symbolSize: size,
                ...(name === country && { itemStyle: { borderColor: inks.text, borderWidth: 2 } }),
              },
            ]
          }),
        },
      ],
    }
  }, [countries, country, inks, format, say, nameOf, view.verdict])
  const all = countries.reduce((sum, place) => sum + (place.exchanges ?? 0), 0)
  return (
    <Figure
      title={say('network.map')}
      says={say(isBySignUp ? 'network.mapSaysSignUp' : 'network.mapSays')}
      label={say('network.map')}
      option={option}
      height={MAP_HEIGHT}
      renderer="canvas"
      file={`${view.name}-countries`}
      tools={tools}
      onChoose={({ name }) => {
        if (countries.some((place) => place.country === name)) onChoose(name)
      }}
      rows={() => [
        ['country', 'accounts', ...(isBySignUp ? [] : ['exchanges'])],
        ...countries.map(({ country: code, accounts, exchanges }) => [
          code || UNKNOWN,
          accounts,
          ...(isBySignUp ? [] : [exchanges ?? 0]),
        ]),
      ]}
      beside={
        <DataTable
          caption={say('network.countries')}
          file={`${view.name}-countries`}
          rows={countries}
          rowId={(place) => place.country}
          sort={{ by: isBySignUp ? 'accounts' : 'exchanges', down: true }}
          columns={[
            {
              id: 'country',
              title: say('network.country'),
              value: (place) => place.country || UNKNOWN,
              cell: (place) =>
                place.country === '' || isBySignUp ? (
                  nameOf(place.country)
                ) : (
                  <button
                    type="button"
                    className="sw-plain"
                    aria-pressed={place.country === country}
                    onClick={() => onChoose(place.country)}
                  >
                    {nameOf(place.country)}
                  </button>
                ),
            },
            {
              id: 'accounts',
              title: say('column.accounts'),
              align: 'right',
              value: ({ accounts }) => accounts,
              cell: ({ accounts }) => format.number(accounts),
            },
            ...(isBySignUp
              ? []
              : [
                  {
                    id: 'exchanges',
                    title: say('column.exchanges'),
                    align: 'right' as const,
                    value: (place: { exchanges: number | undefined }) => place.exchanges ?? 0,
                    cell: (place: { exchanges: number | undefined }) =>
                      format.percent((place.exchanges ?? 0) / Math.max(1, all)),
                  },
                ]),
          ]}
        />
      }
    >
      {children}
    </Figure>
  )
}
