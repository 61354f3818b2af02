// What a schema demands of a value, as the end of a sentence, so that it can be told in other languages too.
import type { z } from 'zod'
import { type Sentence, say, word } from '../model/sentence.js'

/** Where a schema has words of its own, those; else sentences of ours in place of the library's. */
export function demandOf(issue: z.core.$ZodIssue): Sentence {
  if (!/^(Invalid|Too|Unrecognized) /.test(issue.message)) return word(issue.message)
  switch (issue.code) {
    case 'too_big':
      return atMost(issue.origin, String(issue.maximum))
    case 'too_small':
      return issue.inclusive === false
        ? say`must be more than ${String(issue.minimum)}`
        : atLeast(issue.origin, String(issue.minimum))
    case 'invalid_type':
      return say`must be a value of type ${issue.expected}`
    case 'invalid_format':
      return issue.format === 'regex'
        ? say`is not written as it must be`
        : say`is not written as it must be (${issue.format})`
    case 'invalid_value':
      return say`must be one of ${issue.values.map(String).join(', ')}`
    case 'not_multiple_of':
      return say`must be a multiple of ${String(issue.divisor)}`
    case 'unrecognized_keys':
      return say`has what isn’t known here: ${issue.keys.join(', ')}`
    case 'invalid_key':
    case 'invalid_element': {
      const [inner] = issue.issues
      return inner === undefined ? say`is not as it must be` : demandOf(inner)
    }
    case 'invalid_union':
      return say`is of none of the forms that it may have`
    default:
      return say`is not as it must be`
  }
}

function atMost(origin: string, most: string): Sentence {
  if (origin === 'string') return say`must have at most ${most} characters`
  return isCollection(origin) ? say`must have at most ${most} entries` : say`must be at most ${most}`
}

function atLeast(origin: string, least: string): Sentence {
  if (origin === 'string') return say`must have at least ${least} characters`
  if (!isCollection(origin)) return say`must be at least ${least}`
  return least === '1' ? say`must not be empty` : say`must have at least ${least} entries`
}

const isCollection = (origin: string) => ['array', 'set', 'map', 'object'].includes(origin)
