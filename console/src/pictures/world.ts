// The world as a map: boundaries of Natural Earth (public domain), countries by their codes of two letters. In a file of its
// own, loaded when a map is looked at.
import { MapChart, ScatterChart } from 'echarts/charts'
import { GeoComponent } from 'echarts/components'
import { registerMap, use } from 'echarts/core'
import type { Feature, MultiPolygon, Polygon } from 'geojson'
import { feature } from 'topojson-client'
import atlas from 'world-atlas/countries-50m.json'
import { cutAtDateLine, middlesOf } from './boundaries'
import { CODE_OF } from './country-codes'
import { project, unproject } from './equal-earth'

export const WORLD = 'world'
export const PROJECTION = { project, unproject }
/** Nobody's traffic comes from there, and it would take a third of the picture. */
const ANTARCTICA = '010'

use([GeoComponent, MapChart, ScatterChart])
const { countries } = atlas.objects
const world = feature(atlas, {
  ...countries,
  geometries: countries.geometries.filter(({ id }) => id !== ANTARCTICA),
}).features.map((one) =>
  cutAtDateLine({
    ...one,
    properties: { name: CODE_OF.get(String(one.id ?? '')) ?? one.properties.name },
  } as Feature<Polygon | MultiPolygon, { name: string }>),
)
registerMap(WORLD, { geoJSON: { type: 'FeatureCollection', features: world } } as never)

/** Where a country is marked, longitude and latitude, by code. */
export const MIDDLES: ReadonlyMap<string, readonly [number, number]> = middlesOf(world)
