// Finds every problem that the code can raise, by reading the source: the texts of `new Problem(code, message, next)`
// and of records that carry a code, with three dots for what is filled in at run time.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface FoundProblem {
  readonly code: string
  readonly texts: readonly string[]
  readonly next: readonly string[]
}

/** Every problem of `src` and `simulate`, by code. */
export function readProblems(root: string): FoundProblem[] {
  const found = new Map<string, { texts: Set<string>; next: Set<string> }>()
  const add = (code: string, texts: readonly string[], next: readonly string[]) => {
    const entry = found.get(code) ?? { texts: new Set(), next: new Set() }
    for (const text of texts) entry.texts.add(text)
    for (const text of next) entry.next.add(text)
    found.set(code, entry)
  }
  for (const file of ['src', 'simulate'].flatMap((folder) => typeScriptFiles(join(root, folder)))) {
    const source = readFileSync(file, 'utf8')
    for (const match of source.matchAll(/new Problem\(/g)) {
      const [code = '', message = '', next = ''] = readArguments(source, match.index + match[0].length)
      for (const name of literals(code)) add(name, literals(message), literals(next))
    }
    for (const record of source.matchAll(/code: '([a-z-]+)',\n\s+says: (.*),\n\s+next: (.*),\n/g))
      add(record[1] ?? '', literals(record[2] ?? ''), literals(record[3] ?? ''))
    for (const shown of source.matchAll(/stillwatch: (.*?)\\n {2}(.*?)\\n {2}\[([a-z]+)\]/g))
      add(shown[3] ?? '', [plain(shown[1] ?? '')], [plain(shown[2] ?? '')])
  }
  return [...found]
    .map(([code, { texts, next }]) => ({ code, texts: [...texts], next: [...next] }))
    .sort((a, b) => (a.code < b.code ? -1 : 1))
}

function typeScriptFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => join(folder, name))
}

/** The arguments of a call, as source text, from just behind its parenthesis. */
function readArguments(source: string, start: number): string[] {
  const result: string[] = []
  let depth = 0
  let from = start
  for (let at = start; at < source.length; at++) {
    const sign = source[at] ?? ''
    if ('\'"`'.includes(sign)) at = endOfText(source, at)
    else if ('([{'.includes(sign)) depth++
    else if (')]}'.includes(sign) && depth > 0) depth--
    else if (sign === ')' || (sign === ',' && depth === 0)) {
      result.push(source.slice(from, at))
      from = at + 1
      if (sign === ')') return result
    }
  }
  return result
}

/** Index of the quote that closes the text opened at `start`; a template's fillings may hold texts of their own. */
function endOfText(source: string, start: number): number {
  const quote = source[start]
  for (let at = start + 1; at < source.length; at++) {
    if (source[at] === '\\') at++
    else if (source[at] === quote) return at
    else if (quote === '`' && source.startsWith('${', at)) at = endOfFilling(source, at + 2)
  }
  return source.length
}

function endOfFilling(source: string, start: number): number {
  let depth = 0
  for (let at = start; at < source.length; at++) {
    const sign = source[at] ?? ''
    if ('\'"`'.includes(sign)) at = endOfText(source, at)
    else if (sign === '{') depth++
    else if (sign === '}' && depth-- === 0) return at
  }
  return source.length
}

/** The outermost texts in an expression, with fillings as dots. */
function literals(expression: string): string[] {
  const result: string[] = []
  for (let at = 0; at < expression.length; at++) {
    if (!'\'"`'.includes(expression[at] ?? ' ')) continue
    const end = endOfText(expression, at)
    result.push(plain(expression.slice(at + 1, end)))
    at = end
  }
  return result.filter((text) => text !== '')
}

function plain(text: string): string {
  let shown = ''
  for (let at = 0; at < text.length; at++) {
    if (text.startsWith('${', at)) {
      shown += '…'
      at = endOfFilling(text, at + 2)
    } else if (text[at] === '\\') shown += text[++at] ?? ''
    else shown += text[at] ?? ''
  }
  return shown.trim()
}
