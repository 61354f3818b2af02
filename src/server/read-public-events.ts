// Reads a file of public events: YAML or JSON, or NDJSON with an event a line. What is wrong is told by line, all at once.
import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { listMistakes, parseYaml, tellMistake, tellPlace } from '../config/written-yaml.js'
import { Problem } from '../model/problem.js'
import { inOrder, MOST_EVENTS, PUBLIC_EVENT, PUBLIC_EVENTS, type PublicEvent } from './public-events.js'

/** It is read by people: one that is longer is none. */
const MOST_CHARACTERS = 1_000_000

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
  return inOrder(/\.(ndjson|jsonl)$/i.test(file) ? parseLines(text, file) : parseWhole(text, file))
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

function parseWhole(text: string, file: string): z.infer<typeof PUBLIC_EVENT>[] {
  const yaml = parseYaml(text)
  if ('mistakes' in yaml) throw invalid(yaml.mistakes.map((one) => tellMistake(file, one)))
  const parsed = PUBLIC_EVENTS.safeParse(yaml.value)
  if (parsed.success) return parsed.data.events
  throw invalid(parsed.error.issues.map((issue) => tellPlace(file, yaml.placeOf(issue.path), tell(issue))))
}

function tell(issue: z.core.$ZodIssue): string {
  const name = issue.path.map((part) => (typeof part === 'number' ? part + 1 : String(part))).join(' ')
  const subject = name === '' ? 'it' : `“${name}”`
  return issue.code === 'unrecognized_keys'
    ? `${subject} has no ${issue.keys.map((key) => `“${key}”`).join(', ')}`
    : `${subject} ${issue.message.replace(/^Invalid (input|option): /, '')}`
}

function invalid(lines: readonly string[]): Problem {
  return new Problem(
    'public-events',
    `the public events can’t be read:\n  ${listMistakes(lines)}`,
    'Correct these lines; docs/console.md tells what the file may say.',
  )
}
