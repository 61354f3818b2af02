// Makes one file readable for the engine: what it is compressed with, whether it is whole, its encoding, how documents
// lie in it. A file that the engine cannot read to its end is copied, as far as it goes, and the damage counted.
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { Problem } from '../model/problem.js'
import { openStore } from '../store/open-store.js'
import type { Store } from '../store/store.js'
import { type Compression, compressionOf, gunzipped, isWholeGzip, isWholeZstd } from './compression.js'
import { DocumentSplitter } from './document-splitter.js'
import { fileTable } from './documents.js'
import { literal } from './landing-select.js'
import { SAMPLE_BYTES, sampleOf } from './sample.js'
import type { Sample } from './source.js'
import type { Encoding, Spool } from './spool.js'

/** How documents lie in a file: one a line, one array a line, anyhow (an array, pretty-printed), or Parquet rows. */
export type Layout = 'lines' | 'array-lines' | 'documents' | 'parquet'

/** Something that a file lost before a row was read, counted as a rejected row each. */
export interface Damage {
  readonly reason: 'truncated'
  readonly count: number
  /** A sentence for people. */
  readonly detail: string
}

export interface InputFile {
  /** As the caller knows it, for messages. */
  readonly name: string
  /** Where the engine reads it: the file itself, or a temporary copy or link. */
  readonly path: string
  readonly compression: Compression
  readonly layout: Layout
  readonly sample: Sample
  readonly size: number
  readonly isEmpty: boolean
  readonly hasByteOrderMark: boolean
  readonly damage: readonly Damage[]
  /** True when a directory named it: it may be something else altogether. */
  readonly isFound: boolean
}

/** A file as an argument named it. */
export interface NamedFile {
  readonly name: string
  readonly path: string
  readonly isFound: boolean
}

type Readable = Pick<InputFile, 'path' | 'compression' | 'layout'>

/**
 * Opens one file. Temporary copies go to the spool.
 * @throws Problem `input-unreadable`, `input-archive`, `disk-full`
 */
export async function openInputFile(named: NamedFile, store: Store, spool: Spool): Promise<InputFile> {
  const { name, isFound } = named
  const { size, head } = beginningOf(named)
  assertNoArchive(head, name)
  const path = enginePath(named.path, spool)
  const isParquet = head.subarray(0, 4).toString('latin1') === 'PAR1'
  const compression = compressionOf(head)
  if (store.kind === 'server' && (isParquet || !['none', 'gzip'].includes(compression))) {
    const { copy, damage } = await copiedByEngine({ path, compression, size, isParquet }, name, spool)
    const plain = await openInputFile({ name, path: copy, isFound }, store, spool)
    return { ...plain, damage: [...damage, ...plain.damage] }
  }
  if (isParquet) {
    const sample = await parquetSample(store, path, name)
    const isEmpty = sample.documents.length === 0
    const parquet = { compression: 'none', layout: 'parquet', hasByteOrderMark: false, damage: [] } as const
    return { name, path, size, sample, isEmpty, isFound, ...parquet }
  }
  const content = { path, compression, size }
  const whole = await decompressible(content, name, store, spool)
  const bytes = await readSample(store, whole)
  assertNoArchive(bytes, name)
  const encoding = encodingOf(bytes)
  const text = decodeSample(bytes, encoding)
  const laidOut = await readable({ ...whole, layout: layoutOf(text) }, encoding, name, store, spool)
  return {
    name,
    ...laidOut,
    size,
    sample: sampleOf(text),
    isEmpty: text.trim() === '',
    hasByteOrderMark: encoding === 'utf-8' && text.startsWith('\uFEFF'),
    damage: whole.damage,
    isFound,
  }
}

/** A file of which it is known that it holds a JSON document a line, in UTF-8; nothing of it is looked at. */
export function linesFile(path: string, spool: Spool): InputFile {
  return {
    name: path,
    path: enginePath(path, spool),
    compression: 'none',
    layout: 'lines',
    sample: { text: '', documents: [] },
    size: statSync(path).size,
    isEmpty: false,
    hasByteOrderMark: false,
    damage: [],
    isFound: false,
  }
}

/** A path that the engine takes for no pattern or archive. */
function enginePath(path: string, spool: Spool): string {
  return /[*?{}[\]<>|,]|::/.test(resolve(path)) ? spool.link(path) : path
}

interface Content {
  readonly path: string
  readonly compression: Compression
  readonly size: number
}

/** The content as the engine can decompress it to its end; a damaged one copied as far as it goes. */
async function decompressible(
  { path, compression, size }: Content,
  name: string,
  store: Store,
  spool: Spool,
): Promise<{ path: string; compression: Compression; damage: readonly Damage[] }> {
  if (compression === 'none') return { path, compression, damage: [] }
  const lines = { path, compression, layout: 'lines' } as const
  const isWhole = store.kind === 'server' ? await isWholeGzip(path) : await isReadable(store, lines)
  if (!isWhole) {
    const copy = await plainCopy(lines, 'utf-8', false, name, store, spool)
    return { path: copy, compression: 'none', damage: [cut(name)] }
  }
  // The engine reads a cut zstd file to its end without a word.
  const isCut = compression === 'zstd' && !isWholeZstd(path, size)
  return { path, compression, damage: isCut ? [cut(name)] : [] }
}

/**
 * A plain copy of what only an engine reads, for a server, which is sent lines: by an embedded engine that lives as long
 * as that takes.
 */
async function copiedByEngine(
  { isParquet, ...content }: Content & { readonly isParquet: boolean },
  name: string,
  spool: Spool,
): Promise<{ copy: string; damage: readonly Damage[] }> {
  const engine = await openStore()
  try {
    if (isParquet) {
      await parquetSample(engine, content.path, name)
      const copy = await engineCopy({ ...content, layout: 'parquet' }, name, engine, spool)
      return { copy, damage: [] }
    }
    const { path, compression, damage } = await decompressible(content, name, engine, spool)
    const copy =
      compression === 'none'
        ? path
        : await engineCopy({ path, compression, layout: 'lines' }, name, engine, spool)
    return { copy, damage }
  } finally {
    await engine.close()
  }
}

/** The file, or a copy in UTF-8 with a document a line when the engine cannot read it as it is. */
async function readable(
  file: Readable,
  encoding: Encoding,
  name: string,
  store: Store,
  spool: Spool,
): Promise<Readable> {
  const isSplit = file.layout === 'documents' && (encoding !== 'utf-8' || !(await isReadable(store, file)))
  if (encoding === 'utf-8' && !isSplit) return file
  const path = await plainCopy(file, encoding, isSplit, name, store, spool)
  return { path, compression: 'none', layout: isSplit ? 'lines' : file.layout }
}

/** A plain copy in UTF-8; gzip through Node, which loses nothing, the rest through the engine. */
async function plainCopy(
  { path, compression }: Readable,
  encoding: Encoding,
  isSplit: boolean,
  name: string,
  store: Store,
  spool: Spool,
): Promise<string> {
  const isGzip = compression === 'gzip'
  const isNodes = isGzip || compression === 'none'
  const plain = isNodes ? path : await engineCopy({ path, compression, layout: 'lines' }, name, store, spool)
  if (!isNodes && encoding === 'utf-8' && !isSplit) return plain
  return spool.rewrite(plain, name, { isGzip, encoding, isSplit })
}

/** A plain copy through the engine. When the file is damaged, up to a megabyte before the damage is missing. */
async function engineCopy(file: Readable, name: string, store: Store, spool: Spool): Promise<string> {
  const path = spool.newPath()
  const target = `file(${literal(resolve(path))}, 'LineAsString', 'document String')`
  const error: unknown = await store
    .command(
      `INSERT INTO FUNCTION ${target} SELECT document FROM ${fileTable(file)} SETTINGS input_format_parallel_parsing = 0, max_block_size = 1000`,
    )
    .catch((thrown: unknown) => thrown)
  try {
    statSync(path)
  } catch {
    throw unreadable(name, error)
  }
  return path
}

/** The problem that reading a file failed with. */
export function unreadable(path: string, error: unknown): Problem {
  const message = error instanceof Error ? error.message : String(error)
  const isDenied = /EACCES|EPERM/.test(message)
  return new Problem(
    'input-unreadable',
    isDenied ? `no permission to read ${path}` : `cannot read ${path}: ${message}`,
    isDenied
      ? 'Ask its owner for read permission, or run as a user who has it.'
      : 'Check the file and its disk.',
    { cause: error },
  )
}

function cut(name: string): Damage {
  return {
    reason: 'truncated',
    count: 1,
    detail: `${name} is cut or damaged: what comes before the damage was read`,
  }
}

function beginningOf({ name, path }: NamedFile): { size: number; head: Buffer } {
  try {
    return { size: statSync(path).size, head: readHead(path, SAMPLE_BYTES) }
  } catch (error) {
    throw unreadable(name, error)
  }
}

function readHead(path: string, length: number): Buffer {
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(length)
    return bytes.subarray(0, readSync(file, bytes, 0, length, 0))
  } finally {
    closeSync(file)
  }
}

function assertNoArchive(head: Buffer, name: string): void {
  const isZip = head.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004'
  const isTar = head.subarray(257, 262).toString('latin1') === 'ustar'
  if (isZip || isTar)
    throw new Problem(
      'input-archive',
      `${name} is an archive`,
      'Unpack it and give the files that were in it.',
    )
}

async function isReadable(
  store: Store,
  file: Pick<InputFile, 'path' | 'compression' | 'layout'>,
): Promise<boolean> {
  if (store.kind === 'server') return false
  try {
    await store.query(`SELECT count() AS documents FROM ${fileTable(file)}`)
    return true
  } catch {
    return false
  }
}

/** Decompressed bytes from the start. Node knows gzip; the engine knows the rest. */
async function readSample(store: Store, file: Pick<InputFile, 'path' | 'compression'>): Promise<Buffer> {
  if (file.compression === 'none') return readHead(file.path, SAMPLE_BYTES)
  if (file.compression === 'gzip') return gunzipHead(file.path)
  const lines = await store
    .query<{ line: string }>(
      `SELECT substring(document, 1, ${SAMPLE_BYTES}) AS line FROM ${fileTable({ ...file, layout: 'lines' })} LIMIT 50`,
    )
    .catch(() => [])
  return Buffer.from(lines.map(({ line }) => line).join('\n')).subarray(0, SAMPLE_BYTES)
}

async function gunzipHead(path: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of gunzipped(path)) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= SAMPLE_BYTES) break
  }
  return Buffer.concat(chunks).subarray(0, SAMPLE_BYTES)
}

async function parquetSample(store: Store, path: string, name: string): Promise<Sample> {
  const table = fileTable({ path, compression: 'none', layout: 'parquet' })
  try {
    // All of it is decoded, as a page that is damaged would end the load of the files beside it.
    await store.query(`SELECT sum(ignore(*)) AS rows FROM file(${literal(path)}, 'Parquet')`)
    const rows = await store.query<{ document: string }>(
      `SELECT substring(document, 1, 10000) AS document FROM ${table} LIMIT 5`,
    )
    return sampleOf(rows.map(({ document }) => document).join('\n'))
  } catch (error) {
    throw new Problem(
      'input-unreadable',
      `${name} is cut or damaged: it cannot be read as Parquet`,
      'Export or copy it again; files beside it are read without it.',
      { cause: error },
    )
  }
}

function encodingOf(bytes: Buffer): Encoding {
  const [a = 1, b = 1] = bytes
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (b === 0 && '{['.includes(String.fromCharCode(a))) return 'utf-16le'
  return a === 0 && '{['.includes(String.fromCharCode(b)) ? 'utf-16be' : 'utf-8'
}

function decodeSample(bytes: Buffer, encoding: Encoding): string {
  return new TextDecoder(encoding, { ignoreBOM: encoding === 'utf-8' }).decode(bytes)
}

/** How documents lie, from the start of the text. When one line alone is an object, lines it is. */
function layoutOf(text: string): Layout {
  const start = text.replace(/^\uFEFF/, '').trimStart()
  const lines = start.split(/\r?\n/).filter((line) => line.trim() !== '')
  if (lines.some((line) => line.startsWith('{') && isJson(line))) return 'lines'
  if (lines.length > 1 && lines.filter((line) => line.startsWith('[') && isJson(line)).length > 0)
    return 'array-lines'
  if (start.startsWith('[')) return 'documents'
  if (!start.startsWith('{')) return 'lines'
  // One line longer than the sample is a document of its own.
  return lines.length > 1 || new DocumentSplitter().push(start).length > 1 ? 'documents' : 'lines'
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
