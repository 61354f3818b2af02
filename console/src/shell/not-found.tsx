import { useSay } from '../messages/language'
import { Empty } from '../parts/states'

export function NotFound() {
  const say = useSay()
  return <Empty title={say('state.notFound')}>{say('state.notFoundNext')}</Empty>
}
