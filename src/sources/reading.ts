// Plans how inputs are read: which source each file belongs to, which files are read together, and the statements
// that the loader runs for them.
import { Problem } from '../model/problem.js'
import type { Store } from '../store/store.js'
import { detectSource, findSource } from './catalog.js'
import { alike, copiedDocuments, type Documents, fileDocuments, stageDocuments } from './documents.js'
import type { Inputs, LeftOut } from './input.js'
import type { Damage, InputFile } from './input-file.js'
import { literal, MADE_ID } from './landing-select.js'
import type { Source } from './source.js'

/** Files of one source that are read by one statement. */
export interface Reading {
  readonly source: Pick<Source, 'id' | 'title'>
  /** Names of the files, for messages. */
  readonly files: readonly string[]
  /** Bytes on disk, for progress. */
  readonly size: number
  /** What was lost before any row: add it to the rejected. */
  readonly damage: readonly Damage[]
  /**
   * A SELECT of the landing columns that throws on any malformed record, with `raw` empty. Try it first, into a
   * table that can be emptied, and fall back on `select`. Absent when there is no faster way.
   */
  readonly selectFast?: string
  /** Makes the documents available; run its SELECTs, then close it. */
  open(): Promise<OpenReading>
}

export interface OpenReading {
  /** A SELECT of the landing columns; never throws on what a document holds. */
  readonly select: string
  /** A SELECT of `reason, documents` and perhaps `is_read`: what is no exchange, and what is read in part. */
  readonly selectSkipped?: string
  /**
   * `select` of documents that hold the ids, and of few others where ids stand in their documents. The quick way, where
   * the format has one, costs a third and may miss some.
   */
  selectNaming(ids: readonly string[], how: Search): string | undefined
  close(): Promise<void>
}

export type Search = 'quick' | 'thorough'

export interface ReadingPlan {
  readonly readings: readonly Reading[]
  /** Files that were left out, each with the problem that it would be alone. */
  readonly ignored: readonly LeftOut[]
}

/**
 * Files are read together up to so many and so many bytes, on disk: planning a reading's statements costs as much as
 * reading some forty megabytes.
 */
const MOST_TOGETHER = 256
const TOGETHER_BYTES = 256 * 1024 * 1024
/** Bytes of documents that are read from memory: so few that planning a statement costs more than running it. */
const COPIED_BYTES = 16 * 1024 * 1024

/**
 * Plans the reading of opened inputs. `from` names the source; else each file is recognised by its content.
 * @throws Problem `format-unknown` for a named file in no known format; when there is nothing to read, that of the only
 *   file, or `input-empty`
 */
export function planReadings(store: Store, inputs: Inputs, from?: string): ReadingPlan {
  const named = from === undefined ? undefined : findSource(from)
  const ignored = [...inputs.leftOut]
  const bySource = new Map<Source, InputFile[]>()
  for (const file of inputs.files) {
    const source = file.isEmpty ? emptiness(file) : (named ?? sourceOf(file))
    if (source instanceof Problem) ignored.push({ name: file.name, problem: source })
    else bySource.set(source, [...(bySource.get(source) ?? []), file])
  }
  if (bySource.size === 0) throw nothing(ignored)
  const readings = [...bySource].flatMap(([source, files]) =>
    groups(source, files).map((group) => reading(store, source, group)),
  )
  return { readings, ignored }
}

function emptiness({ name, damage }: InputFile): Problem {
  return damage.length === 0
    ? new Problem('input-empty', `${name} is empty`, 'Check that the export finished.')
    : new Problem(
        'input-unreadable',
        `${name} is cut or damaged from its beginning: nothing of it could be read`,
        'Export or copy it again; files beside it are read without it.',
      )
}

function sourceOf(file: InputFile): Source | Problem {
  const detection = detectSource(file.sample, file.name)
  if (!(detection instanceof Problem)) return detection.source
  if (file.isFound) return detection
  throw detection
}

function nothing(ignored: readonly LeftOut[]): Problem {
  const [first] = ignored
  if (ignored.length === 1 && first) return first.problem
  return new Problem(
    'input-empty',
    `none of ${ignored.length} files holds exchanges`,
    'Check that the export finished and that the right files are named.',
  )
}

function groups(source: Source, files: readonly InputFile[]): InputFile[][] {
  if (source.isJoined) return [[...files]]
  const result: InputFile[][] = []
  let bytes = 0
  for (const file of files) {
    const last = result.at(-1)
    if (last && last.length < MOST_TOGETHER && bytes + file.size <= TOGETHER_BYTES) {
      last.push(file)
      bytes += file.size
    } else {
      result.push([file])
      bytes = file.size
    }
  }
  return result
}

function reading(store: Store, source: Source, files: readonly InputFile[]): Reading {
  const [first, ...others] = alike(files)
  const isWhole = files.every(({ damage }) => damage.length === 0)
  const isFast = first?.layout === 'lines' && others.length === 0 && isWhole && store.kind === 'embedded'
  const fast = isFast ? source.selectFast?.(first) : undefined
  return {
    source,
    files: files.map(({ name }) => name),
    size: files.reduce((sum, { size }) => sum + size, 0),
    damage: files.flatMap(({ damage }) => damage),
    ...(fast !== undefined && { selectFast: fast }),
    open: async () => opened(source, await documentsOf(store, files)),
  }
}

function documentsOf(store: Store, files: readonly InputFile[]): Promise<Documents> {
  if (store.kind === 'server') return stageDocuments(store, files)
  return isSmall(files) ? copiedDocuments(store, files) : Promise.resolve(fileDocuments(files))
}

/** Whether the files' documents fit into memory beside what else is done, whatever they unpack to. */
function isSmall(files: readonly InputFile[]): boolean {
  const bytes = files.reduce(
    (sum, { size, compression }) => sum + (compression === 'none' ? size : 64 * size),
    0,
  )
  return bytes <= COPIED_BYTES
}

function opened(source: Source, { relation, close }: Documents): OpenReading {
  const skipped = source.selectSkipped?.(relation)
  return {
    select: source.select(relation),
    ...(skipped !== undefined && { selectSkipped: skipped }),
    selectNaming: (ids, how) => {
      const isWanted = how === 'quick' ? startsAsAny(ids, source) : containsAny(ids, source)
      return isWanted && source.select(`(SELECT document FROM ${relation} WHERE ${isWanted})`)
    },
    close,
  }
}

/** Whether the first value of the id's key is one of the ids: the bytes up to it are all that is looked at. */
function startsAsAny(ids: readonly string[], { idKey }: Source): string | undefined {
  if (idKey === undefined) return undefined
  return `simpleJSONExtractString(document, ${literal(idKey)}) IN (${ids.map(literal).join(', ')})`
}

/**
 * A search for all ids in one pass over the bytes: literal patterns, which the engine's matcher is made for. An id that
 * was made of a document's bytes stands in none, so all documents pass.
 */
function containsAny(ids: readonly string[], { idInDocument = (id) => id }: Source): string {
  if (ids.length === 0) return 'false'
  if (ids.some((id) => MADE_ID.test(id))) return 'true'
  const patterns = ids.map((id) =>
    literal(
      JSON.stringify(idInDocument(id))
        .slice(1, -1)
        .replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'),
    ),
  )
  return `multiMatchAny(document, [${patterns.join(', ')}])`
}
