// A map says which SQL expression over a table gives each field of the exchange record. It is a file of the operator's, in
// YAML or JSON, or one that comes along by its name; here it is read and checked, before any engine sees it.
import { existsSync, readFileSync } from 'node:fs'
import { parseDocument } from 'yaml'
import { z } from 'zod'
import { LANDING_COLUMNS, type LandingColumnName } from '../model/exchange.js'
import { Problem } from '../model/problem.js'
import { nearest } from './nearest.js'
import { shippedMaps } from './shipped-maps.js'

const TABLE_MAP_SCHEMA = 'stillwatch.table-map/1'

/** Fields of the record that a map may give. */
export type MappedField = Exclude<LandingColumnName, 'raw'>

const FIELDS = LANDING_COLUMNS.flatMap(({ name }) => (name === 'raw' ? [] : [name]))
const REQUIRED: readonly MappedField[] = ['id', 'ts', 'account']

export interface TableMap {
  /** What follows FROM; `{table}` stands for the table, `{database}` for the database that it is in. */
  readonly from: string
  /** Expressions by the names under which others use them. */
  readonly with: Readonly<Record<string, string>>
  /** Conditions that a row must meet to be an exchange. */
  readonly where: readonly string[]
  /** Expressions by field; of several the first that is not empty counts. */
  readonly fields: Readonly<Partial<Record<MappedField, readonly string[]>>>
}

const text = z.string().trim().min(1)
const list = z.union([text.transform((one) => [one]), z.array(text).min(1)])
const fields: Readonly<Record<string, typeof list | z.ZodOptional<typeof list>>> = Object.fromEntries(
  FIELDS.map((name) => [name, REQUIRED.includes(name) ? list : list.optional()]),
)
const schema = z.strictObject({
  schema: z.literal(TABLE_MAP_SCHEMA),
  title: text.optional(),
  from: text.default('{table}'),
  with: z
    .record(z.string().regex(/^[a-z_][a-z0-9_]*$/i, 'a name of letters, digits and _'), text)
    .default({}),
  where: list.default([]),
  fields: z.strictObject(fields),
})

/**
 * Reads a map from a file, or one that comes along by its name.
 * @throws Problem `map-missing`, `map-invalid`
 */
export function readTableMap(named: string): TableMap {
  return parseTableMap(readText(named), named)
}

/** Characters of a map, and repetitions by alias in it, beyond which it is no map. */
const MOST_CHARACTERS = 262_144
const MOST_ALIASES = 50

/** @throws Problem `map-invalid`, which names each field that is wrong */
export function parseTableMap(written: string, named: string): TableMap {
  const invalid = (what: string, cause?: unknown) =>
    new Problem(
      'map-invalid',
      `the map ${named} cannot be used: ${what}`,
      'Correct it; docs/sources/table.md says what a map holds.',
      { cause },
    )
  if (written.length > MOST_CHARACTERS) throw invalid(`it is longer than ${MOST_CHARACTERS} characters`)
  const yaml = parseDocument(written, { uniqueKeys: true })
  const [error] = yaml.errors
  if (error) throw invalid(`it is neither YAML nor JSON: ${error.message.split(/:?\n/)[0]}`, error)
  let document: unknown
  try {
    document = yaml.toJS({ maxAliasCount: MOST_ALIASES })
  } catch (cause) {
    throw invalid(cause instanceof Error ? cause.message : String(cause), cause)
  }
  const parsed = schema.safeParse(document)
  if (!parsed.success) throw invalid(parsed.error.issues.map(tellIssue).join('; '), parsed.error)
  return parsed.data as TableMap
}

function tellIssue(issue: z.core.$ZodIssue): string {
  const where = issue.path.join('.')
  if (issue.code === 'unrecognized_keys') {
    const isField = where === 'fields'
    const known = isField ? FIELDS : Object.keys(schema.shape)
    return issue.keys
      .map((key) => {
        const near = nearest(key, known)
        return `${key} is no ${isField ? 'field of an exchange' : 'part of a map'}${near ? `, the nearest is ${near}` : `; there are ${known.join(', ')}`}`
      })
      .join('; ')
  }
  const isMissing = issue.code === 'invalid_union' || issue.message.includes('received undefined')
  if (where.startsWith('fields.') && isMissing)
    return `${where.replace('.', ' ')}: an SQL expression, or a list of them, is needed`.replace(
      'fields ',
      'field ',
    )
  return where === '' ? issue.message : `${where}: ${issue.message}`
}

function readText(named: string): string {
  const shipped = shippedMaps()
  const path = existsSync(named) ? named : shipped.get(named)
  try {
    if (path !== undefined) return readFileSync(path, 'utf8')
  } catch (error) {
    throw new Problem(
      'map-missing',
      `cannot read the map ${named}: ${error instanceof Error ? error.message : String(error)}`,
      'Check the file.',
      { cause: error },
    )
  }
  throw new Problem(
    'map-missing',
    `there is no map ${named}`,
    `Name a file with --map, or one of those that come along: ${[...shipped.keys()].join(', ')}.`,
  )
}
