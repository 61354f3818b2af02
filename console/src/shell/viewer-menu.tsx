// The choices of the viewer, kept in this browser, and the way out.
import {
  ActionIcon,
  Button,
  Divider,
  Popover,
  SegmentedControl,
  Stack,
  Text,
  useMantineColorScheme,
} from '@mantine/core'
import { IconAdjustments } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { LANGUAGES, type Language, useLanguage } from '../messages/language'
import { givenKey, service, told } from '../service/client'
import { useFormat, useZone, type Zone } from '../service/clock'
import { meQuery } from '../service/queries'

export function ViewerMenu() {
  const { language, choose, say } = useLanguage()
  const { zone, choose: chooseZone } = useZone()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const { data: me } = useQuery(meQuery)
  const format = useFormat()
  const leave = useLeave()
  const local = new Intl.DateTimeFormat().resolvedOptions().timeZone
  return (
    <Popover position="bottom-end" width={300} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <ActionIcon variant="default" size="lg" aria-label={say('palette.actions')}>
          <IconAdjustments size={18} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown px={0} py="xs" aria-label={say('palette.actions')}>
        {me ? (
          <>
            <Text size="xs" className="sw-dim" px="sm">
              {say('shell.you')}
            </Text>
            <Text size="sm" px="sm" pb="xs">
              {me.name ?? (me.kind === 'key' ? say('shell.key') : me.actor)}
              {me.role === undefined ? null : (
                <Text span size="xs" className="sw-dim">
                  {' '}
                  · {me.role}
                </Text>
              )}
            </Text>
          </>
        ) : null}
        <Choice title={say('shell.language')}>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label={say('shell.language')}
            value={language}
            onChange={(value) => choose(value as Language)}
            data={Object.entries(LANGUAGES).map(([value, { name }]) => ({ value, label: name }))}
          />
        </Choice>
        <Choice title={say('shell.theme')}>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label={say('shell.theme')}
            value={colorScheme}
            onChange={(value) => setColorScheme(value as 'light' | 'dark' | 'auto')}
            data={[
              { value: 'light', label: say('shell.light') },
              { value: 'dark', label: say('shell.dark') },
              { value: 'auto', label: say('shell.auto') },
            ]}
          />
        </Choice>
        <Choice title={say('shell.zone')}>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label={say('shell.zone')}
            value={zone}
            onChange={(value) => chooseZone(value as Zone)}
            data={[
              { value: 'local', label: local },
              { value: 'utc', label: say('shell.utc') },
            ]}
          />
        </Choice>
        {me?.session_ends === undefined ? null : (
          <Text size="xs" className="sw-dim" px="sm" py={4}>
            {say('shell.sessionEnds', { at: format.time(me.session_ends) })}
          </Text>
        )}
        <Divider mb="xs" />
        <Button variant="subtle" color="gray" size="xs" mx="sm" onClick={() => void leave()}>
          {say('shell.signOut')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}

function Choice({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Stack gap={2} px="sm" pb="xs">
      <Text size="xs" className="sw-dim">
        {title}
      </Text>
      {children}
    </Stack>
  )
}

/** Ends the session, here and where the provider has one, or forgets the key. */
function useLeave(): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    if (givenKey.read() !== null) {
      givenKey.forget()
      queries.clear()
      window.location.assign('/')
      return
    }
    const { provider } = await told(service.POST('/auth/sign-out'))
    window.location.assign(provider ?? '/')
  }
}
