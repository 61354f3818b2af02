// The boundaries as a type: read as they stand, they would be a type of a megabyte.
declare module 'world-atlas/countries-50m.json' {
  import type { GeometryCollection, Topology } from 'topojson-specification'

  const world: Topology<{ countries: GeometryCollection<{ name: string }> }>
  // biome-ignore lint/style/noDefaultExport: what a file of JSON is read as
  export default world
}
