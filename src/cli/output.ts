// Where words and data go: data to standard output, words and progress to standard error, and errors as what happened
// and what to do next.
import { listMistakes, tellMistake } from '../config/written-yaml.js'
import { Problem } from '../model/problem.js'
import { visibleText } from '../report/visible-text.js'

/** Exit codes of the contract: nothing found, campaigns found, could not tell. */
export const EXIT = { nothing: 0, found: 1, unclear: 2 } as const

/** Shows steps of a long run on standard error: one line that is rewritten on a terminal, lines elsewhere. */
export function createProgress(isQuiet: boolean): { say: (line: string) => void; done: () => void } {
  const started = Date.now()
  const isLive = process.stderr.isTTY === true
  let last = ''
  const say = (line: string) => {
    if (isQuiet || line === last) return
    last = line
    const seconds = ((Date.now() - started) / 1000).toFixed(1).padStart(5)
    if (isLive)
      process.stderr.write(`\r\x1b[2K${seconds} s  ${line}`.slice(0, (process.stderr.columns ?? 80) + 4))
    else process.stderr.write(`${seconds} s  ${line}\n`)
  }
  const done = () => {
    if (!isQuiet && isLive && last !== '') process.stderr.write('\r\x1b[2K')
    last = ''
  }
  return { say, done }
}

/** Writes a sentence to standard error. What others wrote in it, such as a server's words, can't drive a terminal. */
export function say(sentence: string): void {
  process.stderr.write(`${visibleText(sentence)}\n`)
}

/** Writes a failure to standard error in words; returns the exit code. */
export function reportFailure(error: unknown): number {
  if (error instanceof Problem) {
    const mistakes = error.mistakes.map((one) => tellMistake(one.file ?? '', one))
    const list = mistakes.length > 0 ? `\n  ${listMistakes(mistakes)}` : ''
    say(`stillwatch: ${error.message}${list}\n  ${error.next}\n  [${error.code}]`)
    return EXIT.unclear
  }
  const message = error instanceof Error ? error.message : String(error)
  say(
    `stillwatch: something unexpected went wrong: ${message}\n  If it repeats, report it with this message and the command.\n  [unexpected]`,
  )
  return EXIT.unclear
}

/** A mistake in the command itself, in the words and the shape of every other failure. */
export function usageError(text: string): string {
  const [what = '', ...hints] = text
    .trim()
    .replace(/^error: /, '')
    .split('\n')
  const next = hints.length > 0 ? hints.join(' ') : 'Add --help to see what the command takes.'
  return `stillwatch: ${what}\n  ${next}\n  [usage]\n`
}

/**
 * Writes all of `text` to standard output, also when the reader is slow. A reader that went away has read all it wanted.
 * @throws Problem `output-unwritable`
 */
export function writeOut(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (error?: NodeJS.ErrnoException | null) =>
      error && error.code !== 'EPIPE' ? reject(unwritable(error)) : resolve()
    // It stays: the stream tells of a failure twice.
    process.stdout.on('error', end)
    process.stdout.write(text, end)
  })
}

function unwritable(error: NodeJS.ErrnoException): Problem {
  return new Problem(
    'output-unwritable',
    `cannot write the result to standard output: ${error.message}`,
    'Free some space or send the output elsewhere, then run the command again: what was printed is not whole.',
    { cause: error },
  )
}
