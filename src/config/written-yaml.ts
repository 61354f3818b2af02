// A YAML file that an operator wrote: its value, and where in the text each part of it stands, so that mistakes are told by
// line and column.
import { type Document, isMap, isNode, isScalar, LineCounter, type Node, parseDocument } from 'yaml'
import { type Mistake, mistakeText } from '../model/mistake.js'
import { TOO_MANY_ALIASES, yamlMistake } from './yaml-mistakes.js'

type Path = readonly PropertyKey[]

/** Counted from one. */
export interface Place {
  readonly line: number
  readonly column: number
}

export interface WrittenYaml {
  readonly value: unknown
  /**
   * Where a value or a name stands; the place of what holds it when it is not there.
   * @param isKey whether the last name of the path is meant, and not the value under it
   */
  placeOf(path: Path, isKey?: boolean): Place
}

/** The value of a text, or why it is no YAML. Aliases that would unfold to much are refused. */
export function parseYaml(text: string): WrittenYaml | { readonly mistakes: readonly Mistake[] } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  if (document.errors.length > 0) {
    // What is wrong with the form of a text makes what follows wrong too.
    const broken = document.errors.findIndex(({ code }) => code !== 'DUPLICATE_KEY')
    const told = document.errors.filter(({ code }, index) => code === 'DUPLICATE_KEY' || index === broken)
    return { mistakes: told.map(({ pos, code }) => ({ ...placeAt(pos[0]), ...yamlMistake(code) })) }
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: 50 })
    return { value, placeOf: (path, isKey) => placeAt(offsetOf(document, path, isKey)) }
  } catch {
    return { mistakes: [{ ...placeAt(0), ...TOO_MANY_ALIASES }] }
  }
}

/** A mistake as a line that an editor opens at its place. */
export const tellPlace = (file: string, { line, column }: Place, says: string) =>
  `${file}:${line}:${column}: ${says}`

/** A mistake with what to do, so. */
export const tellMistake = (file: string, mistake: Mistake) => tellPlace(file, mistake, mistakeText(mistake))

const MOST_SHOWN = 20

/** The first lines of many, under each other, with how many more there are. */
export function listMistakes(lines: readonly string[]): string {
  const more = lines.length > MOST_SHOWN ? [`and ${lines.length - MOST_SHOWN} more`] : []
  return [...lines.slice(0, MOST_SHOWN), ...more].join('\n  ')
}

function offsetOf(document: Document, path: Path, isKey = false): number {
  for (let length = path.length; length >= 0; length--) {
    const holder = nodeAt(document, path.slice(0, Math.max(length - 1, 0)))
    if (isKey && length === path.length && isMap(holder)) {
      const pair = holder.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))
      if (pair && isNode(pair.key) && pair.key.range) return pair.key.range[0]
    }
    const node = nodeAt(document, path.slice(0, length))
    if (node?.range) return node.range[0]
  }
  return 0
}

function nodeAt(document: Document, path: Path): Node | undefined {
  const found = path.length === 0 ? document.contents : document.getIn(path, true)
  return isNode(found) ? found : undefined
}
