// Public events and model releases in the time of a picture, as a table.
import { Code, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useSay, useTerm } from '../messages/language'
import type { PublicEvent } from '../service/client'
import { useFormat } from '../service/clock'
import { publicEventsQuery } from '../service/queries'
import { DataTable } from './data-table'
import { Panel } from './panel'
import { Failure } from './states'
import { Time } from './time'

/** Letters of a day, as 2026-03-01. */
const DAY = 10

export interface Release {
  readonly model: string
  readonly at: string
}

interface Row extends Pick<PublicEvent, 'at' | 'is_day' | 'title' | 'url'> {
  readonly kind: string
}

/** Those of the file, in a time. */
export function usePublicEvents(from: number, to: number): readonly PublicEvent[] {
  const { data } = useQuery(publicEventsQuery)
  return useMemo(
    () => data?.events.filter(({ at }) => Date.parse(at) >= from && Date.parse(at) <= to) ?? [],
    [data, from, to],
  )
}

export interface PublicEventsProps {
  readonly from: number
  readonly to: number
  readonly releases: readonly Release[]
  readonly file: string
}

export function PublicEvents({ from, to, releases, file }: PublicEventsProps) {
  const say = useSay()
  const term = useTerm()
  const format = useFormat()
  const { data, error } = useQuery(publicEventsQuery)
  const events = usePublicEvents(from, to)
  const rows: Row[] = [
    ...releases.map(({ model, at }) => ({ at, is_day: false, title: model, kind: 'first-asked' })),
    ...events,
  ]
  return (
    <Panel title={say('events.title')} says={say('events.says')}>
      {error ? <Failure error={error} /> : null}
      {rows.length === 0 ? (
        <Text size="sm" className="sw-dim">
          {say('events.none')}
        </Text>
      ) : (
        <div className="sw-beside-table">
          <DataTable
            caption={say('events.title')}
            file={file}
            rows={rows}
            rowId={({ at, title, kind }) => `${at} ${kind} ${title}`}
            sort={{ by: 'at', down: true }}
            columns={[
              {
                id: 'at',
                title: say('events.when'),
                value: ({ at, is_day }) => (is_day ? at.slice(0, DAY) : at),
                // A day is a day everywhere: in another zone it would be told as an hour of the day before.
                cell: ({ at, is_day }) =>
                  is_day ? (
                    <time dateTime={at.slice(0, DAY)} title={say('events.wholeDay')} className="sw-number">
                      {format.date(at)}
                    </time>
                  ) : (
                    <Time at={at} />
                  ),
              },
              {
                id: 'kind',
                title: say('column.kind'),
                value: ({ kind }) => term('events', kind),
              },
              {
                id: 'title',
                title: say('events.what'),
                value: ({ title }) => title,
                cell: ({ title, url }) =>
                  url === undefined ? (
                    title
                  ) : (
                    <a className="sw-link" href={url} target="_blank" rel="noreferrer noopener">
                      {title}
                    </a>
                  ),
              },
            ]}
          />
        </div>
      )}
      {data && !data.is_given ? (
        <Text size="xs" className="sw-dim" mt="xs">
          {say('events.noFile')} <Code>stillwatch serve --events FILE</Code>
        </Text>
      ) : null}
    </Panel>
  )
}
