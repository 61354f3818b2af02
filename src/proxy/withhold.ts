// Answers for degraded accounts: hidden reasoning and log probabilities are taken out, whatever the request asked for,
// since some models send them unasked. Whole answers as JSON, streams event by event.
import { Transform, type TransformCallback } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { createParser } from 'eventsource-parser'
import type { DecisionParameters } from '../respond/ladder.js'

type Withheld = Pick<DecisionParameters, 'withholdReasoning' | 'withholdLogprobs'>
type Json = Record<string, unknown>

/** Fields of a message or a delta in which servers of the OpenAI API show reasoning. */
const REASONING_FIELDS = ['reasoning', 'reasoning_content', 'reasoning_details', 'thinking_blocks']
const REASONING_BLOCKS = ['thinking', 'redacted_thinking']
/** Characters of an event, and of a whole answer, that are read. */
const MOST_OF_EVENT = 16 * 1024 * 1024
const MOST_OF_ANSWER = 64 * 1024 * 1024

/** An answer, or an event of one, without what is withheld. */
export function withhold(value: unknown, what: Withheld): unknown {
  if (!isRecord(value)) return value
  const changed: Json = { ...value }
  if (Array.isArray(value.choices)) changed.choices = value.choices.map((choice) => withoutIn(choice, what))
  if (what.withholdReasoning) {
    if (Array.isArray(value.content)) changed.content = value.content.filter((block) => !isReasoning(block))
    if (Array.isArray(value.output)) changed.output = value.output.map(withoutSummary)
    if (isRecord(value.item)) changed.item = withoutSummary(value.item)
  }
  if (what.withholdLogprobs) withoutLogprobs(changed)
  if (isRecord(value.response)) changed.response = withhold(value.response, what)
  return changed
}

function withoutIn(choice: unknown, { withholdReasoning, withholdLogprobs }: Withheld): unknown {
  if (!isRecord(choice)) return choice
  const changed: Json = { ...choice }
  if (withholdLogprobs && 'logprobs' in changed) changed.logprobs = null
  if (withholdReasoning)
    for (const name of ['message', 'delta']) {
      const inner = changed[name]
      if (isRecord(inner))
        changed[name] = Object.fromEntries(
          Object.entries(inner).filter(([field]) => !REASONING_FIELDS.includes(field)),
        )
    }
  return changed
}

function withoutSummary(item: unknown): unknown {
  if (!isRecord(item) || item.type !== 'reasoning') return item
  const { encrypted_content: _, content: __, ...rest } = item
  return { ...rest, summary: [] }
}

/** Of the Responses API: on events of text and on parts of content. */
function withoutLogprobs(value: Json): void {
  if (Array.isArray(value.logprobs)) value.logprobs = []
  if (isRecord(value.part)) value.part = withoutLogprobsOf(value.part)
  for (const name of ['output', 'content'])
    if (Array.isArray(value[name])) value[name] = value[name].map(withoutLogprobsOf)
  if (isRecord(value.item)) value.item = withoutLogprobsOf(value.item)
}

function withoutLogprobsOf(one: unknown): unknown {
  if (!isRecord(one)) return one
  const changed: Json = { ...one }
  withoutLogprobs(changed)
  return changed
}

const isReasoning = (block: unknown) => isRecord(block) && REASONING_BLOCKS.includes(String(block.type))

/** Takes what is withheld out of a stream of events; blocks of the Messages API are numbered anew behind it. */
export class EventFilter {
  private readonly places = new Map<number, number>()
  private readonly gone = new Set<number>()

  constructor(private readonly what: Withheld) {}

  /** An event's data; undefined for an event that is left out. */
  filter(data: string): string | undefined {
    if (!data.startsWith('{')) return data
    let event: unknown
    try {
      event = JSON.parse(data)
    } catch {
      return data
    }
    if (!isRecord(event)) return data
    const type = String(event.type ?? '')
    if (this.what.withholdReasoning && isReasoningEvent(type)) return undefined
    if (type.startsWith('content_block_')) return this.block(event)
    return JSON.stringify(withhold(event, this.what))
  }

  private block(event: Json): string | undefined {
    const index = Number(event.index)
    if (
      this.what.withholdReasoning &&
      event.type === 'content_block_start' &&
      isReasoning(event.content_block)
    )
      this.gone.add(index)
    if (this.gone.has(index)) return undefined
    const place = this.places.get(index) ?? this.places.size
    this.places.set(index, place)
    return JSON.stringify({ ...event, index: place })
  }
}

/** Events of the Responses API that carry nothing but reasoning. */
const isReasoningEvent = (type: string) => /^response\.reasoning(_summary)?(_text|_part)?\./.test(type)

/** A stream of events without what is withheld; an event leaves as soon as it is whole. */
export function filterEvents(what: Withheld): Transform {
  const filter = new EventFilter(what)
  const decoder = new StringDecoder('utf8')
  let out = ''
  let isTooLarge = false
  const parser = createParser({
    maxBufferSize: MOST_OF_EVENT,
    onEvent: ({ event, id, data }) => {
      const kept = filter.filter(data)
      if (kept === undefined) return
      const head = `${event === undefined ? '' : `event: ${event}\n`}${id === undefined ? '' : `id: ${id}\n`}`
      out += `${head}${kept
        .split('\n')
        .map((line) => `data: ${line}\n`)
        .join('')}\n`
    },
    onComment: (comment) => {
      out += `: ${comment}\n\n`
    },
    onError: ({ type }) => {
      if (type === 'max-buffer-size-exceeded') isTooLarge = true
    },
  })
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      parser.feed(decoder.write(piece))
      tell(this, done)
    },
    flush(done) {
      // The last event of a stream that ends without an empty line.
      parser.feed(`${decoder.end()}\n\n`)
      tell(this, done)
    },
  })

  function tell(stream: Transform, done: TransformCallback): void {
    if (out !== '') stream.push(out)
    out = ''
    done(isTooLarge ? new Error('an event of the answer is too large to be read') : null)
  }
}

/** A whole answer without what is withheld; what is no JSON passes as it is. */
export function filterAnswer(what: Withheld): Transform {
  const pieces: Buffer[] = []
  let size = 0
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      size += piece.length
      pieces.push(piece)
      done(size > MOST_OF_ANSWER ? new Error('the answer is too large to be read') : null)
    },
    flush(done) {
      const text = Buffer.concat(pieces)
      try {
        done(null, JSON.stringify(withhold(JSON.parse(text.toString()), what)))
      } catch {
        done(null, text)
      }
    },
  })
}

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
