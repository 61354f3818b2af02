// Campaigns whose decisions are about to be lifted, as a file: an analysis forgets them, so that a process that ends between
// analysis and lifting would leave their decisions in force.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

const FALLEN = z.array(z.object({ id: z.string(), name: z.string(), told: z.array(z.string()) }))

/** A campaign that was accused with partners' word of which nothing counts any more. */
export interface Fallen {
  readonly id: string
  readonly name: string
  /** How partners called what it rested on. */
  readonly told: readonly string[]
}

export class FallenNote {
  constructor(private readonly path: string) {}

  read(): readonly Fallen[] {
    try {
      return FALLEN.parse(JSON.parse(readFileSync(this.path, 'utf8')))
    } catch {
      // It is whole or not there.
      return []
    }
  }

  write(fallen: readonly Fallen[]): void {
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 })
    writeFileSync(`${this.path}.part`, JSON.stringify(fallen), { mode: 0o600, flush: true })
    renameSync(`${this.path}.part`, this.path)
  }

  clear(): void {
    rmSync(this.path, { force: true })
  }
}
