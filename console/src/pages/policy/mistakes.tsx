// What is wrong with the text, each mistake a way to its line.
import { Alert, Text, UnstyledButton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useSay, useTell } from '../../messages/language'
import type { PlacedText } from '../../parts/editor/yaml-editor'
import { Failure } from '../../parts/states'
import type { PolicyMistake } from '../../service/client'
import { checkQuery } from '../../service/policy'

/** How long nobody types before the text is read. */
const PAUSE_MS = 350

export interface TextChecked {
  readonly mistakes: readonly PlacedText[]
  /** Whether this is of the text as it stands. */
  readonly isOfNow: boolean
  readonly error: unknown
}

/** Mistakes of a text while it is typed, in the viewer’s language. */
export function useMistakes(text: string): TextChecked {
  const say = useSay()
  const tell = useTell()
  const [settled] = useDebouncedValue(text, PAUSE_MS)
  const { data, error, isPlaceholderData } = useQuery(checkQuery(settled))
  const mistakes = useMemo(() => {
    const textOf = ({ says, next, said }: PolicyMistake) => {
      const what = tell(says, said.says).text
      return next === undefined
        ? what
        : say('policy.mistake', { says: what, next: tell(next, said.next).text })
    }
    return (data?.mistakes ?? []).map((one) => ({ line: one.line, column: one.column, text: textOf(one) }))
  }, [data, say, tell])
  return { mistakes, isOfNow: settled === text && data !== undefined && !isPlaceholderData, error }
}

export function Mistakes({
  checked: { mistakes, error },
  goTo,
}: {
  readonly checked: TextChecked
  readonly goTo: (mistake: PlacedText) => void
}) {
  const say = useSay()
  if (error) return <Failure error={error} />
  if (mistakes.length === 0)
    return (
      <Text size="sm" role="status" className="sw-dim">
        {say('policy.noMistakes')}
      </Text>
    )
  return (
    <Alert
      color="red"
      variant="light"
      role="status"
      title={say('policy.mistakes', { count: mistakes.length })}
    >
      <ul className="sw-list">
        {mistakes.map((mistake) => (
          <li key={`${mistake.line} ${mistake.column} ${mistake.text}`}>
            <UnstyledButton className="sw-mistake" onClick={() => goTo(mistake)}>
              <span className="sw-mono">
                {say('policy.place', { line: mistake.line, column: mistake.column })}
              </span>
              : {mistake.text}
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </Alert>
  )
}
