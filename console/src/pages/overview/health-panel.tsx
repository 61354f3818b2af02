// How the service is: what waits, when it analysed last, and what it did not know.
import { Alert, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useSay } from '../../messages/language'
import { Panel } from '../../parts/panel'
import { Failure, Loading } from '../../parts/states'
import { Time } from '../../parts/time'
import { Told } from '../../parts/told'
import type { Overview } from '../../service/client'
import { useFormat } from '../../service/clock'
import { statusQuery } from '../../service/queries'

export function HealthPanel({ overview: { detectors, input } }: { readonly overview: Overview }) {
  const say = useSay()
  const format = useFormat()
  const { data: status, error } = useQuery(statusQuery)
  if (error) return <Failure error={error} />
  if (!status) return <Loading rows={3} />
  const { inbox, analysis, engine, exchanges, version, decisions } = status
  const failed = detectors.filter(({ state }) => state === 'failed')
  const ran = detectors.filter(({ state }) => state === 'ran').length
  const every = analysis.every_seconds
  const facts: readonly (readonly [string, ReactNode])[] = [
    [say('overview.engine'), engine.ready ? engine.says : say('shell.engineGone')],
    [
      say('overview.inbox'),
      inbox.batches === 0
        ? say('overview.inboxEmpty')
        : say('overview.inboxBatches', { count: inbox.batches, size: format.bytes(inbox.bytes) }),
    ],
    [
      say('overview.lastAnalysis'),
      <>
        {analysis.last_at === undefined ? '–' : <Time at={analysis.last_at} relative />}
        {' · '}
        {every === 0 ? say('overview.onDemand') : say('overview.nextAnalysis', { every: format.span(every) })}
      </>,
    ],
    [say('overview.stored'), format.number(exchanges)],
    [say('overview.rejected'), format.number(input.rejected)],
    [say('overview.version'), version],
  ]
  return (
    <Panel title={say('overview.health')} says={say('overview.detectorsRan', { ran, all: detectors.length })}>
      {decisions.sure ? null : <Alert color="red">{say('overview.decisionsUnsure')}</Alert>}
      {inbox.is_full ? <Alert color="red">{say('overview.inboxFull')}</Alert> : null}
      {inbox.failure === undefined ? null : <Alert color="red">{inbox.failure}</Alert>}
      {failed.map(({ id, reason }) => (
        <Alert key={id} color="red" variant="light" mb={6} title={`${id}: ${say('overview.detectorFailed')}`}>
          {reason}
        </Alert>
      ))}
      <dl className="sw-facts">
        {facts.map(([title, value]) => (
          <div key={title} style={{ display: 'contents' }}>
            <dt>{title}</dt>
            <dd className="sw-number">{value}</dd>
          </div>
        ))}
      </dl>
      {analysis.caveats.length > 0 ? (
        <>
          <Text size="xs" className="sw-dim" mt="sm">
            {say('overview.caveats')}
          </Text>
          <ul className="sw-list">
            {analysis.caveats.map((caveat, place) => (
              <li key={caveat}>
                <Told text={caveat} said={analysis.said[place]} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Panel>
  )
}
