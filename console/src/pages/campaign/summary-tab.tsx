// What the campaign takes, how it went, and what gives it away at a glance.
import { Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useSay, useTerm } from '../../messages/language'
import { Bars } from '../../parts/bars'
import { Panel } from '../../parts/panel'
import { PublicEvents } from '../../parts/public-events'
import { Time } from '../../parts/time'
import type { CampaignPicture, CampaignView } from '../../service/client'
import { useFormat } from '../../service/clock'
import { HoursFigure } from './hours-figure'
import { LifeFigure } from './life-figure'
import { PlacesPanel } from './places-panel'
import { ReplacedPanel } from './replaced-panel'
import { SynchronyFigure } from './synchrony-figure'
import { Taken } from './taken'
import { TemplatesPanel } from './templates-panel'
import { TurnoverFigure } from './turnover-figure'

export function SummaryTab({ view }: { readonly view: CampaignView }) {
  const say = useSay()
  const term = useTerm()
  const { picture, capabilities } = view
  const shares = Object.entries(capabilities)
    .filter(([, share]) => share > 0)
    .sort(([, a], [, b]) => b - a)
  return (
    <Stack gap="md">
      <Taken view={view} />
      {view.drawn_by !== undefined && view.drawn_by !== view.analysis ? (
        <Text size="sm" className="sw-dim">
          {say('campaign.drawnBefore')}
        </Text>
      ) : null}
      {picture ? (
        <>
          <LifeFigure view={view} picture={picture} />
          <SynchronyFigure view={view} picture={picture} />
          <div className="sw-columns">
            <TurnoverFigure view={view} picture={picture} />
            <History view={view} />
          </div>
          {picture.replacements ? <ReplacedPanel view={view} replacements={picture.replacements} /> : null}
          <PublicEvents
            {...timeOf(picture)}
            releases={picture.releases}
            file={`${view.name}-public-events`}
          />
        </>
      ) : (
        <Panel title={say('campaign.life')}>
          <Text size="sm" className="sw-dim">
            {say('campaign.noPicture')}
          </Text>
        </Panel>
      )}
      <TemplatesPanel templates={view.templates} />
      {picture?.places ? <PlacesPanel view={view} places={picture.places} /> : null}
      <div className="sw-thirds">
        <Bars
          title={say('campaign.takes')}
          says={say('campaign.takesSays')}
          file={`${view.name}-capabilities`}
          bars={shares.map(([name, share]) => ({ name: term('capability', name), share }))}
        />
        {picture ? (
          <>
            <Stack gap="md">
              <Bars
                title={say('campaign.models')}
                file={`${view.name}-models`}
                bars={Object.entries(picture.models).map(([name, share]) => ({ name, share }))}
              />
              <HoursFigure view={view} picture={picture} />
            </Stack>
            {picture.places ? null : (
              <Bars
                title={say('campaign.operators')}
                says={say('campaign.operatorsSays')}
                file={`${view.name}-operators`}
                bars={picture.operators.map(({ name, kind, share }) => ({
                  name,
                  share,
                  note: term('operator', kind),
                }))}
              />
            )}
          </>
        ) : null}
      </div>
    </Stack>
  )
}

/** Of the whole log, as the pictures are. */
function timeOf({ start, step_seconds, exchanges }: CampaignPicture): { from: number; to: number } {
  const from = Date.parse(start)
  return { from, to: from + exchanges.length * step_seconds * 1000 }
}

function History({ view: { history, means, id } }: { readonly view: CampaignView }) {
  const say = useSay()
  const term = useTerm()
  const format = useFormat()
  return (
    <Panel title={say('campaign.timeline')} says={say('campaign.timelineSays')}>
      <ul className="sw-list">
        {[...history].reverse().map(({ at, event, accounts, other }) => (
          <li key={`${at} ${event} ${other ?? ''}`}>
            <div>
              {term('life', event)} · {say('graph.accountsOf', { count: accounts })}
              {other === undefined
                ? null
                : ` · ${event === 'verdict-changed' ? term('verdict', other) : other}`}
            </div>
            <div className="sw-dim" style={{ fontSize: '0.75rem' }}>
              <Time at={at} />
            </div>
          </li>
        ))}
      </ul>
      {means.length === 0 ? null : (
        <>
          <Text size="sm" fw={560} mt="sm">
            {say('campaign.means')}
          </Text>
          <ul className="sw-list">
            {means.map(({ kind, campaigns, accounts }) => (
              <li key={kind}>
                {term('trait', kind)} · {format.number(accounts)}:{' '}
                {campaigns
                  .filter((other) => other !== id)
                  .map((other) => (
                    <Link key={other} to="/campaigns/$id" params={{ id: other }} className="sw-link">
                      {other}{' '}
                    </Link>
                  ))}
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  )
}
