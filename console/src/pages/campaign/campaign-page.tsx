// One campaign: what it is, why it is believed, who is in it, what they share, and another beside it.
import { Button, Group, Stack, Tabs, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useSay, useTerm } from '../../messages/language'
import { nameOf } from '../../parts/campaign-name'
import { CaseFile } from '../../parts/case-file'
import { Id } from '../../parts/copy'
import { SaidOf } from '../../parts/said'
import { Loading, PageFailure } from '../../parts/states'
import { Time } from '../../parts/time'
import { Verdict } from '../../parts/verdict'
import { CAMPAIGN_TABS } from '../../router'
import type { CampaignView } from '../../service/client'
import { useFormat } from '../../service/clock'
import { campaignQuery } from '../../service/queries'
import { FirstRun } from '../overview/first-run'
import { isNothingYet } from '../overview/nothing-yet'
import { CompareTab } from './compare-tab'
import { EvidenceTab } from './evidence-tab'
import { FeedbackTab } from './feedback-tab'
import { GraphTab } from './graph-tab'
import { MembersTab } from './members-tab'
import { SummaryTab } from './summary-tab'

const page = getRouteApi('/campaigns/$id')
type Tab = (typeof CAMPAIGN_TABS)[number]

export function CampaignPage() {
  const say = useSay()
  const { id } = page.useParams()
  const { tab = 'summary' } = page.useSearch()
  const navigate = page.useNavigate()
  const { data, error, isPending, refetch } = useQuery(campaignQuery(id))
  if (isNothingYet(error)) return <FirstRun />
  if (error) return <PageFailure title={id} error={error} again={() => void refetch()} />
  if (isPending) return <Loading rows={9} />
  return (
    <Stack gap="md">
      <Head view={data} />
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(next) =>
          void navigate({
            search: (before) => ({
              ...(before.with !== undefined && { with: before.with }),
              ...(next !== 'summary' && { tab: next as Tab }),
            }),
            resetScroll: false,
          })
        }
      >
        <Tabs.List mb="md">
          {CAMPAIGN_TABS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {say(`tab.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="summary">
          <SummaryTab view={data} />
        </Tabs.Panel>
        <Tabs.Panel value="evidence">
          <EvidenceTab view={data} />
        </Tabs.Panel>
        <Tabs.Panel value="accounts">
          <MembersTab id={data.id} />
        </Tabs.Panel>
        <Tabs.Panel value="graph">
          <GraphTab view={data} />
        </Tabs.Panel>
        <Tabs.Panel value="compare">
          <CompareTab id={data.id} />
        </Tabs.Panel>
        <Tabs.Panel value="feedback">
          <FeedbackTab view={data} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  )
}

function Head({ view }: { readonly view: CampaignView }) {
  const say = useSay()
  const term = useTerm()
  const format = useFormat()
  const { picture } = view
  const isAccused = view.verdict !== 'explained'
  return (
    <div>
      <Group justify="space-between" align="flex-start" gap="sm">
        <Group gap="sm" align="center">
          <Title order={1}>{nameOf(view)}</Title>
          <Verdict verdict={view.verdict} />
          <SaidOf said={view.said} />
          {view.state === undefined ? null : <Text size="sm">{term('state', view.state)}</Text>}
        </Group>
        {isAccused ? (
          <Group gap="xs">
            <CaseFile campaign={view.id} name={nameOf(view)} />
            <Button
              size="compact-sm"
              renderRoot={(props) => <Link {...props} to="/act" search={{ campaign: view.id }} />}
            >
              {say('campaign.act')}
            </Button>
          </Group>
        ) : null}
      </Group>
      <Text size="sm" mt={4}>
        {view.verdict === 'explained'
          ? view.explanation === undefined
            ? null
            : say('campaign.clearedBy', { explanation: term('explanation', view.explanation) })
          : `${say(view.verdict === 'distillation' ? 'campaign.isDistillation' : 'campaign.isCoordinated', { count: view.accounts })} `}
        {isAccused ? <Next view={view} /> : null}
      </Text>
      <Group gap="xs" mt={4} className="sw-dim" fz="sm">
        <Id id={view.id} />·
        <span>
          <Time at={view.first_seen} /> – <Time at={view.last_seen} />
        </span>
        ·
        <span>
          {say('campaign.probability')} {format.probability(view.probability)}
          {picture ? ` · ${say('campaign.bits', { bits: format.bits(picture.bits) })}` : ''}
        </span>
        ·<span>{say('shell.asOf', { at: format.time(view.made_at) })}</span>
      </Group>
    </div>
  )
}

/** What is in force, and what to do next: the way to the evidence, before anything is enforced. */
function Next({ view: { id, decisions } }: { readonly view: CampaignView }) {
  const say = useSay()
  if (decisions.enforced > 0) return <>{say('campaign.nextEnforced', { count: decisions.enforced })}</>
  return (
    <Link
      className="sw-link"
      style={{ textDecoration: 'underline' }}
      to="/campaigns/$id"
      params={{ id }}
      search={{ tab: 'evidence' }}
      resetScroll={false}
    >
      {say(decisions.shadow > 0 ? 'campaign.nextShadow' : 'campaign.nextNothing')}
    </Link>
  )
}
