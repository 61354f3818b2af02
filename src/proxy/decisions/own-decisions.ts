// Decisions of the operator's own, in a file: what `PUT /v1/decisions` takes. It is read again when it changes.
import { readFileSync, unwatchFile, watchFile } from 'node:fs'
import { z } from 'zod'
import { Problem } from '../../model/problem.js'
import { type Decision, makeDecision } from '../../respond/decision.js'
import { DECISION, KEPT } from '../../server/decision-desk.js'
import type { HeldDecisions } from './held-decisions.js'

const FILE = z.object({
  decisions: z.array(DECISION.partial({ id: true })),
  exemptions: KEPT.shape.exemptions.default([]),
  words: KEPT.shape.words.default({}),
})

const REREAD_MS = 500

export class OwnDecisions {
  constructor(
    private readonly path: string,
    private readonly held: HeldDecisions,
  ) {}

  /** @throws Problem `decisions-unreadable` */
  start(onRead: (count: number) => void, onError: (error: unknown) => void): void {
    this.read()
    watchFile(this.path, { interval: REREAD_MS, persistent: false }, () => {
      try {
        this.read()
        onRead(this.held.count)
      } catch (error) {
        // The decisions as they were are better than none.
        onError(error)
      }
    })
  }

  close(): void {
    unwatchFile(this.path)
  }

  private read(): void {
    try {
      const { decisions, ...terms } = FILE.parse(JSON.parse(readFileSync(this.path, 'utf8')))
      this.held.replace(
        decisions.map(({ id: _, ...fields }) => makeDecision(fields as Omit<Decision, 'id'>)),
        terms,
      )
    } catch (error) {
      const [issue] = error instanceof z.ZodError ? error.issues : []
      const why = issue
        ? `${issue.path.join('.')}: ${issue.message}`
        : error instanceof Error
          ? error.message
          : ''
      throw new Problem(
        'decisions-unreadable',
        `cannot read the decisions in ${this.path}: ${why}`,
        'Compare it with the example in docs/proxy.md.',
        { cause: error },
      )
    }
  }
}
