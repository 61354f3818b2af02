// Facts about the tree that are easy to miss: sizes, unfinished places, paths of one machine, loose versions.
import { tmpdir } from 'node:os'
import { dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { listProjectFiles, ROOT, readProjectFile } from './tree.js'

const MOST_LINES = 500
const MOST_DECISION_LINES = 60

const files = listProjectFiles()
const code = files.filter((path) => /\.(tsx?|mjs|js)$/.test(path))
const text = files.filter((path) => /\.(tsx?|css|html|mjs|js|json|md|yml|txt|jsonl)$|^\.ci\//.test(path))

/** `path:line: what stands there` for every line that matches. */
function linesWith(paths: readonly string[], pattern: RegExp): string[] {
  return paths.flatMap((path) =>
    readProjectFile(path)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
  )
}

function lineCount(path: string): number {
  return readProjectFile(path).trimEnd().split('\n').length
}

describe('code', () => {
  test(`no file is longer than ${MOST_LINES} lines`, () => {
    const long = code.filter((path) => lineCount(path) > MOST_LINES)
    expect(long).toEqual([])
  })

  test('nothing is left unfinished', () => {
    const marks = [
      ['TO', 'DO'],
      ['FIX', 'ME'],
      ['not imple', 'mented'],
      ['@ts-', 'ignore'],
    ].map((parts) => parts.join(''))
    expect(linesWith(code, new RegExp(marks.join('|')))).toEqual([])
  })

  test('nothing is untyped', () => {
    const untyped = new RegExp(`(:|as|<|\\|) *${['a', 'ny'].join('')}\\b *([;,)=>|\\[\\]]|$)`)
    expect(
      linesWith(
        code.filter((path) => /\.tsx?$/.test(path)),
        untyped,
      ),
    ).toEqual([])
  })
})

test('no path of one machine stands in a file', () => {
  const parent = dirname(ROOT)
  const folders = [ROOT, ...(parent === '/' || tmpdir().startsWith(parent) ? [] : [parent])]
  const escaped = folders.map((folder) => folder.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  expect(linesWith(text, new RegExp(`(^|[^A-Za-z0-9_.-])(${escaped.join('|')})/`))).toEqual([])
})

describe('dependencies', () => {
  const manifest = JSON.parse(readProjectFile('package.json')) as Record<string, Record<string, string>>

  test.each(['dependencies', 'devDependencies', 'optionalDependencies'])('%s are pinned', (kind) => {
    const loose = Object.entries(manifest[kind] ?? {}).filter(
      ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
    )
    expect(loose).toEqual([])
  })

  test('the lock file names no registry but the default one', () => {
    const lock = readProjectFile('package-lock.json')
    const hosts = [...lock.matchAll(/"resolved": "https?:\/\/([^/"]+)/g)].map((match) => match[1])
    expect([...new Set(hosts)].filter((host) => host !== 'registry.npmjs.org')).toEqual([])
  })
})

describe('decisions', () => {
  const decisions = files.filter((path) => path.startsWith('docs/decisions/'))

  test('are numbered without gaps', () => {
    const numbers = decisions.map((path) => Number(/\/(\d{4})-[a-z0-9-]+\.md$/.exec(path)?.[1]))
    expect(numbers).toEqual(numbers.map((_, index) => index + 1))
  })

  test.each(decisions)(`%s has at most ${MOST_DECISION_LINES} lines`, (path) => {
    expect(lineCount(path)).toBeLessThanOrEqual(MOST_DECISION_LINES)
  })
})

test('links between documents lead somewhere', () => {
  const broken = files
    .filter((path) => path.endsWith('.md'))
    .flatMap((path) =>
      [...readProjectFile(path).matchAll(/\]\((?!https?:)([^)#\s]+)(#[^)]*)?\)/g)]
        .map((match) => new URL(match[1] ?? '', `file:///${path}`).pathname.slice(1).replace(/\/$/, ''))
        .filter((target) => !files.some((file) => file === target || file.startsWith(`${target}/`)))
        .map((target) => `${path} links to ${target}`),
    )
  expect(broken).toEqual([])
})
