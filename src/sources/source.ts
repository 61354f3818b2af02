// What a log format must offer to be read: how to recognise it, and the SQL that turns its documents into
// landing rows. The engine runs the SQL; JavaScript sees a small sample only.

/** The start of an input, decompressed: its text, and the JSON documents that could be read from it. */
export interface Sample {
  /** About the first 64 KB. */
  readonly text: string
  /** Documents in it; the last one may have been cut and closed. Never more than a few dozen. */
  readonly documents: readonly JsonObject[]
}

export type JsonObject = Readonly<Record<string, unknown>>

/** One log format. Add one as a file here and a line in `catalog.ts`. */
export interface Source {
  /** The name for `--from`. */
  readonly id: string
  readonly title: string
  /** How sure the source is that the sample is in its format, 0 to 1. Never throws. */
  detect(sample: Sample): number
  /**
   * A SELECT that yields `LANDING_COLUMNS` from a relation with one column `document String`: a table's name or a
   * SELECT in parentheses. A document that is no JSON object yields one row with an empty id and account; one
   * that is legitimately no exchange yields none and is counted by `selectSkipped`.
   */
  select(documents: string): string
  /**
   * A SELECT of `reason String, documents UInt64`: what `select` leaves out on purpose. Documents that it reads in part
   * are told with a third column, `is_read`, as 1. Absent: nothing.
   */
  selectSkipped?(documents: string): string
  /** A faster SELECT over a JSON-lines file in the native shape; the engine throws on any malformed line. */
  selectFast?(file: FastFile): string
  /** Key whose first value in a document is its exchange's id, as a rule: found without reading the document. */
  readonly idKey?: string
  /** What of an exchange's id stands in its document, when that is not the id itself. */
  idInDocument?(id: string): string
  /** True when documents of several files belong together, as observations and their traces do. */
  readonly isJoined?: boolean
  /** Where account, organisation, key and address come from, and how to add those that the format lacks. */
  readonly identity: string
}

/** A file as `file()` of the engine takes it. */
export interface FastFile {
  readonly path: string
  /** The engine's name of the compression: none, gzip, zstd, … */
  readonly compression: string
}
