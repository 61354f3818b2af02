// Which versions of what is made anew with each look a partner was told: sightings are the same until something changed.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { StixObject } from '../stix/stix-object.js'

const TOLD = z.record(z.string(), z.string())

export class ToldVersions {
  constructor(private readonly folder: string) {}

  /** The objects whose text is another than the one that the partner was told. */
  without(partner: string, objects: readonly StixObject[]): readonly StixObject[] {
    const told = this.read(partner)
    return objects.filter((object) => told[object.id] !== digestOf(object))
  }

  /** To be called when they are on their way. */
  note(partner: string, objects: readonly StixObject[]): void {
    const told = Object.fromEntries(objects.map((object) => [object.id, digestOf(object)]))
    mkdirSync(this.folder, { recursive: true, mode: 0o700 })
    const path = this.pathOf(partner)
    writeFileSync(`${path}.part`, JSON.stringify(told), { mode: 0o600, flush: true })
    renameSync(`${path}.part`, path)
  }

  private read(partner: string): Readonly<Record<string, string>> {
    try {
      return TOLD.parse(JSON.parse(readFileSync(this.pathOf(partner), 'utf8')))
    } catch {
      // Told again in the worst case: a version that is there is not added twice.
      return {}
    }
  }

  private pathOf(partner: string): string {
    return join(this.folder, `${partner}.json`)
  }
}

const digestOf = (object: StixObject) =>
  createHash('sha256').update(JSON.stringify(object)).digest('hex').slice(0, 32)
