// Reads the file of collections. What is wrong with it is told with line and column, all at once.
import { readFileSync } from 'node:fs'
import { listMistakes, parseYaml, tellMistake, tellPlace } from '../../../config/written-yaml.js'
import { Problem } from '../../../model/problem.js'
import { TAXII_CONFIGURATION, type TaxiiConfiguration } from './configuration.js'

/** It is read by people: one that is longer is none. */
const MOST_CHARACTERS = 1_000_000

interface Mistake {
  readonly path: readonly PropertyKey[]
  readonly says: string
}

/** @throws Problem `taxii-unreadable`, `taxii-invalid` */
export function readTaxiiConfiguration(file: string): TaxiiConfiguration {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new Problem(
      'taxii-unreadable',
      `cannot read the collections in ${file}: ${error instanceof Error ? error.message : String(error)}`,
      'Name a file that is there and that you may read with --taxii.',
      { cause: error },
    )
  }
  return parseTaxiiConfiguration(text, file)
}

/**
 * What the text of a file offers.
 * @param file its name, for messages
 * @throws Problem `taxii-invalid` with each mistake on a line
 */
export function parseTaxiiConfiguration(text: string, file: string): TaxiiConfiguration {
  if (text.length > MOST_CHARACTERS) throw invalid([`${file}: is longer than ${MOST_CHARACTERS} characters`])
  const yaml = parseYaml(text)
  if ('mistakes' in yaml) throw invalid(yaml.mistakes.map((one) => tellMistake(file, one)))
  const parsed = TAXII_CONFIGURATION.safeParse(yaml.value)
  const mistakes: readonly Mistake[] = parsed.success
    ? doubt(parsed.data)
    : parsed.error.issues.map((issue) => ({
        path: issue.path,
        says:
          issue.code === 'unrecognized_keys'
            ? `${nameOf(issue.path)} has no ${issue.keys.map((key) => `“${key}”`).join(', ')}`
            : `${nameOf(issue.path)} ${issue.message.replace(/^Invalid input: /, '')}`,
      }))
  if (parsed.success && mistakes.length === 0) return parsed.data
  throw invalid(mistakes.map(({ path, says }) => tellPlace(file, yaml.placeOf(path), says)))
}

/** What a file of the right shape says that can't be meant. */
function doubt({ roots, default: preferred }: TaxiiConfiguration): Mistake[] {
  const places = roots.flatMap(({ collections }, root) =>
    collections.flatMap(({ id, alias }, index) => [
      { name: id, path: ['roots', root, 'collections', index, 'id'] },
      ...(alias === undefined ? [] : [{ name: alias, path: ['roots', root, 'collections', index, 'alias'] }]),
    ]),
  )
  const paths = roots.map(({ path }, index) => ({ name: path, path: ['roots', index, 'path'] }))
  return [
    ...repeated(paths).map(({ name, path }) => ({ path, says: `a root before is at “${name}” already` })),
    ...repeated(places).map(({ name, path }) => ({
      path,
      says: `a collection before has “${name}” already: what it holds is found by that`,
    })),
    ...(preferred === undefined || roots.some(({ path }) => path === preferred)
      ? []
      : [{ path: ['default'], says: `“${preferred}” is the path of no root` }]),
  ]
}

function repeated<Named extends { readonly name: string }>(list: readonly Named[]): Named[] {
  const seen = new Set<string>()
  return list.filter(({ name }) => seen.size === seen.add(name).size)
}

const nameOf = (path: readonly PropertyKey[]) =>
  path.length === 0
    ? 'the file'
    : `“${path.map((part) => (typeof part === 'number' ? part + 1 : String(part))).join(' ')}”`

function invalid(lines: readonly string[]): Problem {
  return new Problem(
    'taxii-invalid',
    `the collections can’t be offered:\n  ${listMistakes(lines)}`,
    'Correct these lines; docs/taxii.md tells what the file may say.',
  )
}
