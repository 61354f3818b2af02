// What a figure was measured on and with which code, so that two figures can be told apart.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readVersion } from '../src/version.js'

export interface Machine {
  readonly cores: number
  readonly processor: string
  readonly memoryBytes: number
  readonly node: string
  readonly stillwatch: string
}

/** The compiled code: this file lies in its folder `bench`. */
const COMPILED = fileURLToPath(new URL('..', import.meta.url))

/** Where results and traffic go; ignored by git. */
export const OUT = fileURLToPath(new URL('../../bench/out/', import.meta.url))

/** Pictures of the documents. */
export const FIGURES = fileURLToPath(new URL('../../docs/figures/', import.meta.url))

export function readMachine(): Machine {
  const processors = cpus()
  return {
    cores: processors.length,
    processor: processors[0]?.model.trim() ?? '',
    memoryBytes: totalmem(),
    node: process.versions.node,
    stillwatch: readVersion(),
  }
}

/** Twelve hex digits of the compiled code in these folders: a result of other code is never taken for this one's. */
export function hashCode(...folders: readonly string[]): string {
  const hash = createHash('sha256')
  for (const folder of folders) {
    const names = readdirSync(join(COMPILED, folder), { recursive: true, encoding: 'utf8' })
    for (const name of names.filter((one) => one.endsWith('.js')).sort())
      hash.update(`${name}\0`).update(readFileSync(join(COMPILED, folder, name)))
  }
  return hash.digest('hex').slice(0, 12)
}
