// The command palette: every page and setting by its name, campaigns by name, alias or id, and accounts by a part of their
// id. It offers what is there and nothing else.
import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { useDebouncedValue, useHotkeys } from '@mantine/hooks'
import { Spotlight } from '@mantine/spotlight'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { LANGUAGES, type Language, useLanguage, useTerm } from '../messages/language'
import { nameOf } from '../parts/campaign-name'
import { useZone } from '../service/clock'
import { searchQuery } from '../service/queries'
import { PAGES } from './pages'
import { isAnySelected, openSelected, palette, paletteStore, selectFirst } from './palette-store'

const MOST_SHOWN = 12
/** Until what is typed is looked for. */
const PAUSE_MS = 120
/** How long after g the letter of a page counts. */
const SEQUENCE_MS = 1200

interface Entry {
  readonly id: string
  readonly label: string
  readonly says?: string
  /** What else it is found by. */
  readonly also?: string
  readonly does: () => void
}

export function Palette() {
  const { language, choose, say } = useLanguage()
  const term = useTerm()
  const navigate = useNavigate()
  const { zone, choose: chooseZone } = useZone()
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light')
  const [query, setQuery] = useState('')
  const [isOpen, setIsOpen] = useState(false)
  const wanted = query.trim().toLowerCase()
  const [asked] = useDebouncedValue(query.trim(), PAUSE_MS)
  const { data, error, isFetching } = useQuery({ ...searchQuery(asked), enabled: isOpen })
  // Known from the beginning: who types a name and Enter needn't wait.
  const { data: known } = useQuery({ ...searchQuery(''), enabled: isOpen })
  const isAwaited = useRef(false)
  const begun = useRef(0)
  useHotkeys([
    ['/', () => palette.open()],
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
  const found = new Map([...(known?.campaigns ?? []), ...(data?.campaigns ?? [])].map((one) => [one.id, one]))
  const campaigns: Entry[] = [...found.values()].map(({ id, verdict, accounts: count, ...named }) => ({
    id,
    label: nameOf(named),
    also: `${named.name} ${named.alias ?? ''}`,
    says: `${term('verdict', verdict)} · ${say('palette.accountCount', { count })} · ${id}`,
    does: () => void navigate({ to: '/campaigns/$id', params: { id } }),
  }))
  const accounts: Entry[] = (data?.accounts ?? []).map(({ id, campaigns: groups, decision }) => ({
    id: `account ${id}`,
    label: id,
    says: [
      ...groups.map(({ verdict, ...named }) => `${term('verdict', verdict)}: ${nameOf(named)}`),
      ...(decision ? [`${term('action', decision.action)} · ${term('mode', decision.mode)}`] : []),
    ].join(' · '),
    does: () => void navigate({ to: '/accounts/$id', params: { id } }),
  }))
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
  const matching = (entries: readonly Entry[]) =>
    entries
      .filter(({ label, says = '', also = '' }) => `${label} ${says} ${also}`.toLowerCase().includes(wanted))
      .slice(0, MOST_SHOWN)
  // What was found for fewer characters is shown only as far as it fits what is typed by now.
  const groups = [
    [say('palette.pages'), matching(pages)],
    [say('palette.campaigns'), matching(campaigns)],
    [say('palette.accounts'), matching(accounts)],
    [say('palette.actions'), matching(settings)],
  ] as const
  const isNothing = groups.every(([, entries]) => entries.length === 0)
  const isDone = !isFetching && asked === query.trim()
  useEffect(() => {
    if (!isOpen || wanted === '') return
    selectFirst()
    if (isAwaited.current && isDone) {
      isAwaited.current = false
      openSelected()
    }
  })
  const remark = error
    ? say('palette.failed')
    : !isDone
      ? say('palette.searching')
      : data?.everyone === false
        ? say('palette.notEveryone')
        : data?.more_accounts || data?.more_campaigns
          ? say('palette.more')
          : undefined
  return (
    <Spotlight.Root
      store={paletteStore}
      query={query}
      onQueryChange={(typed) => {
        isAwaited.current = false
        setQuery(typed)
      }}
      onSpotlightOpen={() => setIsOpen(true)}
      onSpotlightClose={() => setIsOpen(false)}
      shortcut={['mod + K']}
      scrollable
      transitionProps={{ duration: 0 }}
      maxHeight="50vh"
      attributes={{ content: { 'aria-label': say('palette.title') } }}
    >
      <Spotlight.Search
        placeholder={say('palette.placeholder')}
        aria-label={say('palette.placeholder')}
        onKeyDown={({ nativeEvent: { code, isComposing } }) => {
          // Before anything was found it is opened as soon as it is.
          if (code.endsWith('Enter') && !isComposing) isAwaited.current = !isAnySelected() && !isDone
        }}
      />
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
        {isNothing && isDone ? <Spotlight.Empty>{say('palette.nothing')}</Spotlight.Empty> : null}
      </Spotlight.ActionsList>
      <Spotlight.Footer>
        <span className="sw-dim" style={{ fontSize: 12 }} role="status">
          {remark}
        </span>{' '}
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
