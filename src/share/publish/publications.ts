// What was published where: a file for each time, so that all of it can be taken back, also when the campaign is not
// accused any more and no bundle of it can be made.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Problem } from '../../model/problem.js'
import { say } from '../../model/sentence.js'
import type { StixObject } from '../stix/stix-object.js'

const PUBLICATION = z.object({
  kind: z.enum(['published', 'retracted']),
  /** RFC 3339. */
  at: z.string(),
  campaign: z.object({ id: z.string(), name: z.string() }),
  /** Address of the collection. */
  to: z.string(),
  objects: z.array(z.looseObject({ type: z.string(), id: z.string() })),
})

export type Publication = Omit<z.output<typeof PUBLICATION>, 'objects'> & {
  readonly objects: readonly StixObject[]
}

export class Publications {
  constructor(private readonly folder: string) {}

  /**
   * Writes one down; before it is sent, as what was sent must be known. One that stands there already stays.
   * @throws Problem `publications-unusable`
   */
  note(publication: Publication): void {
    try {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 })
      const name = `${publication.at.replaceAll(':', '')}-${publication.campaign.id}-${publication.kind}.json`
      const path = join(this.folder, name)
      if (existsSync(path)) return
      // Whole or not at all: half of one would keep all others from being read.
      writeFileSync(`${path}.part`, JSON.stringify(publication), { mode: 0o600, flush: true })
      renameSync(`${path}.part`, path)
    } catch (error) {
      throw unusable(this.folder, error)
    }
  }

  /**
   * Those of a campaign, by id or name, to a collection, oldest first.
   * @throws Problem `publications-unusable`
   */
  find(campaign: string, to: string): readonly Publication[] {
    try {
      return this.names()
        .map((name) => PUBLICATION.parse(JSON.parse(readFileSync(join(this.folder, name), 'utf8'))))
        .filter((one) => one.to === to && [one.campaign.id, one.campaign.name].includes(campaign))
    } catch (error) {
      throw unusable(this.folder, error)
    }
  }

  /**
   * The newest, newest first, as the names of their files tell them.
   * @throws Problem `publications-unusable`
   */
  recent(most: number): readonly (Pick<Publication, 'at' | 'kind'> & { readonly campaign: string })[] {
    try {
      return this.names()
        .slice(-most)
        .reverse()
        .flatMap((name) => {
          const told = /^(.{13})(\d\d)(.*?Z)-(.+)-(published|retracted)\.json$/.exec(name)
          if (!told) return []
          const [, hour = '', minute = '', rest = '', campaign = '', kind = ''] = told
          return [{ at: `${hour}:${minute}:${rest}`, campaign, kind: kind as Publication['kind'] }]
        })
    } catch (error) {
      throw unusable(this.folder, error)
    }
  }

  private names(): string[] {
    try {
      return readdirSync(this.folder)
        .filter((name) => name.endsWith('.json'))
        .sort()
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
      throw error
    }
  }
}

function unusable(folder: string, error: unknown): Problem {
  return new Problem(
    'publications-unusable',
    say`what was published can’t be read or written in ${folder}: ${error instanceof Error ? error.message : String(error)}`,
    'Run as the user of the service, or put the file that is damaged back from a copy.',
    { cause: error },
  )
}
