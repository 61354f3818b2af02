// Bodies that are no lines of records yet, brought into that shape: the work of a thread of its own, as a large one takes
// long enough to keep others waiting.
import { documentsOf, litellmLines, portkeyLines } from './callbacks.js'
import { otlpLines } from './otlp.js'
import { unzstd } from './unzstd.js'

export const SHAPES = [
  'as-it-is',
  'array',
  'otlp-traces-json',
  'otlp-traces-protobuf',
  'otlp-logs-json',
  'otlp-logs-protobuf',
  'litellm',
  'portkey',
] as const
export type Shape = (typeof SHAPES)[number]

export interface Shaped {
  /** Lines, each ending in a line break. */
  readonly bytes: Uint8Array
  readonly records: number
  /** Documents left out on purpose. */
  readonly skipped: number
}

/** @throws Error when the body isn't what it should be */
export function shape(body: Uint8Array, as: Shape, isZstd: boolean, receivedAt: string): Shaped {
  const content = isZstd ? unzstd(Buffer.from(body.buffer, body.byteOffset, body.byteLength)) : body
  switch (as) {
    case 'as-it-is':
      return { bytes: content, records: 0, skipped: 0 }
    case 'array':
      return joined({ lines: documentsOf(text(content)).map((one) => JSON.stringify(one)), skipped: 0 })
    case 'litellm':
      return joined(litellmLines(text(content)))
    case 'portkey':
      return joined(portkeyLines(text(content), receivedAt))
    default: {
      const [, signal, encoding] = as.split('-')
      const { lines, records } = otlpLines(
        content,
        signal === 'logs' ? 'logs' : 'traces',
        encoding === 'protobuf',
      )
      return { ...joined({ lines, skipped: 0 }), records }
    }
  }
}

function joined({ lines, skipped }: { lines: string[]; skipped: number }): Shaped {
  const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''))
  return { bytes, records: lines.length, skipped }
}

function text(content: Uint8Array): string {
  return new TextDecoder('utf-8').decode(content)
}
