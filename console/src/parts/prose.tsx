import { Fragment } from 'react'

/** A text in which what stands between back quotes is typed as it is. */
export function Prose({ text }: { readonly text: string }) {
  let at = 0
  const parts = text.split('`').map((words, index) => {
    const part = { at, words, isTyped: index % 2 === 1 }
    at += words.length + 1
    return part
  })
  return (
    <>
      {parts.map(({ at, words, isTyped }) => (
        <Fragment key={at}>{isTyped ? <code className="sw-mono">{words}</code> : words}</Fragment>
      ))}
    </>
  )
}
