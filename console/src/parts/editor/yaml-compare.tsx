// Two texts of YAML side by side, with what differs marked; what is the same is folded away.
import { MergeView } from '@codemirror/merge'
import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { useLanguage } from '../../messages/language'
import { yamlLook } from './look'

export interface Side {
  readonly label: string
  readonly text: string
}

const DIFFERENCES = EditorView.theme({
  '&.cm-editor': { maxHeight: 'none', border: 'none', borderRadius: '0' },
  '&.cm-merge-a .cm-changedLine, &.cm-merge-b .cm-changedLine': { backgroundColor: 'var(--sw-hover)' },
  '&.cm-merge-a .cm-changedText, &.cm-merge-a .cm-deletedText': {
    background: 'none',
    textDecoration: 'line-through',
  },
  '&.cm-merge-b .cm-changedText': {
    background: 'none',
    textDecoration: 'underline',
    textDecorationThickness: '2px',
    textUnderlineOffset: '3px',
  },
  '&.cm-merge-a .cm-changedLineGutter, &.cm-merge-b .cm-changedLineGutter': {
    background: 'var(--mantine-primary-color-filled)',
  },
  '.cm-collapsedLines': {
    background: 'var(--sw-ground)',
    color: 'var(--sw-dim)',
    fontFamily: 'var(--mantine-font-family)',
  },
  '.cm-collapsedLines:before, .cm-collapsedLines:after': { content: '"⋯"' },
})

/** Lines around a difference that are shown. */
const MARGIN = 3

export interface YamlCompareProps {
  readonly before: Side
  readonly after: Side
  /** Lines that are the same are shown too. */
  readonly isWhole: boolean
}

export function YamlCompare({ before, after, isWhole }: YamlCompareProps) {
  const { say } = useLanguage()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!place.current) return
    const side = ({ label, text }: Side) => ({
      doc: text,
      extensions: [yamlLook(say, label), DIFFERENCES, EditorState.readOnly.of(true)],
    })
    const made = new MergeView({
      parent: place.current,
      a: side(before),
      b: side(after),
      ...(!isWhole && { collapseUnchanged: { margin: MARGIN, minSize: 2 * MARGIN } }),
      gutter: true,
    })
    return () => made.destroy()
  }, [before, after, isWhole, say])
  return <div ref={place} className="sw-compare" />
}
