// The choice of an account: by a part of its id among all there are, and told when there is none.
import { Autocomplete, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSay, useTerm } from '../messages/language'
import { searchQuery } from '../service/queries'
import { nameOf } from './campaign-name'

const PAUSE_MS = 150

/** What is known of an id as it stands: undefined while it is looked for; unchecked while the engine has no time. */
export type Known = 'known' | 'unknown' | 'unchecked' | undefined

export function useKnown(account: string): Known {
  const [asked] = useDebouncedValue(account, PAUSE_MS)
  const { data, error, isPlaceholderData } = useQuery({ ...searchQuery(asked), enabled: asked !== '' })
  if (account === '' || asked !== account || isPlaceholderData) return undefined
  if (error) return 'unchecked'
  if (!data) return undefined
  if (data.accounts.some(({ id }) => id === account)) return 'known'
  return data.everyone ? 'unknown' : 'unchecked'
}

export interface AccountInputProps {
  readonly label: string
  readonly value: string
  readonly known: Known
  readonly onChange: (value: string) => void
}

export function AccountInput({ label, value, known, onChange }: AccountInputProps) {
  const say = useSay()
  const term = useTerm()
  const [isTyping, setIsTyping] = useState(false)
  const [asked] = useDebouncedValue(value.trim(), PAUSE_MS)
  const { data } = useQuery({ ...searchQuery(asked), enabled: asked !== '' })
  const wanted = value.trim().toLowerCase()
  const found = new Map(
    (data?.accounts ?? [])
      .filter(({ id }) => id.toLowerCase().includes(wanted))
      .map(({ id, campaigns, decision }) => [
        id,
        [
          ...campaigns.map(({ verdict, ...named }) => `${term('verdict', verdict)}: ${nameOf(named)}`),
          ...(decision ? [`${term('action', decision.action)} · ${term('mode', decision.mode)}`] : []),
        ].join(' · '),
      ]),
  )
  return (
    <Autocomplete
      label={label}
      maxLength={4096}
      value={value}
      placeholder={say('account.part')}
      data={[...found.keys()]}
      // The service has looked for them.
      filter={({ options }) => options}
      renderOption={({ option }) => (
        <div>
          <span className="sw-mono">{option.value}</span>
          <Text size="xs" className="sw-dim">
            {found.get(option.value)}
          </Text>
        </div>
      )}
      // A part of an id is none, and is not wrong while accounts are offered for it.
      {...(known === 'unknown' && (!isTyping || found.size === 0) && { error: say('account.unknown') })}
      {...(known === 'unchecked' && { description: say('account.unchecked') })}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      onFocus={() => setIsTyping(true)}
      onBlur={() => setIsTyping(false)}
      onChange={onChange}
    />
  )
}
