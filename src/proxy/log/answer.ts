// What an answer says: its text, its tokens and its error, of all APIs that the proxy reads, whole or put together from
// the events of a stream. The same text as the log format `provider-json` reads from the same answer.
import { createParser } from 'eventsource-parser'
import { firstText, isRecord, type Json, listOf, numberOf, recordOf, textOf } from './json.js'

export interface Answer {
  readonly text: string
  readonly inputTokens: number | undefined
  readonly outputTokens: number | undefined
  /** Kind of the error, or its words. */
  readonly error: string
}

const NOTHING: Answer = { text: '', inputTokens: undefined, outputTokens: undefined, error: '' }

/** A whole answer, as JSON. */
export function readAnswer(text: string): Answer {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return NOTHING
  }
  const answer = recordOf(value)
  return { text: answerText(answer), ...tokensOf(recordOf(answer.usage)), error: errorOf(answer.error) }
}

function answerText(answer: Json): string {
  const choices = listOf(answer.choices)
  if (choices.length > 0) return joined(choices.map(choiceText))
  if (answer.content !== undefined) return partsText(answer.content)
  return joined(listOf(answer.output).map(outputText))
}

function choiceText(choice: unknown): string {
  const { message, text } = recordOf(choice)
  const { content, refusal, tool_calls: calls } = recordOf(message)
  return (
    firstText(partsText(content), text, refusal) || (listOf(calls).length > 0 ? JSON.stringify(calls) : '')
  )
}

function outputText(item: unknown): string {
  const { content, arguments: given } = recordOf(item)
  const parts = listOf(content)
  if (parts.length === 0) return textOf(given)
  return parts.map((part) => firstText(recordOf(part).text, recordOf(part).refusal)).join('\n')
}

/** Text of content that is a text or a list of parts; the JSON of parts that have none. */
function partsText(content: unknown): string {
  if (!Array.isArray(content)) return textOf(content)
  const text = joined(content.map((part) => firstText(recordOf(part).text, recordOf(part).content)))
  const calls = content.filter((part) => recordOf(part).type === 'tool_use')
  return text === '' && calls.length > 0 ? JSON.stringify(calls) : text
}

function tokensOf(usage: Json): Pick<Answer, 'inputTokens' | 'outputTokens'> {
  const own = numberOf(usage.input_tokens)
  const cached =
    (numberOf(usage.cache_creation_input_tokens) ?? 0) + (numberOf(usage.cache_read_input_tokens) ?? 0)
  return {
    inputTokens: numberOf(usage.prompt_tokens) ?? (own === undefined ? undefined : own + cached),
    outputTokens: numberOf(usage.completion_tokens) ?? numberOf(usage.output_tokens),
  }
}

function errorOf(error: unknown): string {
  if (typeof error === 'string') return error
  const { type, code, message } = recordOf(error)
  return firstText(type, code, message)
}

/** Characters of one event that are read; a longer one ends the reading. */
const MOST_OF_EVENT = 16 * 1024 * 1024

/** Puts an answer together from the text of its stream, however it is cut into pieces. */
export class StreamReader {
  private readonly choices = new Map<number, string[]>()
  private readonly calls = new Map<string, { name: string; readonly given: string[] }>()
  private whole: Answer | undefined
  private input: number | undefined
  private output: number | undefined
  private error = ''
  private isCut = false
  private readonly parser = createParser({
    maxBufferSize: MOST_OF_EVENT,
    onEvent: ({ data }) => this.take(data),
    onError: ({ type }) => {
      if (type === 'max-buffer-size-exceeded') this.isCut = true
    },
  })

  feed(piece: string): void {
    if (!this.isCut) this.parser.feed(piece)
  }

  /** What was read; call it once, at the end. */
  end(): Answer {
    // The last event of a stream that was cut off may lack its empty line.
    this.feed('\n\n')
    const told = this.whole ?? NOTHING
    const texts = [...this.choices].sort(([a], [b]) => a - b).map(([, pieces]) => pieces.join(''))
    const calls = [...this.calls.values()].map(({ name, given }) => ({ name, arguments: given.join('') }))
    return {
      text: told.text || joined(texts) || (calls.length > 0 ? JSON.stringify(calls) : ''),
      inputTokens: told.inputTokens ?? this.input,
      outputTokens: told.outputTokens ?? this.output,
      error: told.error || this.error,
    }
  }

  private take(data: string): void {
    if (!data.startsWith('{')) return
    let event: unknown
    try {
      event = JSON.parse(data)
    } catch {
      return
    }
    if (!isRecord(event)) return
    this.count(event.usage)
    this.error ||= errorOf(event.error)
    for (const choice of listOf(event.choices)) this.takeChoice(recordOf(choice))
    this.takeTyped(textOf(event.type), event)
  }

  /** Chat and completions. */
  private takeChoice({ index, text, delta }: Json): void {
    const { content, refusal, tool_calls: calls } = recordOf(delta)
    this.say(numberOf(index) ?? 0, firstText(content, text, refusal))
    for (const call of listOf(calls)) {
      const { index: place, function: of } = recordOf(call)
      const { name, arguments: given } = recordOf(of)
      this.call(`${numberOf(index) ?? 0}/${numberOf(place) ?? 0}`, textOf(name), textOf(given))
    }
  }

  /** The Messages and the Responses API, whose events name what they are. */
  private takeTyped(type: string, event: Json): void {
    const delta = recordOf(event.delta)
    const place = numberOf(event.index) ?? 0
    if (type === 'message_start') this.count(recordOf(event.message).usage)
    else if (type === 'content_block_start') {
      const block = recordOf(event.content_block)
      if (block.type === 'tool_use') this.call(String(place), textOf(block.name), '')
      this.say(place, textOf(block.text))
    } else if (type === 'content_block_delta') {
      if (delta.type === 'text_delta') this.say(place, textOf(delta.text))
      if (delta.type === 'input_json_delta') this.call(String(place), '', textOf(delta.partial_json))
    } else if (type === 'response.output_text.delta' || type === 'response.refusal.delta')
      this.say(numberOf(event.output_index) ?? 0, textOf(event.delta))
    else if (type === 'response.function_call_arguments.delta')
      this.call(textOf(event.item_id), '', textOf(event.delta))
    else if (/^response\.(completed|incomplete|failed)$/.test(type)) this.finish(recordOf(event.response))
  }

  /** The last event of the Responses API has all of the answer. */
  private finish(response: Json): void {
    this.whole = {
      text: answerText(response),
      ...tokensOf(recordOf(response.usage)),
      error: errorOf(response.error),
    }
  }

  private say(place: number, piece: string): void {
    if (piece === '') return
    const pieces = this.choices.get(place)
    if (pieces) pieces.push(piece)
    else this.choices.set(place, [piece])
  }

  private call(place: string, name: string, given: string): void {
    const known = this.calls.get(place) ?? { name: '', given: [] }
    this.calls.set(place, known)
    known.name ||= name
    if (given !== '') known.given.push(given)
  }

  /** Counts grow along a stream, so the largest of those told is the last. */
  private count(usage: unknown): void {
    const { inputTokens, outputTokens } = tokensOf(recordOf(usage))
    this.input = most(this.input, inputTokens)
    this.output = most(this.output, outputTokens)
  }
}

const most = (one: number | undefined, other: number | undefined) =>
  one === undefined || other === undefined ? (one ?? other) : Math.max(one, other)

const joined = (texts: readonly string[]) => texts.filter((text) => text !== '').join('\n')
