// What failed in another thread or process, as it is told across.
import type { Mistake } from '../../model/mistake.js'
import { Problem } from '../../model/problem.js'
import { type Sentence, word } from '../../model/sentence.js'

export interface Failed {
  readonly code: string
  readonly message: Sentence
  readonly next: Sentence
  readonly mistakes?: readonly Mistake[]
}

export function failedOf(error: unknown): Failed {
  if (error instanceof Problem) return { code: error.code, ...error.says, mistakes: error.mistakes }
  return {
    code: 'unexpected',
    message: word(error instanceof Error ? error.message : String(error)),
    next: word('If it repeats, report it with this message.'),
  }
}
