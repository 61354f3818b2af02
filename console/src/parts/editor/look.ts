// How YAML looks in an editor: by weight and shade, as colour is for verdicts. Styles carry the page's nonce.
import { yaml } from '@codemirror/lang-yaml'
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorState, type Extension } from '@codemirror/state'
import { EditorView, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import type { Say } from '../../messages/language'
import { nonce } from '../../service/nonce'

const MONO = 'var(--mantine-font-family-monospace)'

const THEME = EditorView.theme({
  '&': {
    fontSize: '0.75rem',
    backgroundColor: 'var(--sw-paper)',
    color: 'var(--mantine-color-text)',
    border: '1px solid var(--sw-line)',
    borderRadius: '4px',
    maxHeight: 'max(320px, calc(100vh - 360px))',
  },
  '&.cm-focused': { outline: '2px solid var(--mantine-primary-color-filled)', outlineOffset: '1px' },
  // Signs stand as they were typed.
  '.cm-scroller': { fontFamily: MONO, lineHeight: '1.6', fontVariantLigatures: 'none' },
  '.cm-content': { caretColor: 'var(--mantine-color-text)' },
  '.cm-cursor': { borderLeftColor: 'var(--mantine-color-text)' },
  // What goes on below stands further in: it is no line of its own.
  '.cm-line': { paddingLeft: 'calc(6px + 4ch)', textIndent: '-4ch' },
  '.cm-gutters': {
    backgroundColor: 'var(--sw-ground)',
    color: 'var(--sw-dim)',
    borderRight: '1px solid var(--sw-line)',
  },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--sw-hover)', color: 'var(--mantine-color-text)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'light-dark(#cfe0f5, #2f4a6b)',
  },
  '&.cm-focused .cm-matchingBracket, &.cm-focused .cm-nonmatchingBracket': {
    backgroundColor: 'var(--sw-hover)',
    outline: '1px solid var(--sw-dim)',
  },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--mantine-color-error)',
    textUnderlineOffset: '3px',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--sw-paper)',
    color: 'var(--mantine-color-text)',
    border: '1px solid var(--sw-line)',
    borderRadius: '4px',
    fontFamily: 'var(--mantine-font-family)',
    fontSize: '0.8125rem',
    lineHeight: '1.45',
    maxWidth: '46ch',
  },
  '.cm-tooltip .sw-meaning': { padding: '6px 10px' },
  '.cm-diagnostic': { padding: '6px 10px' },
  '.cm-diagnostic-error': { borderLeft: '4px solid var(--mantine-color-error)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: MONO, maxHeight: '16em' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--mantine-primary-color-filled)',
    color: 'var(--mantine-primary-color-contrast, white)',
  },
  '.cm-completionDetail': { fontStyle: 'normal', color: 'var(--sw-dim)' },
  '.cm-tooltip-autocomplete ul li[aria-selected] .cm-completionDetail': { color: 'inherit' },
  '.cm-completionInfo': { padding: '6px 10px' },
  '.cm-panels': {
    backgroundColor: 'var(--sw-ground)',
    color: 'var(--mantine-color-text)',
    borderColor: 'var(--sw-line)',
  },
  '.cm-panel.cm-search': { fontFamily: 'var(--mantine-font-family)', padding: '8px 30px 8px 10px' },
  '.cm-panel.cm-search label': { fontSize: '0.8125rem' },
  '.cm-textfield': {
    backgroundColor: 'var(--sw-paper)',
    border: '1px solid var(--sw-line)',
    borderRadius: '3px',
    fontSize: '0.8125rem',
  },
  '.cm-button': {
    backgroundImage: 'none',
    backgroundColor: 'var(--sw-paper)',
    color: 'var(--mantine-color-text)',
    border: '1px solid var(--sw-line)',
    borderRadius: '3px',
    fontSize: '0.8125rem',
  },
  '.cm-panel.cm-search [name=close]': { fontSize: '1.1rem', color: 'var(--mantine-color-text)' },
  '.cm-searchMatch': { backgroundColor: 'light-dark(#e3e7ec, #3a424c)' },
  '.cm-searchMatch-selected': { outline: '2px solid var(--mantine-primary-color-filled)' },
})

const HIGHLIGHT = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--sw-dim)', fontStyle: 'italic' },
  { tag: [tags.definition(tags.propertyName), tags.propertyName], fontWeight: '600' },
])

/** The editor’s own words. */
const wordsOf = (say: Say) => ({
  Completions: say('editor.completions'),
  Find: say('editor.find'),
  Replace: say('editor.replaceWith'),
  next: say('editor.next'),
  previous: say('editor.previous'),
  all: say('editor.all'),
  'match case': say('editor.matchCase'),
  regexp: say('editor.regexp'),
  'by word': say('editor.byWord'),
  replace: say('editor.replace'),
  'replace all': say('editor.replaceAll'),
  close: say('editor.close'),
  'current match': say('editor.currentMatch'),
  'on line': say('editor.onLine'),
  'replaced $ matches': say('editor.replaced'),
  'replaced match on line $': say('editor.replacedOn'),
  '$ unchanged lines': say('editor.unchanged'),
  'Go to line': say('editor.goToLine'),
  go: say('editor.go'),
})

/** What every text of YAML is shown with. */
export const yamlLook = (say: Say, label: string): Extension => [
  EditorView.cspNonce.of(nonce),
  EditorState.phrases.of(wordsOf(say)),
  EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', tabindex: '0' }),
  lineNumbers(),
  EditorView.lineWrapping,
  yaml(),
  syntaxHighlighting(HIGHLIGHT),
  THEME,
]
