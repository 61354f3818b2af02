// The documents of a file as a relation with one column `document String`: through `file()` of the embedded engine,
// which reads the bytes itself, or through a table on a server, to which the file is streamed.
import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { engineProblem } from '../store/engine-problem.js'
import type { Store } from '../store/store.js'
import type { InputFile } from './input-file.js'
import { literal } from './landing-select.js'
import { decoded } from './spool.js'

/** Documents for `Source.select`, and how to let go of them. */
export interface Documents {
  /** A SELECT in parentheses, or a table's name. */
  readonly relation: string
  close(): Promise<void>
}

/** Documents of files, read in place by the embedded engine. Blank lines are no documents. */
export function fileDocuments(files: readonly InputFile[]): Documents {
  const selects = alike(files).map(
    (group) =>
      `SELECT ${documentExpression(group)} AS document FROM ${fileTable(group)} WHERE ${isNotBlank()}`,
  )
  return { relation: `(${selects.join('\nUNION ALL\n')})`, close: async () => {} }
}

/** Files that one `file()` can read, as one: their paths are a pattern. */
export type FileGroup = Pick<InputFile, 'path' | 'compression' | 'layout' | 'hasByteOrderMark'>

/** Files grouped by how they are read. */
export function alike(files: readonly InputFile[]): FileGroup[] {
  const groups = new Map<string, InputFile[]>()
  for (const file of files) {
    const key = `${file.layout} ${file.compression} ${file.hasByteOrderMark}`
    groups.set(key, [...(groups.get(key) ?? []), file])
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    return first ? [{ ...first, path: pathsOf(group) }] : []
  })
}

function pathsOf(files: readonly InputFile[]): string {
  const paths = files.map(({ path }) => resolve(path).slice(1))
  return paths.length === 1 ? `/${paths[0]}` : `/{${paths.join(',')}}`
}

/** The file as a table with the column `document`, by its layout; array lines are still arrays. */
export function fileTable(file: Pick<InputFile, 'path' | 'compression' | 'layout'>): string {
  if (file.layout === 'parquet')
    return `(SELECT formatRowNoNewline('JSONEachRow', *) AS document FROM file(${literal(file.path)}, 'Parquet') SETTINGS date_time_output_format = 'iso')`
  const format = file.layout === 'documents' ? 'JSONAsString' : 'LineAsString'
  return `file(${literal(file.path)}, '${format}', 'document String', '${file.compression}')`
}

function documentExpression({
  layout,
  hasByteOrderMark,
}: Pick<FileGroup, 'layout' | 'hasByteOrderMark'>): string {
  const document = hasByteOrderMark
    ? "if(startsWith(document, '\\xEF\\xBB\\xBF'), substring(document, 4), document)"
    : 'document'
  if (layout !== 'array-lines') return document
  return `arrayJoin(if(JSONType(${document}) = 'Array', JSONExtractArrayRaw(${document}), [${document}]))`
}

function isNotBlank(): string {
  return "(length(document) > 200 OR match(document, '[^ \\\\t\\\\r]'))"
}

/**
 * The same, copied into memory first: for a few documents. A statement that reads a file is planned several times as long
 * as one that reads a table, and the documents are read more than once.
 * @throws Problem of the store
 */
export async function copiedDocuments(store: Store, files: readonly InputFile[]): Promise<Documents> {
  const { relation } = fileDocuments(files)
  const table = `staged_documents_${randomUUID().replaceAll('-', '')}`
  const close = () => store.command(`DROP TABLE IF EXISTS ${table}`)
  try {
    await store.command(`CREATE TABLE ${table} ENGINE = Memory AS SELECT document FROM ${relation}`)
  } catch (error) {
    await close().catch(() => {})
    throw error
  }
  return { relation: table, close }
}

/**
 * Streams files to a table on the server, one document a row. Close it to drop the table. Arrays and pretty-printed
 * documents come as lines already: `openInputs` rewrote them.
 * @throws Problem of the store
 */
export async function stageDocuments(store: Store, files: readonly InputFile[]): Promise<Documents> {
  const table = `staged_documents_${randomUUID().replaceAll('-', '')}`
  await store.command(`CREATE TABLE ${table} (document String) ENGINE = MergeTree ORDER BY ()`)
  const close = () => store.command(`DROP TABLE IF EXISTS ${table}`)
  try {
    for (const file of files) {
      const options = { isGzip: file.compression === 'gzip', encoding: 'utf-8', isSplit: false } as const
      const { stream } = await store.client.exec({
        query: `INSERT INTO ${table} FORMAT LineAsString`,
        values: Readable.from(decoded(file.path, options), { objectMode: false }),
      })
      await finished(stream.resume())
    }
  } catch (error) {
    await close().catch(() => {})
    throw engineProblem(error, store.location)
  }
  const document = documentExpression({
    layout: files.some(({ layout }) => layout === 'array-lines') ? 'array-lines' : 'lines',
    hasByteOrderMark: files.some((file) => file.hasByteOrderMark),
  })
  return {
    relation: `(SELECT ${document} AS document FROM ${table} WHERE ${isNotBlank()})`,
    close,
  }
}
