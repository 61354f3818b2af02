// Something wrong in a file that a person wrote, where it stands.
import type { Sentence } from './sentence.js'

export interface Mistake {
  /** Name of the file, where it is known. */
  readonly file?: string
  /** Counted from one. */
  readonly line: number
  readonly column: number
  readonly says: Sentence
  /** What to do about it, where that isn't said by what it must be. */
  readonly next?: Sentence
}

/** Both sentences as one text, in English. */
export const mistakeText = ({ says, next }: Mistake) =>
  next === undefined ? says.text : `${says.text}. ${next.text}`
