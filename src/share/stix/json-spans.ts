// Where in a JSON text the members of the outermost object and the elements of its lists stand, so that each can be handed
// on as the very text that came: a number of twenty digits or a property that nobody knows comes through as it was. Deep
// nesting and repeated names end here, before anything is built of them.
import { Problem } from '../../model/problem.js'

export interface Span {
  readonly from: number
  readonly to: number
}

export interface JsonSpans {
  /** Value of each member of the outermost object. */
  readonly members: ReadonlyMap<string, Span>
  /** Elements of each member that is a list. */
  readonly elements: ReadonlyMap<string, readonly Span[]>
}

interface Frame {
  readonly names: Set<string> | undefined
  isName: boolean
}

/**
 * The spans of a text that is taken to be JSON; what isn't is left to `JSON.parse` to tell.
 * @param most levels of nesting
 * @param refuse the problem that is thrown when it nests deeper, or an object has a name twice
 */
export function findSpans(text: string, most: number, refuse: (why: string) => Problem): JsonSpans {
  const members = new Map<string, Span>()
  const elements = new Map<string, Span[]>()
  const stack: Frame[] = []
  let member = ''
  let memberFrom = -1
  let elementFrom = -1
  const end = (at: number) => {
    if (stack.length === 2 && elementFrom >= 0) {
      elements.get(member)?.push(trimmed(text, elementFrom, at))
      elementFrom = -1
    }
    if (stack.length === 1 && memberFrom >= 0) {
      members.set(member, trimmed(text, memberFrom, at))
      memberFrom = -1
    }
  }
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at)
    const top = stack.at(-1)
    if (sign === QUOTE) {
      const to = endOfString(text, at)
      if (stack.length === 2 && elementFrom < 0) elementFrom = at
      if (top?.isName && top.names) {
        const name = nameOf(text.slice(at, to + 1))
        if (top.names.has(name)) throw refuse(`an object has the name “${name.slice(0, 60)}” twice`)
        top.names.add(name)
        if (stack.length === 1) member = name
      }
      at = to
    } else if (sign === OPEN_OBJECT || sign === OPEN_LIST) {
      if (stack.length >= most) throw refuse(`it nests deeper than ${most} levels`)
      if (stack.length === 2 && elementFrom < 0) elementFrom = at
      if (stack.length === 1 && sign === OPEN_LIST) elements.set(member, [])
      stack.push({ names: sign === OPEN_OBJECT ? new Set() : undefined, isName: sign === OPEN_OBJECT })
    } else if (sign === CLOSE_OBJECT || sign === CLOSE_LIST) {
      end(at)
      stack.pop()
    } else if (sign === COMMA) {
      end(at)
      if (top?.names) top.isName = true
    } else if (sign === COLON) {
      if (top) top.isName = false
      if (stack.length === 1) memberFrom = at + 1
    } else if (sign > SPACE && stack.length === 2 && elementFrom < 0) elementFrom = at
  }
  return { members, elements }
}

const [QUOTE, BACKSLASH, COMMA, COLON, SPACE] = [0x22, 0x5c, 0x2c, 0x3a, 0x20]
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d]

/** Index of the quote that closes the string opened at `from`; the last index when none does. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const sign = text.charCodeAt(at)
    if (sign === BACKSLASH) at++
    else if (sign === QUOTE) return at
  }
  return text.length - 1
}

/** A name as it is meant: `"a"` and an escaped `"\u0061"` are the same. */
function nameOf(quoted: string): string {
  try {
    return JSON.parse(quoted) as string
  } catch {
    return quoted
  }
}

function trimmed(text: string, from: number, to: number): Span {
  let [start, end] = [from, to]
  while (start < end && text.charCodeAt(start) <= SPACE) start++
  while (end > start && text.charCodeAt(end - 1) <= SPACE) end--
  return { from: start, to: end }
}

/** What is wrong with a bundle as a whole. */
export function invalid(source: string, why: string, cause?: unknown): Problem {
  return new Problem(
    'bundle-invalid',
    `${source} is no STIX bundle that can be taken in: ${why}`,
    'Ask who made it for one that follows STIX 2.1, or take out what is named here.',
    { cause },
  )
}
