// What happened since this browser marked what it saw; what happened last, to who comes for the first time.
import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type MessageKey, useSay, useTerm } from '../../messages/language'
import { Panel } from '../../parts/panel'
import { Failure, Loading } from '../../parts/states'
import { Time } from '../../parts/time'
import type { HistoryEvent } from '../../service/client'
import { useFormat } from '../../service/clock'
import { historyQuery } from '../../service/queries'

const PLACE = 'stillwatch-seen'
const MOST_SHOWN = 5

interface Seen {
  readonly event: number
  readonly at: string
}

function readSeen(): Seen | undefined {
  try {
    const { event, at } = JSON.parse(localStorage.getItem(PLACE) ?? '') as Seen
    return Number.isInteger(event) && typeof at === 'string' ? { event, at } : undefined
  } catch {
    return undefined
  }
}

export function HistoryPanel() {
  const say = useSay()
  const format = useFormat()
  const [seen, setSeen] = useState(readSeen)
  const { data, error, isPending } = useQuery(historyQuery(seen?.event ?? 0))
  const mark = () => {
    const next = { event: data?.newest ?? 0, at: new Date().toISOString() }
    localStorage.setItem(PLACE, JSON.stringify(next))
    setSeen(next)
  }
  const [isOpen, setOpen] = useState(false)
  const shown = isOpen ? (data?.events ?? []) : (data?.events.slice(0, MOST_SHOWN) ?? [])
  const more = (data?.events.length ?? 0) - shown.length + (data?.more ?? 0)
  return (
    <Panel
      title={seen ? say('overview.sinceVisit') : say('overview.recent')}
      tools={
        shown.length > 0 ? (
          <Button size="compact-xs" variant="subtle" onClick={mark}>
            {say('overview.markSeen')}
          </Button>
        ) : null
      }
    >
      {error ? <Failure error={error} /> : null}
      {isPending ? <Loading rows={3} /> : null}
      {data && shown.length === 0 ? (
        <Text size="sm" className="sw-dim">
          {seen ? say('overview.noNews', { at: format.time(seen.at) }) : say('overview.noHistory')}
        </Text>
      ) : null}
      <ul className="sw-list">
        {shown.map((event) => (
          <li key={event.sequence}>
            <Told event={event} />
          </li>
        ))}
      </ul>
      {more > 0 ? (
        <Button size="compact-xs" variant="subtle" mt={6} disabled={isOpen} onClick={() => setOpen(true)}>
          {say('overview.moreEvents', { count: more })}
        </Button>
      ) : null}
      {seen ? (
        <Button
          size="compact-xs"
          variant="subtle"
          mt={6}
          onClick={() => {
            localStorage.removeItem(PLACE)
            setSeen(undefined)
          }}
        >
          {say('overview.showSeen')}
        </Button>
      ) : null}
    </Panel>
  )
}

function Told({ event }: { readonly event: HistoryEvent }) {
  const say = useSay()
  const term = useTerm()
  const { id, name = id } = event.campaign
  const other =
    event.type === 'campaign.verdict-changed' ? term('verdict', event.other ?? '') : (event.other ?? '')
  return (
    <>
      <Link to="/campaigns/$id" params={{ id }} className="sw-link">
        {say(`event.${event.type}` as MessageKey, { name, count: event.accounts, other })}
      </Link>
      <div className="sw-dim" style={{ fontSize: '0.75rem' }}>
        {say('overview.told')} <Time at={event.at} relative /> · {say('overview.inLog')}{' '}
        <Time at={event.log_time} tells="day" />
      </div>
    </>
  )
}
