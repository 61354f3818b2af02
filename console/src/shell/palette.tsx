// The command palette: every page, campaign and setting by its name, and any account by its id.
import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { Spotlight, spotlight } from '@mantine/spotlight'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { LANGUAGES, type Language, useLanguage, useTerm } from '../messages/language'
import { nameOf } from '../parts/campaign-name'
import { useZone } from '../service/clock'
import { overviewQuery } from '../service/queries'
import { PAGES } from './pages'

const MOST_SHOWN = 12
/** Characters from which on what was typed may be an account's id. */
const LEAST_ACCOUNT = 4
/** How long after g the letter of a page counts. */
const SEQUENCE_MS = 1200

interface Entry {
  readonly id: string
  readonly label: string
  readonly says?: string
  readonly does: () => void
}

export function Palette() {
  const { language, choose, say } = useLanguage()
  const term = useTerm()
  const navigate = useNavigate()
  const { zone, choose: chooseZone } = useZone()
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light')
  const { data } = useQuery({ ...overviewQuery, enabled: false })
  const [query, setQuery] = useState('')
  const begun = useRef(0)
  useHotkeys([
    ['/', () => spotlight.open()],
    ['g', () => (begun.current = Date.now())],
    ...PAGES.map(({ to, letter }): [string, () => void] => [
      letter,
      () => {
        if (Date.now() - begun.current < SEQUENCE_MS) void navigate({ to })
        begun.current = 0
      },
    ]),
  ])
  const pages: Entry[] = PAGES.map(({ to, title }) => ({
    id: to,
    label: say(title),
    does: () => void navigate({ to }),
  }))
  const campaigns: Entry[] = [...(data?.campaigns ?? []), ...(data?.cleared ?? [])].map(
    ({ id, verdict, ...named }) => ({
      id,
      label: nameOf(named),
      says: `${term('verdict', verdict)} · ${id}`,
      does: () => void navigate({ to: '/campaigns/$id', params: { id } }),
    }),
  )
  const settings: Entry[] = [
    {
      id: 'theme',
      label: say('palette.toggleTheme'),
      does: () => setColorScheme(scheme === 'dark' ? 'light' : 'dark'),
    },
    {
      id: 'zone',
      label: say('palette.toggleZone'),
      does: () => chooseZone(zone === 'utc' ? 'local' : 'utc'),
    },
    ...(Object.keys(LANGUAGES) as Language[])
      .filter((name) => name !== language)
      .map((name) => ({
        id: `language ${name}`,
        label: say('palette.switchLanguage', { name: LANGUAGES[name].name }),
        does: () => choose(name),
      })),
  ]
  const wanted = query.trim().toLowerCase()
  const matching = (entries: readonly Entry[]) =>
    entries
      .filter(({ label, says = '' }) => `${label} ${says}`.toLowerCase().includes(wanted))
      .slice(0, MOST_SHOWN)
  const groups = [
    [say('palette.pages'), matching(pages)],
    [say('palette.campaigns'), matching(campaigns)],
    [say('palette.actions'), matching(settings)],
  ] as const
  const account = query.trim()
  const isNothing = groups.every(([, entries]) => entries.length === 0)
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={['mod + K']}
      scrollable
      maxHeight="50vh"
      attributes={{ content: { 'aria-label': say('palette.title') } }}
    >
      <Spotlight.Search placeholder={say('palette.placeholder')} aria-label={say('palette.placeholder')} />
      <Spotlight.ActionsList>
        {groups.map(([title, entries]) =>
          entries.length === 0 ? null : (
            <Spotlight.ActionsGroup key={title} label={title}>
              {entries.map(({ id, label, says, does }) => (
                <Spotlight.Action
                  key={id}
                  label={label}
                  {...(says !== undefined && { description: says })}
                  onClick={does}
                />
              ))}
            </Spotlight.ActionsGroup>
          ),
        )}
        {account.length >= LEAST_ACCOUNT ? (
          <Spotlight.Action
            label={say('palette.openAccount', { account })}
            onClick={() => void navigate({ to: '/accounts/$id', params: { id: account } })}
          />
        ) : null}
        {isNothing && account.length < LEAST_ACCOUNT ? (
          <Spotlight.Empty>{say('palette.nothing')}</Spotlight.Empty>
        ) : null}
      </Spotlight.ActionsList>
      <Spotlight.Footer>
        <span className="sw-dim" style={{ fontSize: 12 }}>
          {say('palette.hint', {
            keys: 'Ctrl K · ⌘K · /',
            all: '?',
          })}
        </span>
      </Spotlight.Footer>
    </Spotlight.Root>
  )
}
