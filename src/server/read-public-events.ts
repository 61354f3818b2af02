// Reads a file of public events: YAML or JSON, or NDJSON with an event a line. What is wrong is told by line, all at once.
import { readFileSync } from 'node:fs'
import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { Problem } from '../model/problem.js'
import { inOrder, MOST_EVENTS, PUBLIC_EVENT, PUBLIC_EVENTS, type PublicEvent } from './public-events.js'

/** It is read by people: one that is longer is none. */
const MOST_CHARACTERS = 1_000_000
const MOST_SHOWN = 20

/**
 * The events of a file, oldest first.
 * @throws Problem `public-events`
 */
export function readPublicEvents(file: string): readonly PublicEvent[] {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw invalid([`${file}: ${error instanceof Error ? error.message : String(error)}`])
  }
  return parsePublicEvents(text, file)
}

/**
 * The events of a text, oldest first.
 * @param file its name: whose ending says whether each line is an event, and for messages
 * @throws Problem `public-events`
 */
export function parsePublicEvents(text: string, file: string): readonly PublicEvent[] {
  if (text.length > MOST_CHARACTERS) throw invalid([`${file}: is longer than ${MOST_CHARACTERS} characters`])
  return inOrder(/\.(ndjson|jsonl)$/i.test(file) ? parseLines(text, file) : parseYaml(text, file))
}

function parseLines(text: string, file: string): z.infer<typeof PUBLIC_EVENT>[] {
  const mistakes: string[] = []
  const events = text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    const at = `${file}:${index + 1}`
    try {
      const parsed = PUBLIC_EVENT.safeParse(JSON.parse(line))
      if (parsed.success) return [parsed.data]
      mistakes.push(...parsed.error.issues.map((issue) => `${at}: ${tell(issue)}`))
    } catch (error) {
      mistakes.push(`${at}: ${error instanceof Error ? error.message : String(error)}`)
    }
    return []
  })
  if (events.length > MOST_EVENTS) mistakes.push(`${file}: has more than ${MOST_EVENTS} events`)
  if (mistakes.length > 0) throw invalid(mistakes)
  return events
}

function parseYaml(text: string, file: string): z.infer<typeof PUBLIC_EVENT>[] {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  const at = (offset: number, says: string) => {
    const { line, col } = lines.linePos(offset)
    return `${file}:${Math.max(line, 1)}:${Math.max(col, 1)}: ${says}`
  }
  if (document.errors.length > 0)
    throw invalid(document.errors.map(({ pos, message }) => at(pos[0], message)))
  let given: unknown
  try {
    given = document.toJS({ maxAliasCount: 50 })
  } catch (error) {
    throw invalid([at(0, error instanceof Error ? error.message : String(error))])
  }
  const parsed = PUBLIC_EVENTS.safeParse(given)
  if (parsed.success) return parsed.data.events
  throw invalid(parsed.error.issues.map((issue) => at(offsetOf(document, issue.path), tell(issue))))
}

function tell(issue: z.core.$ZodIssue): string {
  const name = issue.path.map((part) => (typeof part === 'number' ? part + 1 : String(part))).join(' ')
  const subject = name === '' ? 'it' : `“${name}”`
  return issue.code === 'unrecognized_keys'
    ? `${subject} has no ${issue.keys.map((key) => `“${key}”`).join(', ')}`
    : `${subject} ${issue.message.replace(/^Invalid (input|option): /, '')}`
}

/** Where a value stands in the text; that of what holds it when it is not there. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const found = document.getIn(path.slice(0, length), true)
    if (isNode(found) && found.range) return found.range[0]
  }
  return 0
}

function invalid(lines: readonly string[]): Problem {
  const more = lines.length > MOST_SHOWN ? [`and ${lines.length - MOST_SHOWN} more`] : []
  return new Problem(
    'public-events',
    `the public events can’t be read:\n  ${[...lines.slice(0, MOST_SHOWN), ...more].join('\n  ')}`,
    'Correct these lines; docs/console.md tells what the file may say.',
  )
}
