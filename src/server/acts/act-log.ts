// Acts that are done and not in the store yet, in a file: each is on disk before anybody is told that it is done, and is
// brought into the store by this process or the next.
import { mkdirSync, readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Problem } from '../../model/problem.js'
import type { Act } from '../../respond/kept/acts.js'

type Line = { readonly act: Act } | { readonly kept: string }

export class ActLog {
  private readonly acts = new Map<string, Act>()
  private last: Promise<unknown> = Promise.resolve()

  private constructor(private readonly path: string) {}

  /** Takes up what an earlier process left. */
  static open(path: string): ActLog {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const log = new ActLog(path)
    for (const text of linesOf(path)) log.note(text)
    return log
  }

  /** Acts that wait for the store, oldest first. */
  get waiting(): readonly Act[] {
    return [...this.acts.values()]
  }

  /**
   * Writes an act down; it is on disk when this resolves.
   * @throws Problem `act-unwritten`
   */
  async add(act: Act): Promise<void> {
    try {
      await this.inTurn(async () => {
        await this.write('a', { act })
        this.acts.set(act.id, act)
      })
    } catch (error) {
      throw new Problem(
        'act-unwritten',
        `the act could not be written to disk: ${error instanceof Error ? error.message : String(error)}`,
        'Nothing was done. Do it again when the disk has space and works.',
        { cause: error },
      )
    }
  }

  /** To be called when an act is in the store. When this fails the next process finds it there. */
  settle(act: Act): Promise<void> {
    return this.inTurn(async () => {
      this.acts.delete(act.id)
      await (this.acts.size === 0 ? this.write('w') : this.write('a', { kept: act.id }))
    })
  }

  /** One after the other: none is written while the file is emptied. */
  private inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.last.then(work)
    this.last = turn.catch(() => {})
    return turn
  }

  private async write(how: 'a' | 'w', line?: Line): Promise<void> {
    const file = await open(this.path, how, 0o600)
    try {
      // A line break in front ends what a killed process left.
      if (line) await file.appendFile(`\n${JSON.stringify(line)}\n`)
      await file.datasync()
    } finally {
      await file.close()
    }
  }

  private note(text: string): void {
    try {
      const line = JSON.parse(text) as Line
      if ('act' in line) this.acts.set(line.act.id, line.act)
      else this.acts.delete(line.kept)
    } catch {
      // Half a line of a process that was killed: nobody was told of it.
    }
  }
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
