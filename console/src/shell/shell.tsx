// The frame of all pages: who may come in, navigation, the state of the engine, and the choices of the viewer.
import { AppShell, Burger, Group, Kbd, Text, Tooltip, UnstyledButton } from '@mantine/core'
import { useDisclosure, useOs } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useSay } from '../messages/language'
import { Failure, Loading } from '../parts/states'
import { Time } from '../parts/time'
import { Failed } from '../service/client'
import { meQuery, statusQuery } from '../service/queries'
import { KeysHelp } from './keys-help'
import { PageTitle } from './page-title'
import { PAGES } from './pages'
import { Palette } from './palette'
import { palette } from './palette-store'
import { SessionEnded } from './session-ended'
import { SignIn } from './sign-in'
import { ViewerMenu } from './viewer-menu'

export function Shell() {
  const me = useQuery(meQuery)
  if (me.data?.scopes.some((scope) => scope === 'read' || scope === 'admin')) return <Frame />
  if (me.isPending) return <Waiting />
  if (me.error instanceof Failed && me.error.status !== 401 && me.error.status !== 403)
    return (
      <main style={{ padding: 24, maxWidth: 640, margin: '10vh auto' }}>
        <Failure error={me.error} again={() => void me.refetch()} />
      </main>
    )
  return <SignIn />
}

function Waiting() {
  return (
    <div style={{ padding: 24, maxWidth: 960, margin: '0 auto' }}>
      <Loading rows={5} />
    </div>
  )
}

function Frame() {
  const say = useSay()
  const [isOpen, { toggle, close }] = useDisclosure(false)
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const os = useOs()
  useEffect(close, [path])
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 208, breakpoint: 'md', collapsed: { mobile: !isOpen } }}
      padding="md"
    >
      <a className="sw-skip" href="#content">
        {say('app.skip')}
      </a>
      <AppShell.Header style={{ background: 'var(--sw-paper)', borderColor: 'var(--sw-line)' }}>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap" gap="sm">
          <Group gap="xs" wrap="nowrap">
            <Burger opened={isOpen} onClick={toggle} hiddenFrom="md" size="sm" aria-label={say('nav.menu')} />
            <img src="/mark.svg" alt="" width={26} height={26} />
            <Text fw={650} size="md" visibleFrom="xs">
              {say('app.name')}
            </Text>
          </Group>
          <UnstyledButton
            onClick={palette.open}
            aria-keyshortcuts="Control+K Meta+K"
            style={{
              flex: '0 1 380px',
              border: '1px solid var(--sw-line)',
              borderRadius: 6,
              padding: '5px 10px',
              background: 'var(--sw-ground)',
            }}
          >
            <Group gap="xs" wrap="nowrap" justify="space-between">
              <Group gap={8} wrap="nowrap">
                <IconSearch size={15} />
                <Text size="sm" className="sw-dim" truncate>
                  {say('shell.search')}
                </Text>
              </Group>
              <Kbd size="xs" visibleFrom="sm">
                {os === 'macos' ? '⌘K' : 'Ctrl K'}
              </Kbd>
            </Group>
          </UnstyledButton>
          <Group gap="md" wrap="nowrap">
            <EngineState />
            <ViewerMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar
        p="sm"
        component="nav"
        aria-label={say('nav.main')}
        style={{ background: 'var(--sw-paper)', borderColor: 'var(--sw-line)' }}
      >
        {PAGES.map(({ to, title, icon: Icon }) => (
          <Link
            key={to}
            to={to}
            className="sw-nav"
            activeOptions={{ exact: to === '/', includeSearch: false }}
          >
            <Icon size={17} stroke={1.7} />
            {say(title)}
          </Link>
        ))}
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <div style={{ maxWidth: 1480, margin: '0 auto' }}>
          <Outlet />
        </div>
      </AppShell.Main>
      <PageTitle />
      <Palette />
      <KeysHelp />
      <SessionEnded />
    </AppShell>
  )
}

/** What the engine does, and as of when what is shown counts. Asks for findings anew when there was an analysis. */
function EngineState() {
  const say = useSay()
  const queries = useQueryClient()
  const { data: status, error } = useQuery(statusQuery)
  const lastAt = status?.analysis.last_at
  const seen = useRef(lastAt)
  useEffect(() => {
    if (seen.current !== lastAt && lastAt !== undefined) {
      if (seen.current !== undefined || queries.getQueryState(['findings', 'overview'])?.status === 'error')
        void queries.invalidateQueries({ queryKey: ['findings'] })
      seen.current = lastAt
    }
  }, [lastAt, queries])
  const isSilent = error instanceof Failed && error.code === 'unreachable'
  if (!status && !isSilent) return null
  const step = status?.analysis.step
  const isBusy = !isSilent && status?.analysis.running_since !== undefined
  const [text, color] = isSilent
    ? [say('state.unreachable'), 'var(--sw-distillation)']
    : !status?.engine.ready
      ? [say('shell.engineGone'), 'var(--sw-distillation)']
      : isBusy
        ? [say('shell.engineBusy', { step: step ?? '…' }), 'var(--sw-coordinated)']
        : [say('shell.engineReady'), 'var(--sw-explained)']
  const isCalm = !isSilent && !isBusy && status?.engine.ready === true
  return (
    <Tooltip label={text}>
      <Group gap={8} wrap="nowrap" role="status" aria-label={text}>
        <span className="sw-dot" data-busy={isBusy} style={{ background: color }} />
        {isCalm && lastAt === undefined ? null : (
          <Text size="xs" className="sw-dim" visibleFrom="md" style={{ whiteSpace: 'nowrap' }}>
            {isCalm && lastAt !== undefined ? (
              <>
                {say('shell.analysed')} <Time at={lastAt} relative />
              </>
            ) : (
              text
            )}
          </Text>
        )}
      </Group>
    </Tooltip>
  )
}
