// Logs as a short script would read them: a JSON object a line, and the few parts of it that scripts compare.
import { open } from 'node:fs/promises'
import { Problem } from '../src/model/problem.js'

export type LogRecord = Readonly<Record<string, unknown>>

/** Characters of a text that count as the same text. */
const START_LENGTH = 64

/** The records of a file, one after the other. Lines that don't parse are skipped. */
export async function* logLines(path: string): AsyncGenerator<LogRecord> {
  const file = await open(path).catch((error: unknown) => {
    throw new Problem(
      'baseline-read',
      `cannot read ${path}`,
      'Give the files that `stillwatch simulate` wrote.',
      { cause: error },
    )
  })
  for await (const line of file.readLines()) {
    const record = parse(line)
    if (record !== undefined) yield record
  }
}

function parse(line: string): LogRecord | undefined {
  try {
    const parsed: unknown = JSON.parse(line)
    if (typeof parsed === 'object' && parsed !== null) return parsed as LogRecord
  } catch {
    // A short script would skip it as well.
  }
  return undefined
}

/** The value when it is a string. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** The /24 of an IPv4 address, the /64 of an IPv6 one. */
export function addressBlock(ip: string | undefined): string | undefined {
  if (ip === undefined) return undefined
  if (ip.includes(':')) return ip.split(':').slice(0, 4).join(':')
  return ip.slice(0, ip.lastIndexOf('.'))
}

/** The first message or the bare prompt. */
export function firstMessage(record: LogRecord): string | undefined {
  const prompt = textOf(record.prompt)
  if (prompt !== undefined) return prompt
  const first: unknown = Array.isArray(record.messages) ? record.messages[0] : undefined
  return contentOf(first)
}

/** The text of one message, whose content is a string or parts. */
export function contentOf(message: unknown): string | undefined {
  const content =
    typeof message === 'object' && message !== null ? (message as { content?: unknown }).content : undefined
  if (typeof content === 'string') return content
  const part: unknown = Array.isArray(content) ? content[0] : undefined
  return typeof part === 'object' && part !== null ? textOf((part as { text?: unknown }).text) : undefined
}

/** What stands first in a request, the system prompt if there is one, cut off where texts count as the same. */
export function promptStart(record: LogRecord): string | undefined {
  return startOf(textOf(record.system) ?? firstMessage(record))
}

export function startOf(text: string | undefined): string | undefined {
  return text?.slice(0, START_LENGTH)
}
