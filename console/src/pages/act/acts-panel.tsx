// What people did, and what can be done about it now: undo, approve, settle, or take the next stage.
import { Button, Group, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type MessageKey, useSay, useTerm } from '../../messages/language'
import { type Column, DataTable } from '../../parts/data-table'
import { Panel } from '../../parts/panel'
import { Empty, Failure, Loading } from '../../parts/states'
import { Time } from '../../parts/time'
import type { Act, ListedCampaign } from '../../service/client'
import { actsQuery, meQuery } from '../../service/queries'
import { ActDialog, type Pending } from './act-dialog'
import { nextStageOf, type Rule } from './asked'

const page = getRouteApi('/act')
/** What is settled for good ends there. */
const FOREVER = '2200'
const UNDONE: ReadonlySet<string> = new Set(['apply', 'exempt', 'appeal', 'grant', 'propose'])

export function ActsPanel({ campaigns }: { readonly campaigns: readonly ListedCampaign[] }) {
  const say = useSay()
  const { acts: show = 'open' } = page.useSearch()
  const navigate = page.useNavigate()
  const [pending, setPending] = useState<Pending>()
  const { data, error, isPending } = useQuery(actsQuery)
  const columns = useColumns(campaigns, setPending)
  const rows = (data?.acts ?? []).filter(
    ({ state, kind }) => show === 'all' || (state === 'open' && UNDONE.has(kind)),
  )
  return (
    <Panel
      title={say('acts.title')}
      says={say('acts.says')}
      tools={
        <SegmentedControl
          size="xs"
          aria-label={say('acts.state')}
          value={show}
          data={(['open', 'all'] as const).map((value) => ({ value, label: say(`acts.show.${value}`) }))}
          onChange={(value) =>
            void navigate({
              search: (before) => ({ ...before, acts: value as typeof show }),
              replace: true,
              resetScroll: false,
            })
          }
        />
      }
    >
      {error ? <Failure error={error} /> : null}
      {isPending ? <Loading rows={3} /> : null}
      {data ? (
        <DataTable
          caption={say('acts.title')}
          columns={columns}
          rows={rows}
          rowId={({ id }) => id}
          file="acts"
          empty={<Empty title={say(show === 'open' ? 'acts.noneOpen' : 'acts.none')} />}
        />
      ) : null}
      {pending ? <ActDialog pending={pending} close={() => setPending(undefined)} /> : null}
    </Panel>
  )
}

function useColumns(
  campaigns: readonly ListedCampaign[],
  begin: (pending: Pending) => void,
): readonly Column<Act>[] {
  const say = useSay()
  const term = useTerm()
  const { data: me } = useQuery(meQuery)
  const mayAct = me?.scopes.some((scope) => scope === 'act' || scope === 'admin') === true
  const nameOf = new Map(campaigns.map(({ id, name }) => [id, name]))
  const aboutOf = (act: Act) =>
    act.account || nameOf.get(act.campaign) || act.campaign || (isPolicy(act) ? say('acts.wholePolicy') : '')
  const text = (id: MessageKey, value: (act: Act) => string): Column<Act> => ({ id, title: say(id), value })
  return [
    {
      ...text('acts.at', ({ at }) => at),
      cell: ({ at }) => (
        <span style={{ whiteSpace: 'nowrap' }}>
          <Time at={at} />
        </span>
      ),
    },
    text('acts.by', ({ by }) => by),
    {
      ...text('acts.kind', (act) => [term('deed', act.kind), toldRule(act, term, say)].join(' ').trim()),
      cell: (act) => (
        <>
          {term('deed', act.kind)}
          <div className="sw-dim">{toldRule(act, term, say)}</div>
        </>
      ),
    },
    {
      ...text('acts.about', aboutOf),
      cell: (act) =>
        act.account !== '' ? (
          <Link to="/accounts/$id" params={{ id: act.account }} className="sw-link sw-mono">
            {act.account}
          </Link>
        ) : act.campaign !== '' ? (
          <Link to="/campaigns/$id" params={{ id: act.campaign }} className="sw-link">
            {aboutOf(act)}
          </Link>
        ) : (
          aboutOf(act)
        ),
    },
    {
      ...text('acts.decisions', ({ decisions: { enforced, shadow } }) => `${enforced} / ${shadow}`),
      cell: ({ decisions: { enforced, shadow } }) => (
        <span style={{ whiteSpace: 'nowrap' }}>
          {[
            enforced > 0 ? say('decided.enforced', { count: enforced }) : '',
            shadow > 0 ? say('decided.shadow', { count: shadow }) : '',
          ]
            .filter((told) => told !== '')
            .join(' · ')}
        </span>
      ),
    },
    {
      ...text('acts.until', ({ ends }) => (ends.startsWith(FOREVER) ? '' : ends)),
      cell: ({ ends }) =>
        ends.startsWith(FOREVER) ? null : (
          <span style={{ whiteSpace: 'nowrap' }}>
            <Time at={ends} />
          </span>
        ),
    },
    {
      ...text('acts.note', ({ note }) => note),
      cell: ({ note, kind, people }) => (
        <>
          {note}
          {kind === 'propose' ? (
            <div className="sw-dim">{say('acts.people', { people: people.join(', ') || '–' })}</div>
          ) : null}
        </>
      ),
    },
    // What was undone, settled or put in force is a record, and neither open nor closed.
    text('acts.state', ({ state, kind }) => (UNDONE.has(kind) ? term('standing', state) : '')),
    {
      id: 'acts.do',
      title: say('acts.do'),
      isFixed: true,
      isKept: true,
      value: () => '',
      cell: (act) =>
        mayAct && act.state === 'open' ? <Next act={act} me={me?.actor} begin={begin} /> : null,
    },
  ]
}

function Next({
  act,
  me,
  begin,
}: {
  readonly act: Act
  readonly me: string | undefined
  readonly begin: (pending: Pending) => void
}) {
  const say = useSay()
  const button = (kind: Pending['kind'], label: MessageKey) => (
    <Button size="compact-xs" variant="default" onClick={() => begin({ kind, act })}>
      {say(label)}
    </Button>
  )
  if (!UNDONE.has(act.kind)) return null
  return (
    <Group gap={6} wrap="nowrap">
      {act.kind === 'propose' && me !== undefined && !act.people.includes(me)
        ? button('approve', 'acts.approve')
        : null}
      {act.kind === 'appeal' ? (
        <>
          {button('grant', 'acts.grant')}
          {button('uphold', 'acts.uphold')}
        </>
      ) : null}
      {act.kind === 'apply' && !isComplete(act) ? (
        <Button
          size="compact-xs"
          variant="default"
          renderRoot={(props) => <Link {...props} to="/act" search={nextStageOf(act)} />}
        >
          {say('acts.nextStage')}
        </Button>
      ) : null}
      {button('undo', act.kind === 'propose' ? 'acts.withdraw' : 'acts.undo')}
    </Group>
  )
}

const isPolicy = ({ kind, campaign }: Act) => kind === 'adopt' || (kind === 'propose' && campaign === '')
const ruleOf = ({ rule, campaign }: Act) =>
  rule === '' || campaign === '' ? undefined : (JSON.parse(rule) as Rule)

/** Whether it is enforced on all that it is about. */
function isComplete(act: Act): boolean {
  const rule = ruleOf(act)
  return rule?.mode === 'enforce' && (rule.rollout?.percent ?? 100) >= 100
}

function toldRule(act: Act, term: ReturnType<typeof useTerm>, say: ReturnType<typeof useSay>): string {
  const rule = ruleOf(act)
  if (!rule) return ''
  const { percent = 100 } = rule.rollout ?? {}
  return [
    term('action', rule.action),
    say(`act.mode.${rule.mode ?? 'shadow'}`),
    percent < 100 ? say('act.stagePercent', { percent }) : '',
  ]
    .filter((part) => part !== '')
    .join(' · ')
}
