// JSON that somebody else wrote: bounded before it is read.
import { Problem } from '../../model/problem.js'

const MOST_CHARACTERS = 4_000_000

/** @throws Problem `json-unreadable` when it is too long or no JSON */
export function parseJsonText(text: string): unknown {
  if (text.length > MOST_CHARACTERS)
    throw new Problem(
      'json-unreadable',
      `what was given is longer than ${MOST_CHARACTERS} characters`,
      'Ask the sender what it was meant to be; several messages go one a line.',
    )
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Problem(
      'json-unreadable',
      `what was given is no JSON: ${error instanceof Error ? error.message : String(error)}`,
      'Ask the sender for it again: it may have been cut off on its way.',
      { cause: error },
    )
  }
}
