import { Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useSay } from '../messages/language'
import { Empty } from '../parts/states'

export function NotFound() {
  const say = useSay()
  return (
    <>
      <Title order={1}>{say('state.notFound')}</Title>
      <Empty title={say('state.notFoundNext')}>
        <Link to="/" className="sw-link">
          {say('nav.overview')}
        </Link>
      </Empty>
    </>
  )
}
