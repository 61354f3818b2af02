// Stillwatch's own exchange record: one JSON object a line, the names of the landing columns. Its fast path lets
// the engine's strict reader do the work, about twice as fast; the tolerant one takes over when a line is malformed.
import { LANDING_COLUMNS, MESSAGES } from '../model/exchange.js'
import { confidence, hasKeys } from './confidence.js'
import {
  flag,
  idOr,
  type LandingExpressions,
  landingSelect,
  literal,
  parsedDocuments,
  parsedMessages,
  toolNames,
} from './landing-select.js'
import type { FastFile, Source } from './source.js'

/** Settings under which the strict reader takes what the contract allows: a number or null where text is expected. */
export const FAST_SETTINGS = {
  input_format_json_read_numbers_as_strings: 1,
  input_format_json_read_bools_as_strings: 1,
  input_format_json_read_bools_as_numbers: 1,
  input_format_json_read_arrays_as_strings: 1,
  input_format_json_read_objects_as_strings: 1,
  input_format_null_as_default: 1,
  input_format_skip_unknown_fields: 1,
} as const

/** The record's fields as they are read: those of some types as text, because they may be something else. */
function fields(...asText: readonly string[]): string {
  return LANDING_COLUMNS.filter(({ name }) => name !== 'raw')
    .map(({ name, type }) => `${name} ${asText.includes(type) ? 'String' : type}`)
    .join(', ')
}

/** A flag may be a boolean, a number or an object. */
const FAST_FIELDS = fields('UInt8')
/** Messages may be a text, too. */
const FIELDS = fields('UInt8', MESSAGES)

export const native: Source = {
  id: 'native',
  title: 'Stillwatch exchange records (JSON lines)',
  detect: (sample) =>
    confidence(sample, (document) => {
      if (hasKeys(document, 'id', 'ts', 'account')) return 0.9
      if (hasKeys(document, 'ts', 'account') || hasKeys(document, 'id', 'account')) return 0.6
      if (hasKeys(document, 'account') && ('messages' in document || 'prompt' in document)) return 0.5
      return Array.isArray(document.messages) || typeof document.prompt === 'string' ? 0.35 : 0
    }),
  idKey: 'id',
  select: (documents) =>
    landingSelect(
      { ...columns('d'), ...asked('d'), id: idOr('d.id'), raw: 'document' },
      `FROM ${parsedDocuments(documents, FIELDS)}`,
    ),
  selectFast,
  identity: [
    'account, org, key and ip are fields of the record; account is required.',
    'key is a hash of the API key, never the key; ip is the client, not the last proxy.',
  ].join(' '),
}

function selectFast({ path, compression }: FastFile): string {
  const settings = Object.entries(FAST_SETTINGS).map(([name, value]) => `${name} = ${value}`)
  return landingSelect(
    { ...columns('r'), id: 'r.id' },
    `FROM file(${literal(path)}, 'JSONEachRow', ${literal(FAST_FIELDS)}, ${literal(compression)}) AS r
WHERE throwIf(empty(r.id), 'a record without an id') = 0
SETTINGS ${settings.join(', ')}`,
  )
}

function columns(from: string): LandingExpressions {
  const plain = LANDING_COLUMNS.filter(({ name }) => name !== 'raw').map(
    ({ name }) => [name, `${from}.${name}`] as const,
  )
  return {
    ...Object.fromEntries(plain),
    logprobs: flag(`${from}.logprobs`),
    stream: flag(`${from}.stream`),
    tools: toolNames(`${from}.tools`),
  }
}

/** Messages given as text; a text that is none is the prompt. */
function asked(from: string): LandingExpressions {
  const messages = parsedMessages(`${from}.messages`)
  const isPrompt = `${from}.prompt = '' AND empty(${messages}) AND ${from}.messages NOT IN ('[]', '{}')`
  return { messages, prompt: `if(${isPrompt}, ${from}.messages, ${from}.prompt)` }
}
