// Cuts a stream of text into its top-level JSON objects, whatever lies between: elements of one array, objects on
// lines or pretty-printed, one after the other. What is no object comes out as a document too, to be counted.

const QUOTE = 34
const BACKSLASH = 92
const OPEN_BRACE = 123
const CLOSE_BRACE = 125
const NEWLINE = 10

/** Push chunks, then take `rest`: the document that the stream ended in, if any. */
export class DocumentSplitter {
  private readonly buffer: string[] = []
  private depth = 0
  private isInString = false
  private isEscaped = false
  private isLineStart = true

  /** Documents completed by this chunk, each on one line. */
  push(chunk: string): string[] {
    const documents: string[] = []
    let start = 0
    const cut = (end: number, isObject: boolean) => {
      this.buffer.push(chunk.slice(start, end))
      start = end
      const text = oneLine(this.buffer.join(''))
      this.buffer.length = 0
      if (isObject || isJunk(text)) documents.push(text)
    }
    for (let i = 0; i < chunk.length; i++) {
      const code = chunk.charCodeAt(i)
      const isLineStart = this.isLineStart
      this.isLineStart = code === NEWLINE
      if (code === NEWLINE) {
        // No JSON string goes over a line: one that does was cut.
        this.isInString = false
        this.isEscaped = false
        if (this.depth === 0) cut(i, false)
      } else if (this.isInString) {
        if (this.isEscaped) this.isEscaped = false
        else if (code === BACKSLASH) this.isEscaped = true
        else if (code === QUOTE) this.isInString = false
      } else if (code === OPEN_BRACE && (this.depth === 0 || isLineStart)) {
        // A brace that starts a line starts a document, even when the one before was never closed.
        cut(i, this.depth > 0)
        this.depth = 1
      } else if (this.depth > 0) {
        if (code === QUOTE) this.isInString = true
        else if (code === OPEN_BRACE) this.depth++
        else if (code === CLOSE_BRACE && --this.depth === 0) cut(i + 1, true)
      }
    }
    this.buffer.push(chunk.slice(start))
    return documents
  }

  /** What has not become a document yet; empty when it is only punctuation. */
  get rest(): string {
    const text = oneLine(this.buffer.join(''))
    return this.depth > 0 || isJunk(text) ? text : ''
  }
}

/** Line breaks in JSON are white space. */
function oneLine(text: string): string {
  return /[\r\n]/.test(text) ? text.replace(/[\r\n]+/g, ' ').trim() : text.trim()
}

function isJunk(between: string): boolean {
  return /[^\s,[\]]/.test(between)
}
