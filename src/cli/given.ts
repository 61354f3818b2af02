// Values of options, checked.
import { Problem } from '../model/problem.js'

/** @throws Problem `bad-value` when it is none of them */
export function oneOf<Value extends string>(
  values: readonly Value[],
  given: string | undefined,
  option: string,
): Value {
  const found = values.find((value) => value === given)
  if (found !== undefined) return found
  throw new Problem('bad-value', `${option} takes no ${given}`, `Give one of ${values.join(', ')}.`)
}

/** @throws Problem `bad-value` when it is no origin */
export function parseOrigin(text: string, option: string): string {
  if (URL.canParse(text) && new URL(text).origin === text) return text
  throw new Problem(
    'bad-value',
    `${text} is no origin`,
    `Write ${option} as https://stillwatch.example, without a path.`,
  )
}
