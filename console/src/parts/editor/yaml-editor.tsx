// A text of YAML that is edited: numbered lines, mistakes where they stand, and help from the schema. Tab leaves it, as it
// leaves every other field.
import { autocompletion, closeBrackets, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language'
import {
  type Diagnostic,
  lintGutter,
  nextDiagnostic,
  previousDiagnostic,
  setDiagnostics,
} from '@codemirror/lint'
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search'
import { Compartment, EditorState, type Extension } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLineGutter,
  hoverTooltip,
  keymap,
  ViewPlugin,
} from '@codemirror/view'
import { Text } from '@mantine/core'
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { useSay } from '../../messages/language'
import { Prose } from '../prose'
import { yamlLook } from './look'
import { completeBy, type Meaning, meaningOf, type SchemaHelp } from './schema-help'

export interface PlacedText {
  /** Counted from one. */
  readonly line: number
  readonly column: number
  readonly text: string
}

export interface YamlEditorHandle {
  /** Puts the cursor there, in sight, and the keyboard in the editor. */
  readonly goTo: (place: Pick<PlacedText, 'line' | 'column'>) => void
}

export interface YamlEditorProps {
  readonly label: string
  /** What it begins with; what is typed is told by `onChange`. */
  readonly initial: string
  readonly onChange: (text: string) => void
  readonly mistakes: readonly PlacedText[]
  readonly help: SchemaHelp | undefined
  readonly ref?: Ref<YamlEditorHandle>
}

export function YamlEditor({ label, initial, onChange, mistakes, help, ref }: YamlEditorProps) {
  const say = useSay()
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(undefined)
  const changed = useRef(onChange)
  changed.current = onChange
  const first = useRef({ initial, say, label })
  const [parts] = useState(() => ({ look: new Compartment(), help: new Compartment() }))
  const [meaning, setMeaning] = useState<Meaning>()
  useImperativeHandle(ref, () => ({ goTo: (one) => goTo(view.current, one) }), [])

  useEffect(() => {
    if (!place.current) return
    const { say: words, label: name, initial: doc } = first.current
    const made = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc,
        extensions: [
          parts.look.of(yamlLook(words, name)),
          parts.help.of([]),
          EDITING,
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed.current(update.state.doc.toString())
          }),
        ],
      }),
    })
    view.current = made
    return () => made.destroy()
  }, [parts])

  useEffect(() => {
    view.current?.dispatch({ effects: parts.look.reconfigure(yamlLook(say, label)) })
  }, [parts, say, label])
  useEffect(() => {
    view.current?.dispatch({ effects: parts.help.reconfigure(help ? helping(help, setMeaning) : []) })
  }, [parts, help])
  useEffect(() => {
    const { current } = view
    if (current) current.dispatch(setDiagnostics(current.state, diagnosticsOf(current.state, mistakes)))
  }, [mistakes])

  return (
    <div>
      <div ref={place} className="sw-editor" />
      <Text size="xs" className="sw-dim sw-meaning-line">
        {meaning === undefined ? (
          <Prose text={say('editor.keys')} />
        ) : (
          <>
            <span className="sw-mono">{meaning.path}</span>: {meaning.says}
          </>
        )}
      </Text>
    </div>
  )
}

const EDITING: Extension = [
  history(),
  drawSelection(),
  indentUnit.of('  '),
  indentOnInput(),
  bracketMatching(),
  closeBrackets(),
  highlightActiveLineGutter(),
  highlightSelectionMatches(),
  lintGutter(),
  keymap.of([
    { key: 'F8', run: nextDiagnostic },
    { key: 'Shift-F8', run: previousDiagnostic },
    ...completionKeymap,
    ...searchKeymap,
    ...historyKeymap,
    ...defaultKeymap,
  ]),
]

function helping(help: SchemaHelp, tell: (meaning: Meaning | undefined) => void): Extension {
  return [
    autocompletion({ override: [completeBy(help)], icons: false }),
    hoverTooltip((view, at) => {
      const meaning = meaningOf(help, view.state, at)
      if (!meaning) return null
      const create = () => {
        const dom = document.createElement('div')
        dom.className = 'sw-meaning'
        dom.textContent = meaning.says
        return { dom }
      }
      return { pos: meaning.from, end: meaning.to, create }
    }),
    // What the cursor stands in is told without a pointer too.
    ViewPlugin.define(() => ({
      update: ({ selectionSet, docChanged, state }) => {
        if (selectionSet || docChanged) tell(meaningOf(help, state, state.selection.main.head))
      },
    })),
  ]
}

/** Of a place that the text doesn’t reach any more, its end. */
function offsetOf({ doc }: EditorState, { line, column }: Pick<PlacedText, 'line' | 'column'>): number {
  const found = doc.line(Math.min(Math.max(line, 1), doc.lines))
  return Math.min(found.from + column - 1, found.to)
}

function diagnosticsOf(state: EditorState, mistakes: readonly PlacedText[]): Diagnostic[] {
  return mistakes.map((mistake) => {
    const from = offsetOf(state, mistake)
    const line = state.doc.lineAt(from)
    const word = /^["'[{]?[^\s,\]}:]+/.exec(line.text.slice(from - line.from))?.[0].length ?? 0
    return { from, to: Math.min(from + word, line.to), severity: 'error', message: mistake.text }
  })
}

function goTo(view: EditorView | undefined, place: Pick<PlacedText, 'line' | 'column'>): void {
  if (!view) return
  const at = offsetOf(view.state, place)
  view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) })
  view.focus()
}
