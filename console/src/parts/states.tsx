// What stands where there is nothing to show: loading, failed, or empty.
import { Alert, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useLanguage, useSay, useTell } from '../messages/language'
import { Failed } from '../service/client'
import { Prose } from './prose'
import { Told } from './told'

export function Loading({ rows = 6 }: { readonly rows?: number }) {
  const say = useSay()
  return (
    <Stack gap="sm" role="status" aria-label={say('state.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={row === 0 ? 72 : 28} radius="sm" />
      ))}
    </Stack>
  )
}

/**
 * What failed and what to do: the service's own words, and before them those of the viewer's language, where it has
 * some for such a failure.
 */
export function Failure({ error, again }: { readonly error: unknown; readonly again?: () => void }) {
  const say = useSay()
  const failed = error instanceof Failed ? error : undefined
  const isUnreachable = failed?.code === 'unreachable'
  const tell = useTell()
  const { problems } = useLanguage().words
  const detail = tell(failed?.message ?? String(error), failed?.said?.detail)
  // What can be told as it is says more than what is always said of such a failure.
  const known = failed && detail.isEnglish ? problems?.[failed.code] : undefined
  const next = tell(failed?.next ?? '', failed?.said?.next)
  return (
    <Alert color="red" variant="light" title={say('state.failed')} role="alert">
      {known === undefined ? null : <Text size="sm">{known}</Text>}
      <Text
        size="sm"
        {...(known !== undefined && { c: 'dimmed' })}
        {...(detail.isEnglish && !isUnreachable && { lang: 'en' })}
      >
        {isUnreachable ? say('state.unreachable') : detail.text}
      </Text>
      {failed && failed.mistakes.length > 0 ? (
        <ul className="sw-list">
          {failed.mistakes.map((mistake) => (
            <li key={`${mistake.line} ${mistake.column} ${mistake.says}`}>
              <span className="sw-mono">
                {say('policy.place', { line: mistake.line, column: mistake.column })}
              </span>
              : <Told text={mistake.says} said={mistake.said.says} />
            </li>
          ))}
        </ul>
      ) : null}
      <Text size="sm" c="dimmed" {...(next.isEnglish && !isUnreachable && { lang: 'en' })}>
        <Prose text={isUnreachable ? say('state.unreachableNext') : next.text} />
      </Text>
      {failed && !isUnreachable ? (
        <Text size="xs" c="dimmed" className="sw-mono" mt={4}>
          {failed.code}
        </Text>
      ) : null}
      {again ? (
        <Button size="xs" variant="default" mt="sm" onClick={again}>
          {say('state.again')}
        </Button>
      ) : null}
    </Alert>
  )
}

/** In place of a page: what was asked for, and what failed of it. What isn't there won't be there when asked again. */
export function PageFailure({
  title,
  error,
  again,
}: {
  readonly title: ReactNode
  readonly error: unknown
  readonly again: () => void
}) {
  const say = useSay()
  const isMissing = error instanceof Failed && error.status === 404
  return (
    <Stack gap="md">
      <Title order={1}>{title}</Title>
      <Failure error={error} {...(!isMissing && { again })} />
      <Group gap="md">
        <Link to="/" className="sw-link">
          {say('nav.overview')}
        </Link>
        <Link to="/campaigns" className="sw-link">
          {say('nav.campaigns')}
        </Link>
      </Group>
    </Stack>
  )
}

export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <Stack gap={4} py="lg" align="center" ta="center">
      <Text fw={560}>{title}</Text>
      {children === undefined ? null : (
        <Text size="sm" c="dimmed" maw={560} component="div">
          {children}
        </Text>
      )}
    </Stack>
  )
}
