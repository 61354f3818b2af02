// The filters of TAXII 2.1, section 3.4: what stands in a query, read once into what is meant. Between fields all must
// hold, within a field one.
import { Problem } from '../../model/problem.js'
import { SPEC_VERSIONS, type SpecVersion } from './media.js'
import { LAST_MICROS, microsOf, sortableTime } from './timestamp.js'

/** Which versions of an object are meant; those of times as `sortableTime` writes them. */
export interface VersionFilter {
  readonly isAll: boolean
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly times: readonly string[]
}

export interface Filters {
  /** Microseconds since 1970; only what was added later. */
  readonly addedAfter?: number
  readonly ids?: readonly string[]
  readonly types?: readonly string[]
  readonly version: VersionFilter
  /** Undefined for the newest of STIX in which an object is there. */
  readonly specVersions?: readonly SpecVersion[]
}

export type MatchField = 'id' | 'type' | 'version' | 'spec_version'

/** What a query may say; a name that stands there twice is a list. */
export type Query = Readonly<Record<string, unknown>>

const MOST_VALUES = 200
export const LAST_ONLY: VersionFilter = { isAll: false, isFirst: false, isLast: true, times: [] }

/**
 * Reads the filters of a query.
 * @param allowed fields that the endpoint can be matched by
 * @throws Problem `filter-invalid`
 */
export function parseFilters(query: Query, allowed: readonly MatchField[]): Filters {
  for (const name of Object.keys(query)) {
    const [, word, field] = /^(match)\[(.*)\]$/i.exec(name) ?? []
    // Written in capitals it is meant as a filter too, and passing it over would give all.
    if (field !== undefined && (word !== 'match' || !allowed.includes(field as MatchField)))
      throw invalid(
        `this can’t be matched by ${(word === 'match' ? field : name).slice(0, 60) || 'nothing'}`,
        allowed.length === 0 ? 'Leave it out.' : `Match by ${allowed.join(', ')}.`,
      )
  }
  const addedAfter = readAddedAfter(query.added_after)
  const ids = readList(query, 'id')
  const types = readList(query, 'type')
  const specVersions = readSpecVersions(readList(query, 'spec_version'))
  return {
    ...(addedAfter !== undefined && { addedAfter }),
    ...(ids && { ids }),
    ...(types && { types }),
    version: readVersion(readList(query, 'version')),
    ...(specVersions && { specVersions }),
  }
}

/** The same text for filters that mean the same. */
export function filterKey({ addedAfter, ids, types, version, specVersions }: Filters): string {
  const sorted = (list: readonly string[] | undefined) => (list ? [...new Set(list)].sort() : null)
  const { isAll, isFirst, isLast, times } = version
  return JSON.stringify([
    addedAfter ?? null,
    sorted(ids),
    sorted(types),
    isAll ? 'all' : [isFirst, isLast, sorted(times)],
    sorted(specVersions),
  ])
}

/**
 * How many rows a page may have.
 * @param most what the server gives at most; more is asked for in vain, as the standard has it
 * @throws Problem `filter-invalid` for what is no whole number above zero
 */
export function parseLimit(given: unknown, most: number): number {
  if (given === undefined) return most
  if (typeof given !== 'string' || !/^\d{1,15}$/.test(given) || Number(given) === 0)
    throw invalid('the limit is no whole number above zero', 'Ask with limit=100, or without a limit.')
  return Math.min(Number(given), most)
}

function readAddedAfter(given: unknown): number | undefined {
  if (given === undefined) return undefined
  const micros = typeof given === 'string' ? microsOf(given) : undefined
  if (micros === undefined)
    throw invalid('added_after is no time in UTC', 'Write it as 2026-09-14T01:02:03.000000Z.')
  return Math.max(0, Math.min(micros, LAST_MICROS))
}

function readList(query: Query, field: MatchField): readonly string[] | undefined {
  const given = query[`match[${field}]`]
  if (given === undefined) return undefined
  if (typeof given !== 'string')
    throw invalid(`match[${field}] is there more than once`, 'Put commas between its values.')
  const values = given.split(',')
  if (values.length > MOST_VALUES)
    throw invalid(`match[${field}] has more than ${MOST_VALUES} values`, 'Ask for fewer at a time.')
  if (values.some((value) => value === ''))
    throw invalid(`match[${field}] has an empty value`, 'Put single commas between its values.')
  return values
}

function readSpecVersions(values: readonly string[] | undefined): readonly SpecVersion[] | undefined {
  return values?.map((value) => {
    const known = SPEC_VERSIONS.find((version) => version === value)
    if (known === undefined)
      throw invalid(
        `${value.slice(0, 60)} is no version of STIX that is known here`,
        `Match by ${SPEC_VERSIONS.join(' or ')}.`,
      )
    return known
  })
}

function readVersion(values: readonly string[] | undefined): VersionFilter {
  if (values === undefined) return LAST_ONLY
  const times = values
    .filter((value) => !['all', 'first', 'last'].includes(value))
    .map((value) => {
      const time = sortableTime(value)
      if (time === undefined)
        throw invalid(
          `${value.slice(0, 60)} is no version`,
          'Match by first, last, all, or a time such as 2026-09-14T01:02:03.000Z.',
        )
      return time
    })
  return {
    isAll: values.includes('all'),
    isFirst: values.includes('first'),
    isLast: values.includes('last'),
    times,
  }
}

function invalid(what: string, next: string): Problem {
  return new Problem('filter-invalid', `the request can’t be answered: ${what}`, next)
}
