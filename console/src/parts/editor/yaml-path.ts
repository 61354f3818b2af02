// Where in a YAML file a cursor stands, told from indentation and brackets alone: half of what is being typed is no YAML yet.

/** Place in a list. */
export const ITEM = '#'

export interface YamlPlace {
  /** Names that lead to the mapping or list that the cursor is in; `#` for each list. */
  readonly path: readonly string[]
  /** The name whose value is being typed; undefined where a name or an entry is. */
  readonly name?: string
  /** Names that stand in the same mapping, without that of the cursor’s line. */
  readonly beside: ReadonlyMap<string, string>
}

const KEY = /^([A-Za-z_][\w-]*)\s*:(\s|$)/
const isBare = (line: string) => /^\s*(#|$)/.test(line)

interface Line {
  /** Columns of the dashes in front of the content. */
  readonly dashes: readonly number[]
  /** Column of the content. */
  readonly at: number
  readonly content: string
}

function lineOf(text: string): Line {
  const dashes: number[] = []
  let at = text.length - text.trimStart().length
  while (/^-(\s|$)/.test(text.slice(at))) {
    dashes.push(at)
    const rest = text.slice(at + 1)
    at += 1 + (rest.length - rest.trimStart().length)
  }
  return { dashes, at, content: text.slice(at) }
}

/**
 * @param lines of the file
 * @param row of the cursor, from 0
 * @param column of the cursor, from 0
 */
export function yamlPlace(lines: readonly string[], row: number, column: number): YamlPlace {
  const here = lineOf((lines[row] ?? '').slice(0, column))
  const key = KEY.exec(here.content)
  const flow = flowPlace(key ? here.content.slice(key[0].length) : here.content)
  const above = pathAbove(lines, row, here)
  if (flow.isOpen) {
    const path = [...above, ...(key?.[1] === undefined ? [] : [key[1]]), ...flow.path]
    return { path, beside: flow.beside, ...(flow.name !== undefined && { name: flow.name }) }
  }
  const beside = besideOf(lines, row, here)
  return { path: above, beside, ...(key?.[1] !== undefined && { name: key[1] }) }
}

/** From the content of a line upwards to the beginning, what encloses it. */
function pathAbove(lines: readonly string[], row: number, here: Line): string[] {
  const path: string[] = []
  let limit = here.at
  let isItem = false
  const enter = (dashes: readonly number[]) => {
    for (const dash of [...dashes].reverse())
      if (dash < limit) {
        path.unshift(ITEM)
        limit = dash
        isItem = true
      }
  }
  enter(here.dashes)
  for (let index = row - 1; index >= 0 && (limit > 0 || isItem); index--) {
    const text = lines[index] ?? ''
    if (isBare(text)) continue
    const { dashes, at, content } = lineOf(text)
    const name = KEY.exec(content)?.[1]
    // A list may stand as far left as the name that it belongs to.
    if (name !== undefined && (at < limit || (isItem && at === limit && dashes.length === 0))) {
      path.unshift(name)
      limit = at
      isItem = false
      enter(dashes)
    } else if (at === limit && dashes.length > 0 && !isItem) enter(dashes)
    else if (at < limit) {
      limit = at
      enter(dashes)
    }
  }
  return path
}

/** Names of the mapping that a line stands in, with what stands behind each. */
function besideOf(lines: readonly string[], row: number, { at, dashes }: Line): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const take = (text: string) => {
    const [whole = '', name] = KEY.exec(text) ?? []
    if (name !== undefined)
      found.set(
        name,
        text
          .slice(whole.length)
          .replace(/\s+#.*$/, '')
          .trim(),
      )
  }
  const walk = (from: number, step: 1 | -1) => {
    for (let index = from; index >= 0 && index < lines.length; index += step) {
      const text = lines[index] ?? ''
      if (isBare(text)) continue
      const line = lineOf(text)
      const first = line.dashes[0] ?? line.at
      if (line.at === at && (line.dashes.length === 0 || step === -1)) take(line.content)
      if (first < at) return
    }
  }
  if (dashes.length === 0) walk(row - 1, -1)
  walk(row + 1, 1)
  return found
}

interface FlowPlace {
  readonly isOpen: boolean
  readonly path: readonly string[]
  readonly name?: string
  readonly beside: ReadonlyMap<string, string>
}

/** Inside of `{ … }` and `[ … ]` of one line, up to the cursor. */
function flowPlace(text: string): FlowPlace {
  interface Level {
    readonly isList: boolean
    name: string | undefined
    readonly beside: Map<string, string>
    from: number
  }
  const levels: Level[] = []
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? ''
    const top = levels.at(-1)
    if (sign === '"' || sign === "'") {
      const end = text.indexOf(sign, at + 1)
      if (end < 0) break
      at = end
    } else if (sign === '{' || sign === '[')
      levels.push({ isList: sign === '[', name: undefined, beside: new Map(), from: at + 1 })
    else if (sign === '}' || sign === ']') levels.pop()
    else if (top && sign === ',') {
      if (top.name !== undefined) top.beside.set(top.name, text.slice(top.from, at).trim())
      top.name = undefined
      top.from = at + 1
    } else if (top && !top.isList && sign === ':' && /\s|^$/.test(text[at + 1] ?? '')) {
      top.name = text.slice(top.from, at).trim()
      top.from = at + 1
    }
  }
  const last = levels.at(-1)
  if (!last) return { isOpen: false, path: [], beside: new Map() }
  const outer = levels.slice(0, -1).map(({ isList, name }) => (isList ? ITEM : (name ?? '')))
  return {
    isOpen: true,
    path: last.isList ? [...outer, ITEM] : outer,
    beside: last.beside,
    ...(last.name !== undefined && { name: last.name }),
  }
}

/** Names under a name at the left edge of a file. */
export function namesUnder(lines: readonly string[], name: string): string[] {
  const start = lines.findIndex((line) => line.startsWith(`${name}:`))
  if (start < 0) return []
  const inline = /\{(.*)\}/.exec(lines[start] ?? '')?.[1]
  if (inline !== undefined)
    return inline.split(',').flatMap((part) => /^\s*([\w-]+)\s*:/.exec(part)?.[1] ?? [])
  const names: string[] = []
  let depth: number | undefined
  for (const line of lines.slice(start + 1)) {
    if (isBare(line)) continue
    const { at, content } = lineOf(line)
    if (at === 0) break
    depth ??= at
    const key = KEY.exec(content)?.[1]
    if (at === depth && key !== undefined) names.push(key)
  }
  return names
}
