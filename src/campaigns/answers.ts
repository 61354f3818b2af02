// Answers by statement, kept while what they were drawn from stays: detectors may ask the same, and what they will ask is
// asked ahead while this process is busy.
import type { Store } from '../store/store.js'

/** Statements asked ahead that run at a time: what is asked when it is needed shall find a free connection. */
const AHEAD = 2

/** Tables that change with the groups; what is asked of others alone is asked once an analysis. */
const GROUP_TABLES = /work_(member|inside|group_family|sub|sub_part|sub_mix|load)\b/

export class Answers {
  private readonly ofPopulation = new Map<string, Promise<unknown[]>>()
  private readonly ofGroups = new Map<string, Promise<unknown[]>>()
  private ahead: string[] = []
  private running = 0

  constructor(private readonly store: Store) {}

  query<Row>(sql: string): Promise<Row[]> {
    const answers = GROUP_TABLES.test(sql) ? this.ofGroups : this.ofPopulation
    const known = answers.get(sql) ?? this.store.query<Row>(sql)
    answers.set(sql, known)
    return known as Promise<Row[]>
  }

  /** Asks ahead, a few at a time; what fails is told to whoever asks again. */
  ask(queries: readonly string[]): void {
    this.ahead.push(...queries)
    while (this.running < AHEAD && this.ahead.length > 0) void this.work()
  }

  /** To be called when the groups are others. */
  forgetGroups(): void {
    this.ofGroups.clear()
    this.ahead = this.ahead.filter((sql) => !GROUP_TABLES.test(sql))
  }

  private async work(): Promise<void> {
    this.running++
    for (let sql = this.ahead.shift(); sql !== undefined; sql = this.ahead.shift())
      await this.query(sql).catch(() => {})
    this.running--
  }
}
