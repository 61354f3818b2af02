// What medallion's tests expect to be there, from their own fixture: as a file of collections, and as rows with the times
// at which they were added.
import { createHash } from 'node:crypto'
import { sortableTime } from '../../src/share/taxii/timestamp.js'

interface Manifest {
  readonly id: string
  readonly date_added: string
  readonly version: string
  readonly media_type: string
}

interface Root {
  readonly information: {
    readonly title: string
    readonly description: string
    readonly max_content_length: number
  }
  readonly status: readonly Readonly<Record<string, unknown>>[]
  readonly collections: readonly {
    readonly id: string
    readonly title: string
    readonly description?: string
    readonly can_read: boolean
    readonly can_write: boolean
    readonly objects: readonly Readonly<Record<string, unknown>>[]
    readonly manifest: readonly Manifest[]
  }[]
}

type Data = Readonly<Record<string, unknown>> & { readonly '/discovery': { readonly title: string } }

const rootsOf = (data: Data) =>
  Object.entries(data).filter(([name]) => !name.startsWith('/')) as [string, Root][]

/** The file of collections, as JSON, which YAML takes. The tests add STIX 2.0 to a collection that names only 2.1. */
export function configurationOf(data: Data): string {
  return JSON.stringify({
    schema: 'stillwatch.taxii/1',
    title: data['/discovery'].title,
    url: 'http://localhost:5000',
    pageSize: 20,
    roots: rootsOf(data).map(([path, { information, collections }]) => ({
      path,
      title: information.title,
      description: information.description,
      maxContentLength: information.max_content_length,
      collections: collections.map(({ id, title, description, can_read, can_write }) => ({
        id,
        title,
        ...(description !== undefined && { description }),
        specVersions: ['2.0', '2.1'],
        read: can_read ? ['admin'] : [],
        write: can_write ? ['admin'] : [],
        listed: true,
      })),
    })),
  })
}

const NONE = '1970-01-01 00:00:00.000000'

/** Rows of `taxii_object`. Two versions have one time there; here the older STIX comes a microsecond before. */
export function objectRows(data: Data): object[] {
  const newest = new Map<string, { readonly order: string; readonly added: string }>()
  return rootsOf(data)
    .flatMap(([, { collections }]) => collections)
    .flatMap(({ id: collection, objects, manifest }) =>
      objects.map((object) => {
        const specVersion = String(object.spec_version ?? '2.0')
        const version = String(object.modified ?? object.created)
        const told = manifest.find(
          (one) => one.id === object.id && one.version === version && one.media_type.endsWith(specVersion),
        )
        if (!told) throw new Error(`no manifest of ${object.id} ${version}`)
        const added = told.date_added.replace('T', ' ').replace('Z', '')
        const text = JSON.stringify(object)
        return {
          collection,
          date_added: specVersion === '2.0' ? added.replace('.997000', '.996999') : added,
          id: object.id,
          type: object.type,
          version,
          version_key: sortableTime(version),
          spec_version: specVersion,
          digest: createHash('sha256').update(text).digest('hex').slice(0, 32),
          bytes: text.length,
          by: 'test',
          text,
        }
      }),
    )
    .sort((a, b) => (a.date_added < b.date_added ? -1 : 1))
    .map((row) => {
      const id = String(row.id)
      const own = { order: `${row.spec_version} ${row.version_key}`, added: row.date_added }
      const before = newest.get(id)
      const isNewest = before === undefined || own.order > before.order
      if (isNewest) newest.set(id, own)
      const [older, newer] = before ? (isNewest ? [before, own] : [own, before]) : []
      return {
        ...row,
        repeats: before ? 1 : 0,
        hidden_row: older?.added ?? NONE,
        hidden_by: newer?.added ?? NONE,
      }
    })
}

/** Rows of `taxii_status`, as if somebody had posted them. */
export function statusRows(data: Data, by: string): object[] {
  return rootsOf(data).flatMap(([root, { status }]) =>
    status.map((one) => ({
      id: one.id,
      root,
      by,
      requested_at: new Date().toISOString().replace('T', ' ').replace('Z', ''),
      status: JSON.stringify(one),
    })),
  )
}
