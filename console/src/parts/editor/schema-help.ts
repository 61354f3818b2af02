// Completion and meanings of names and values, from a JSON Schema.
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { syntaxTree } from '@codemirror/language'
import type { EditorState } from '@codemirror/state'
import { type JsonSchema, meaningAt, namesAt, valuesAt } from './schema-place'
import { ITEM, namesUnder, type YamlPlace, yamlPlace } from './yaml-path'

export interface SchemaHelp {
  readonly schema: JsonSchema
  /** A description of the schema in the viewer’s language. */
  readonly describe: (says: string) => string
  /** Names whose value is one of the names under another at the left edge. */
  readonly namedBy: Readonly<Record<string, string>>
  readonly words: { readonly needed: string }
}

const linesOf = ({ doc }: EditorState) => doc.toString().split('\n')

function placeOf(state: EditorState, at: number): YamlPlace {
  const line = state.doc.lineAt(at)
  return yamlPlace(linesOf(state), line.number - 1, at - line.from)
}

const isText = (state: EditorState, at: number) =>
  /Comment|BlockLiteral/.test(syntaxTree(state).resolveInner(at, -1).name)

/** What may stand at the cursor. */
export function completeBy({ schema, describe, namedBy, words }: SchemaHelp) {
  return (context: CompletionContext): CompletionResult | null => {
    const { state, pos } = context
    const word = context.matchBefore(/[\w-]*/)
    const from = word?.from ?? pos
    if (isText(state, pos) || (from === pos && !context.explicit)) return null
    const place = placeOf(state, from)
    const other = place.name === undefined ? undefined : namedBy[place.name]
    const values = valuesAt(schema, place).map(
      ({ value, says }): Completion => ({ label: value, ...(says !== '' && { info: describe(says) }) }),
    )
    const named = other === undefined ? [] : namesUnder(linesOf(state), other).map((label) => ({ label }))
    const names =
      place.name === undefined
        ? namesAt(schema, place).map(
            ({ name, says, isNeeded, isDeep }): Completion => ({
              label: name,
              apply: isDeep ? `${name}:` : `${name}: `,
              boost: isNeeded ? 1 : 0,
              ...(isNeeded && { detail: words.needed }),
              ...(says !== '' && { info: describe(says) }),
            }),
          )
        : []
    const options = [...values, ...named, ...names]
    return options.length === 0 ? null : { from, options, validFor: /^[\w-]*$/ }
  }
}

export interface Meaning {
  readonly from: number
  readonly to: number
  /** Names that lead there, and the one at hand. */
  readonly path: string
  readonly says: string
}

const pathText = (path: readonly string[]) => path.filter((name) => name !== ITEM).join(' › ')

/** What the name or the value at a place means; nothing where the schema says nothing. */
export function meaningOf(
  { schema, describe }: SchemaHelp,
  state: EditorState,
  at: number,
): Meaning | undefined {
  if (isText(state, at)) return undefined
  const { from: start, text } = state.doc.lineAt(at)
  const column = at - start
  const word = [...text.matchAll(/[\w-]+/g)].find(
    ({ index, 0: found }) => index <= column && column <= index + found.length,
  )
  if (!word) {
    const { path, name, beside } = placeOf(state, at)
    const says = name === undefined ? undefined : meaningAt(schema, { path, beside }, name)
    if (name === undefined || says === undefined) return undefined
    return { from: at, to: at, path: pathText([...path, name]), says: describe(says) }
  }
  const [found] = word
  const from = start + word.index
  const isName = /^\s*:(\s|$)/.test(text.slice(word.index + found.length))
  const place = placeOf(state, from)
  const says = isName
    ? meaningAt(schema, place, found)
    : (valuesAt(schema, place).find(({ value }) => value === found)?.says ??
      (place.name === undefined ? undefined : meaningAt(schema, place, place.name)))
  if (says === undefined || says === '') return undefined
  const path = [...place.path, ...(isName ? [found] : place.name === undefined ? [] : [place.name])]
  return {
    from,
    to: from + found.length,
    path: pathText(path),
    says: describe(says),
  }
}
