// Why something is done, in a person's own words: it stands in the audit beside what was done.
import { TextInput } from '@mantine/core'
import { useSay } from '../messages/language'

/** As many characters as the service takes. */
const MOST_CHARACTERS = 2000

interface NoteInputProps {
  readonly value: string
  readonly onChange: (value: string) => void
  /** Whether it is ready to be written into when a dialog opens. */
  readonly isFirst?: boolean
}

export function NoteInput({ value, onChange, isFirst = false }: NoteInputProps) {
  const say = useSay()
  return (
    <TextInput
      {...(isFirst && { 'data-autofocus': true })}
      label={say('act.note')}
      placeholder={say('act.noteHint')}
      maxLength={MOST_CHARACTERS}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}
