// Over the page that somebody works on, once the service doesn't know them any more: what is typed there stays.
import { Modal, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { useSay } from '../messages/language'
import { session } from '../service/session'
import { WaysIn } from './ways-in'

export function SessionEnded() {
  const say = useSay()
  const queries = useQueryClient()
  const isOver = useSyncExternalStore(session.watch, session.isOver)
  return (
    <Modal
      opened={isOver}
      onClose={session.begin}
      title={say('signIn.ended')}
      centered
      closeButtonProps={{ 'aria-label': say('keys.close') }}
    >
      <Text size="sm" mb="md">
        {say('signIn.endedSays')}
      </Text>
      <WaysIn onIn={() => void queries.invalidateQueries()} />
    </Modal>
  )
}
