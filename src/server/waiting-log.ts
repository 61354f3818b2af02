// What people did and the store does not hold yet, in a file: each is on disk before anybody is told that it is done, and
// is brought into the store by this process or the next.
import { mkdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Problem } from '../model/problem.js'
import { say } from '../model/sentence.js'
import { linesOfFile } from '../store/lines-of-file.js'

interface Named {
  readonly id: string
}

export class WaitingLog<Row extends Named> {
  private readonly rows = new Map<string, Row>()
  private last: Promise<unknown> = Promise.resolve()

  private constructor(
    private readonly path: string,
    readonly word: string,
  ) {}

  /**
   * Takes up what an earlier process left.
   * @param word what a row is called in the file
   */
  static open<Row extends Named>(path: string, word: string): WaitingLog<Row> {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const log = new WaitingLog<Row>(path, word)
    for (const text of linesOfFile(path)) log.note(text)
    return log
  }

  /** Rows that wait for the store, oldest first. */
  get waiting(): readonly Row[] {
    return [...this.rows.values()]
  }

  /**
   * Writes a row down; it is on disk when this resolves.
   * @throws Problem `act-unwritten`
   */
  async add(row: Row): Promise<void> {
    try {
      await this.inTurn(async () => {
        await this.write('a', { [this.word]: row })
        this.rows.set(row.id, row)
      })
    } catch (error) {
      throw new Problem(
        'act-unwritten',
        say`what was to be kept (${this.word}) could not be written to disk: ${error instanceof Error ? error.message : String(error)}`,
        'Nothing was done. Do it again when the disk has space and works.',
        { cause: error },
      )
    }
  }

  /** To be called when a row is in the store. When this fails the next process finds it there. */
  settle({ id }: Row): Promise<void> {
    return this.inTurn(async () => {
      this.rows.delete(id)
      await (this.rows.size === 0 ? this.write('w') : this.write('a', { kept: id }))
    })
  }

  /** One after the other: none is written while the file is emptied. */
  private inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.last.then(work)
    this.last = turn.catch(() => {})
    return turn
  }

  private async write(how: 'a' | 'w', line?: object): Promise<void> {
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
      const { kept, [this.word]: row } = JSON.parse(text) as { kept?: string } & Record<string, Row>
      if (row) this.rows.set(row.id, row)
      else if (kept !== undefined) this.rows.delete(kept)
    } catch {
      // Half a line of a process that was killed: nobody was told of it.
    }
  }
}
