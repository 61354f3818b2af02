// The last question before something that was done is changed: why.
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useSay } from '../../messages/language'
import { NoteInput } from '../../parts/note-input'
import { Failure } from '../../parts/states'
import type { Act, ActAsked } from '../../service/client'
import { useAct } from './use-act'

export interface Pending {
  readonly kind: 'undo' | 'approve' | 'grant' | 'uphold'
  readonly act: Act
}

/** How long a granted appeal spares the account. */
const GRANTED = '90d'

export function ActDialog({ pending, close }: { readonly pending: Pending; readonly close: () => void }) {
  const say = useSay()
  const [note, setNote] = useState('')
  const act = useAct()
  const { kind } = pending
  const send = () => act.mutate(askedOf(pending, note.trim()), { onSuccess: close })
  return (
    <Modal
      closeButtonProps={{ 'aria-label': say('acts.cancel') }}
      opened
      onClose={close}
      title={say(`acts.${kind}Title`, { act: pending.act.id })}
      centered
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (note.trim() !== '') send()
        }}
      >
        <Stack gap="sm">
          <Text size="sm">{say(`acts.${kind}Says`)}</Text>
          <NoteInput isFirst value={note} onChange={setNote} />
          {act.error ? <Failure error={act.error} /> : null}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={close}>
              {say('acts.cancel')}
            </Button>
            <Button type="submit" disabled={note.trim() === ''} loading={act.isPending}>
              {say(`acts.${kind}`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function askedOf({ kind, act }: Pending, note: string): ActAsked {
  if (kind === 'undo' || kind === 'approve') return { kind, act: act.id, note }
  return { kind: 'settle', act: act.id, outcome: kind === 'grant' ? 'granted' : 'upheld', for: GRANTED, note }
}
