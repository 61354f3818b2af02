// What stands in place of a page that can't be drawn: its code couldn't be loaded, or it broke.
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useSay } from '../messages/language'
import { PageFailure } from '../parts/states'

export function BrokenPage({ error, reset }: ErrorComponentProps) {
  const say = useSay()
  const router = useRouter()
  return (
    <PageFailure
      title={say('state.pageFailed')}
      error={error}
      again={() => {
        reset()
        void router.invalidate()
      }}
    />
  )
}
