// Reads the start of an input for detection: splits it into JSON documents and closes the one that was cut.
import { DocumentSplitter } from './document-splitter.js'
import type { JsonObject, Sample } from './source.js'

/** Bytes of decompressed content that detection looks at. */
export const SAMPLE_BYTES = 65_536

const DOCUMENT_LIMIT = 50

/** The sample of a text that is the start of an input. */
export function sampleOf(text: string): Sample {
  const start = text.replace(/^\uFEFF/, '')
  const splitter = new DocumentSplitter()
  const whole = [...splitter.push(start)]
  const documents: JsonObject[] = []
  for (const candidate of whole) {
    const parsed = parseObject(candidate)
    if (parsed !== undefined) documents.push(parsed)
    if (documents.length === DOCUMENT_LIMIT) break
  }
  if (documents.length === 0) {
    const parsed = parseObject(closed(splitter.rest))
    if (parsed !== undefined) documents.push(parsed)
  }
  return { text: start, documents }
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : undefined
  } catch {
    return undefined
  }
}

/** A JSON text cut anywhere, closed after its last complete value. */
function closed(text: string): string {
  const open: string[] = []
  let isInString = false
  let lastSafe = { end: 0, open: '' }
  for (let i = 0; i < text.length; i++) {
    const character = text[i]
    if (isInString) {
      if (character === '\\') i++
      else if (character === '"') isInString = false
    } else if (character === '"') isInString = true
    else if (character === '{' || character === '[') {
      open.push(character === '{' ? '}' : ']')
      lastSafe = { end: i + 1, open: open.join('') }
    } else if (character === '}' || character === ']') {
      open.pop()
      lastSafe = { end: i + 1, open: open.join('') }
    } else if (character === ',') lastSafe = { end: i, open: open.join('') }
  }
  return text.slice(0, lastSafe.end) + [...lastSafe.open].reverse().join('')
}
