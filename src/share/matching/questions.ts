// Where an asker's questions lie until they are answered: a file each, for this user's eyes, removed with their period.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../../model/problem.js'
import { QUESTION, type Question } from './question.js'

export class Questions {
  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  }

  /** Keeps a question. It is on disk before anything is sent. */
  save(question: Question): void {
    const name = `${question.until.slice(0, 10)}_${question.parts[0]?.id ?? 'empty'}.json`
    writeFileSync(join(this.folder, name), JSON.stringify(question), { mode: 0o600, flush: true })
  }

  /**
   * The question that a request belongs to.
   * @throws Problem `match-question-missing`, `match-state-unreadable`
   */
  find(request: string): Question {
    for (const name of this.names()) {
      const question = this.read(name)
      if (question.parts.some(({ id }) => id === request)) return question
    }
    throw new Problem(
      'match-question-missing',
      `nothing is kept of the request ${request}: its blinds are gone, or another machine asked`,
      'Finish where `stillwatch share match ask` ran, with the same --state; after the end of the period ask again.',
    )
  }

  /** Removes questions of periods that ended on an earlier day. @returns how many */
  removeEnded(now = Date.now()): number {
    const today = new Date(now).toISOString().slice(0, 10)
    const ended = this.names().filter((name) => name.slice(0, 10) < today)
    for (const name of ended) rmSync(join(this.folder, name), { force: true })
    return ended.length
  }

  private names(): string[] {
    return readdirSync(this.folder).filter((name) => /^\d{4}-\d\d-\d\d_.*\.json$/.test(name))
  }

  private read(name: string): Question {
    const path = join(this.folder, name)
    try {
      return QUESTION.parse(JSON.parse(readFileSync(path, 'utf8')))
    } catch (error) {
      throw new Problem(
        'match-state-unreadable',
        `cannot use ${path}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`,
        'Put the file back from a copy, or remove it and ask again.',
        { cause: error },
      )
    }
  }
}
