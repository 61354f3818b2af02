// Every failure a person can meet, with a stable code and the next step. Nothing else is shown to them: a stack
// trace on a terminal is a defect.
import type { Mistake } from './mistake.js'
import { type Sentence, word } from './sentence.js'

/** An expected failure: what happened, where, and what to do about it. */
export class Problem extends Error {
  readonly next: string
  /** The same as sentences, so that other languages can tell it; a plain text is itself what they know it by. */
  readonly says: { readonly message: Sentence; readonly next: Sentence }
  /** Of a file that is refused: all that is wrong with it, one by one; the message doesn't repeat them. */
  readonly mistakes: readonly Mistake[]

  /**
   * @param code stable, kebab-case; listed in docs/reference
   * @param message what happened, with the file or value concerned
   * @param next what the reader can do now, one imperative sentence
   */
  constructor(
    readonly code: string,
    message: string | Sentence,
    next: string | Sentence,
    { mistakes = [], ...options }: ErrorOptions & { readonly mistakes?: readonly Mistake[] } = {},
  ) {
    const says = { message: asSentence(message), next: asSentence(next) }
    super(says.message.text, options)
    this.name = 'Problem'
    this.says = says
    this.mistakes = mistakes
    this.next = says.next.text
  }
}

const asSentence = (told: string | Sentence) => (typeof told === 'string' ? word(told) : told)
