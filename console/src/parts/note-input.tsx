// What a person says in their own words, as why something is done: it stands in the audit.
import { TextInput } from '@mantine/core'
import { useSay } from '../messages/language'

/** As many characters as the service takes. */
const MOST_CHARACTERS = 2000

interface NoteInputProps {
  readonly value: string
  readonly onChange: (value: string) => void
  /** Whether it is ready to be written into when a dialog opens. */
  readonly isFirst?: boolean
  readonly isDisabled?: boolean
  /** What is written, where it isn't why something is done. */
  readonly label?: string
}

export function NoteInput({ value, onChange, isFirst = false, isDisabled = false, label }: NoteInputProps) {
  const say = useSay()
  return (
    <TextInput
      {...(isFirst && { 'data-autofocus': true })}
      label={label ?? say('act.note')}
      {...(label === undefined && { placeholder: say('act.noteHint') })}
      disabled={isDisabled}
      maxLength={MOST_CHARACTERS}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}
