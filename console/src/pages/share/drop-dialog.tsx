// The last question before what waits is given up: why.
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSay } from '../../messages/language'
import { NoteInput } from '../../parts/note-input'
import { Failure } from '../../parts/states'
import { service, told, type Waiting } from '../../service/client'

export function DropDialog({ waiting, close }: { readonly waiting: Waiting; readonly close: () => void }) {
  const say = useSay()
  const queries = useQueryClient()
  const [note, setNote] = useState('')
  const { id, about, objects, accepted, settled } = waiting
  const dropping = useMutation({
    mutationFn: () =>
      told(service.POST('/v1/outbox/{id}/drop', { params: { path: { id } }, body: { note: note.trim() } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['deeds'] })
      close()
    },
  })
  return (
    <Modal
      closeButtonProps={{ 'aria-label': say('acts.cancel') }}
      opened
      onClose={close}
      title={say('outbox.dropTitle', { name: about.name })}
      centered
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (note.trim() !== '') dropping.mutate()
        }}
      >
        <Stack gap="sm">
          <Text size="sm">
            {say(settled ? 'outbox.seenSays' : 'outbox.dropSays', { left: objects - accepted, accepted })}
          </Text>
          <NoteInput isFirst value={note} onChange={setNote} />
          {dropping.error ? <Failure error={dropping.error} /> : null}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={close}>
              {say('acts.cancel')}
            </Button>
            <Button type="submit" disabled={note.trim() === ''} loading={dropping.isPending}>
              {say(settled ? 'outbox.seen' : 'outbox.drop')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
