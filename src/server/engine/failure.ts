// What failed in another thread or process, as it is told across.
import { Problem } from '../../model/problem.js'

export interface Failed {
  readonly code: string
  readonly message: string
  readonly next: string
}

export function failedOf(error: unknown): Failed {
  if (error instanceof Problem) return { code: error.code, message: error.message, next: error.next }
  return {
    code: 'unexpected',
    message: error instanceof Error ? error.message : String(error),
    next: 'If it repeats, report it with this message.',
  }
}
