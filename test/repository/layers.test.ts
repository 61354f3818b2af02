// Imports go one way, in the order in which data flows. src/README.md tells the order to people; this holds the code
// to it and fails with the edge.
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { listProjectFiles, readProjectFile } from './tree.js'

/** Each may import itself and what stands before it. */
const ORDER = [
  'src/version.ts',
  'src/model',
  'src/languages',
  'src/config',
  'src/store',
  'src/sources',
  'src/fingerprint',
  'src/detectors',
  'src/campaigns',
  'src/feedback',
  'src/respond',
  'src/share',
  'src/report',
  'src/case',
  'src/pipeline.ts',
  'src/server',
  'src/proxy',
  'src/doctor',
  'src/cli',
]
/** What other folders may import besides themselves. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  simulate: ['src/model'],
  bench: [...ORDER, 'simulate'],
}
/** Imports that the order alone would not allow. */
const ALSO: Readonly<Record<string, readonly string[]>> = { 'src/cli': ['simulate'] }

function layerOf(path: string): string {
  return path.startsWith('src/') ? path.split('/').slice(0, 2).join('/') : (path.split('/')[0] ?? '')
}

function allowedFrom(layer: string): readonly string[] {
  const beside = BESIDE[layer]
  if (beside) return [layer, ...beside]
  return [...ORDER.slice(0, ORDER.indexOf(layer) + 1), ...(ALSO[layer] ?? [])]
}

interface Edge {
  readonly from: string
  readonly to: string
}

function edges(): Edge[] {
  return listProjectFiles()
    .filter((path) => /^(src|simulate|bench)\/.*\.ts$/.test(path))
    .flatMap((from) =>
      [...readProjectFile(from).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) => ({
        from,
        to: join(dirname(from), match[1] ?? '').replace(/\.js$/, '.ts'),
      })),
    )
}

test('every folder of src has a place in the order', () => {
  const layers = new Set(
    listProjectFiles()
      .filter((path) => path.startsWith('src/') && path.endsWith('.ts'))
      .map(layerOf),
  )
  expect([...layers].filter((layer) => !ORDER.includes(layer))).toEqual([])
})

test('no import goes against the order', () => {
  const against = edges()
    .filter(({ from, to }) => !allowedFrom(layerOf(from)).includes(layerOf(to)))
    .map(({ from, to }) => `${from} imports ${to}: ${layerOf(from)} may not import ${layerOf(to)}`)
  expect(against).toEqual([])
})

test('the console knows the service by its contract and the words of languages only', () => {
  const outside = listProjectFiles()
    .filter((path) => /^console\/src\/.*\.tsx?$/.test(path))
    .flatMap((from) =>
      [...readProjectFile(from).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) => ({
        from,
        to: join(dirname(from), match[1] ?? ''),
      })),
    )
    .filter(({ to }) => !/^(console\/src|src\/languages)\//.test(to) && to !== 'console/generated/contract')
  expect(outside).toEqual([])
})

test('the map lists the folders in this order', () => {
  const map = readProjectFile('src/README.md')
  const places = ORDER.filter((layer) => layer !== 'src/version.ts').map((layer) =>
    map.indexOf(`\`${layer.slice('src/'.length)}${layer.endsWith('.ts') ? '' : '/'}\``),
  )
  expect(places.filter((place) => place < 0)).toEqual([])
  expect(places).toEqual([...places].sort((a, b) => a - b))
})
