// Temporary copies of inputs that the engine cannot read where or as they are: standard input, pipes, damaged gzip,
// UTF-16, names that it would take for patterns. Everything goes away on close.
import { createReadStream, createWriteStream, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Problem } from '../model/problem.js'
import { temporaryDirectory } from '../store/temporary.js'
import { gunzipped } from './compression.js'
import { DocumentSplitter } from './document-splitter.js'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be'

export interface RewriteOptions {
  readonly isGzip: boolean
  readonly encoding: Encoding
  /** Cut into one JSON document a line. */
  readonly isSplit: boolean
}

/** A temporary directory for one run. Close it, also after a failure. */
export class Spool {
  private directory: string | undefined
  private count = 0

  /** A path for a new temporary file. */
  newPath(name = 'input'): string {
    this.directory ??= temporaryDirectory('stillwatch-input-')
    this.count += 1
    return join(this.directory, `${this.count}-${name}`)
  }

  /** A path without pattern signs that leads to the file. */
  link(path: string): string {
    const link = this.newPath()
    symlinkSync(resolve(path), link)
    return link
  }

  /**
   * Copies a stream to a temporary file.
   * @throws Problem `disk-full`, `input-unreadable`
   */
  async copy(stream: Readable, name: string): Promise<string> {
    const path = this.newPath()
    await written(name, pipeline(stream, createWriteStream(path)))
    return path
  }

  /**
   * Rewrites a file as plain UTF-8. Of a damaged gzip what decompresses before the damage is kept: whether it is
   * damaged is for the caller to find out.
   * @throws Problem `disk-full`, `input-unreadable`
   */
  async rewrite(path: string, name: string, options: RewriteOptions): Promise<string> {
    const target = this.newPath()
    await written(name, pipeline(decoded(path, options), createWriteStream(target)))
    return target
  }

  close(): void {
    if (this.directory !== undefined) rmSync(this.directory, { recursive: true, force: true })
    this.directory = undefined
  }
}

async function written(name: string, work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    if (/ENOSPC/.test(message))
      throw new Problem(
        'disk-full',
        `no space in ${tmpdir()} for a temporary copy of ${name}`,
        'Free some space, or set TMPDIR to a directory on another disk.',
        { cause: error },
      )
    throw new Problem('input-unreadable', `cannot read ${name}: ${message}`, 'Check the file and its disk.', {
      cause: error,
    })
  }
}

/** A file's content as UTF-8, decompressed, and cut into documents when asked. */
export async function* decoded(path: string, options: RewriteOptions): AsyncGenerator<Buffer | string> {
  const { isGzip, encoding, isSplit } = options
  const bytes: AsyncIterable<Buffer> = isGzip ? gunzipped(path) : createReadStream(path)
  if (!isSplit && encoding === 'utf-8') {
    yield* bytes
    return
  }
  const decoder = new TextDecoder(encoding)
  const splitter = new DocumentSplitter()
  const render = (text: string) =>
    isSplit
      ? splitter
          .push(text)
          .map((document) => `${document}\n`)
          .join('')
      : text
  for await (const chunk of bytes) yield render(decoder.decode(chunk, { stream: true }))
  yield render(decoder.decode())
  if (isSplit) yield splitter.rest
}
