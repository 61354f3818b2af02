// Reads a list of account names: one a line, or a JSON object a line with a field `account`, as in files of account
// facts.
import { Problem } from '../model/problem.js'

/** Longest name of an account, in characters; what is longer is another kind of file. */
const LONGEST_NAME = 1000

/**
 * The names, each once, in their order; empty lines are left out.
 * @param from what the text is called in an error
 * @throws Problem `members-format` when a line is no name, `members-empty` when there is none
 */
export function readAccountNames(text: string, from: string): readonly string[] {
  const names = new Set<string>()
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    const name = nameIn(line.trim())
    if (name === undefined)
      throw new Problem(
        'members-format',
        `line ${index + 1} of ${from} names no account`,
        'Write one account id a line, or one JSON object a line with the field “account”.',
      )
    if (name !== '') names.add(name)
  }
  if (names.size === 0)
    throw new Problem('members-empty', `${from} names no account`, 'Write one account id a line.')
  return [...names]
}

/** The name that a line gives, empty for an empty line; nothing when it is something else. */
function nameIn(line: string): string | undefined {
  const name = line.startsWith('{') ? accountOf(line) : line
  return name === undefined || name.length > LONGEST_NAME || name.includes('\0') ? undefined : name
}

function accountOf(line: string): string | undefined {
  try {
    const { account } = JSON.parse(line) as { readonly account?: unknown }
    return typeof account === 'string' && account !== '' ? account : undefined
  } catch {
    return undefined
  }
}
