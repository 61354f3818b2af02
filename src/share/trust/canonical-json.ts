// One way to write a JSON value, so that two parties hash and sign the same bytes (RFC 8785). The language writes numbers
// and texts as the standard wants them; left to do are the order of names and the refusal of what JSON can't hold.

/** Deeper than any object that is exchanged; what is hostile ends here and not in an exhausted stack. */
const MOST_DEPTH = 100
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

/**
 * The canonical text of a JSON value.
 * @throws TypeError for what is no JSON: a number that isn't finite, half a character, undefined, too deep
 */
export function canonicalJson(value: unknown, depth = 0): string {
  if (depth > MOST_DEPTH) throw new TypeError(`deeper than ${MOST_DEPTH}`)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value)
  if (typeof value === 'string') return canonicalText(value)
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item, depth + 1)).join(',')}]`
  if (typeof value === 'object') {
    // By UTF-16 code units, which is how the language compares texts.
    const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
    return `{${members.map(([name, item]) => `${canonicalText(name)}:${canonicalJson(item, depth + 1)}`).join(',')}}`
  }
  throw new TypeError(`${typeof value === 'number' ? value : typeof value} is no JSON`)
}

function canonicalText(text: string): string {
  if (LONE_SURROGATE.test(text)) throw new TypeError('half a character is no JSON')
  return JSON.stringify(text)
}
