// Every log format that can be read, in the order in which help and documents list them. A new one is a file beside
// this and a line here.
import { Problem } from '../model/problem.js'
import { bedrock } from './bedrock.js'
import { langfuse } from './langfuse.js'
import { litellm } from './litellm.js'
import { native } from './native.js'
import { otel } from './otel.js'
import { providerJson } from './provider-json.js'
import type { Sample, Source } from './source.js'

export const SOURCES: readonly Source[] = [native, litellm, otel, providerJson, bedrock, langfuse]

/** A source and how sure it is, 0 to 1. */
export interface Detection {
  readonly source: Source
  readonly confidence: number
}

/** Below this no format is claimed. */
const LEAST_CONFIDENCE = 0.3

/** The source that claims a sample most strongly, or the problem that none does. */
export function detectSource(sample: Sample, name = 'the input'): Detection | Problem {
  const claims = SOURCES.map((source) => ({ source, confidence: source.detect(sample) }))
  const best = claims.reduce((a, b) => (b.confidence > a.confidence ? b : a))
  if (best.confidence >= LEAST_CONFIDENCE) return best
  return new Problem(
    'format-unknown',
    `${name} is in no known format: ${appearance(sample)}`,
    `${expected()}.`,
  )
}

/**
 * The source of an id given with `--from`.
 * @throws Problem `format-unknown`
 */
export function findSource(id: string): Source {
  const source = SOURCES.find((candidate) => candidate.id === id)
  if (source) return source
  throw new Problem('format-unknown', `there is no format ${id}`, `${expected()}.`)
}

function expected(): string {
  const formats = SOURCES.map(({ id, title }) => `${id} (${title})`).join(', ')
  return `Give a file in one of the formats ${formats}; docs/sources tells how to export each. If it is one of them, name it with --from`
}

function appearance({ text, documents }: Sample): string {
  const [first] = documents
  if (first) {
    const keys = Object.keys(first).slice(0, 8)
    return `it holds JSON objects ${keys.length === 0 ? 'without fields' : `with the fields ${keys.join(', ')}`}`
  }
  if (isBinary(text)) return 'it looks like binary data, such as an image or an archive'
  if (/^\s*<(!doctype|html|\?xml|\w+[\s>])/i.test(text)) return 'it looks like HTML or XML'
  const line = text.split('\n', 1)[0] ?? ''
  if (/^[^{}[\]]+([,;\t][^{}[\]]*){2,}$/.test(line)) return 'it looks like CSV'
  return text.trim() === '' ? 'it holds nothing but white space' : 'it holds no JSON object'
}

function isBinary(text: string): boolean {
  const head = text.slice(0, 4096)
  const odd = [...head].filter((c) => c === '\uFFFD' || (c < ' ' && !'\t\r\n\f'.includes(c))).length
  return odd > head.length / 50
}
