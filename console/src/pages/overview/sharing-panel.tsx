// Sharing in short: how partners are read, what of theirs is in force and seen here, and what was done last.
import { Alert, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useSay, useTerm } from '../../messages/language'
import { Panel } from '../../parts/panel'
import { Failure, Loading } from '../../parts/states'
import { Time } from '../../parts/time'
import { Told } from '../../parts/told'
import { useFormat } from '../../service/clock'
import { sharingQuery } from '../../service/queries'

const MOST_SHOWN = 4

export function SharingPanel() {
  const say = useSay()
  const term = useTerm()
  const format = useFormat()
  const { data, error } = useQuery(sharingQuery)
  if (error) return <Failure error={error} />
  if (!data) return <Loading rows={2} />
  const { partners, received, activity, has_partners, partners_failure, partners_failure_said } = data
  const failing = partners.filter(({ last }) => last !== null && last.failure !== '').length
  return (
    <Panel
      title={say('sharing.activity')}
      tools={
        <Link
          className="sw-link"
          to="/share"
          search={{ tab: has_partners ? 'received' : 'preview' }}
          style={{ whiteSpace: 'nowrap', fontSize: 13 }}
        >
          {say('sharing.overviewOpen')}
        </Link>
      }
    >
      {partners_failure === '' ? null : (
        <Alert color="red" variant="light" title={say('sharing.fileTitle')} mb={6}>
          <Told text={partners_failure} said={partners_failure_said} />
        </Alert>
      )}
      {has_partners ? (
        <dl className="sw-facts">
          <dt>{say('sharing.overviewPartners')}</dt>
          <dd className="sw-number">
            {format.number(partners.length)}
            {failing === 0 ? null : ` · ${say('sharing.overviewFailing', { count: failing })}`}
          </dd>
          <dt>{say('sharing.overviewReceived')}</dt>
          <dd className="sw-number">{format.number(received.campaigns)}</dd>
          <dt>{say('sharing.overviewMatched')}</dt>
          <dd className="sw-number">{format.number(received.matched)}</dd>
        </dl>
      ) : null}
      {activity.length === 0 ? (
        <Text size="sm" className="sw-dim">
          {say('sharing.activityNone')}
        </Text>
      ) : (
        <ul className="sw-list">
          {activity.slice(0, MOST_SHOWN).map(({ seq, at, actor, action }) => (
            <li key={seq}>
              {term('done', action)} · {actor}
              <div className="sw-dim">
                <Time at={at} relative />
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
