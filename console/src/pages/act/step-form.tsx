// What step, on which campaign, on how much of it, for how long and why.
import {
  Alert,
  Button,
  NumberInput,
  SegmentedControl,
  Select,
  Slider,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type ReactNode, useId, useState } from 'react'
import { useSay, useTerm } from '../../messages/language'
import { nameOf } from '../../parts/campaign-name'
import { NoteInput } from '../../parts/note-input'
import { Panel } from '../../parts/panel'
import { Failure } from '../../parts/states'
import { MODES, STEPS } from '../../router'
import type { Act, ListedCampaign, Policies } from '../../service/client'
import { useFormat } from '../../service/clock'
import { actsQuery, meQuery, previewQuery } from '../../service/queries'
import { ActDialog } from './act-dialog'
import { askedOf, filled, type StepSearch } from './asked'
import { StepParameters } from './step-parameters'
import { useAct } from './use-act'

const page = getRouteApi('/act')
const SPANS = [1, 3, 7, 14, 30, 90]
const STAGES = [1, 10, 25, 50, 100]

export function StepForm({
  campaigns,
  policies,
}: {
  readonly campaigns: readonly ListedCampaign[]
  readonly policies: Policies
}) {
  const say = useSay()
  const term = useTerm()
  const format = useFormat()
  const search = page.useSearch()
  const navigate = page.useNavigate()
  const reasons = Object.keys(policies.in_force?.reasons ?? {})
  const all = filled(search, reasons)
  const asked = askedOf(search, reasons)
  const [note, setNote] = useState('')
  // What was just done is the stage that the next one takes the place of.
  const act = useAct(async ({ id, kind }) => {
    setNote('')
    if (kind === 'apply' && all.replaces !== undefined)
      await navigate({ search: (before) => ({ ...before, replaces: id }), replace: true, resetScroll: false })
  })
  const [undoing, setUndoing] = useState<Act>()
  const acts = useQuery(actsQuery)
  const made = acts.data?.acts.find(({ id }) => id === act.data?.id)
  const done = made?.state === 'open' ? made : undefined
  const { data: me } = useQuery(meQuery)
  const mayAct = me?.scopes.some((scope) => scope === 'act' || scope === 'admin') === true
  const preview = useQuery({ ...previewQuery(asked ?? NOTHING), enabled: asked !== undefined })
  const set = (change: StepSearch) => {
    act.reset()
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false })
  }
  const counts = preview.data?.counts
  const isProposal = (preview.data?.approvals ?? 1) > 1
  const count = all.mode === 'enforce' ? (counts?.enforced ?? 0) : (counts?.shadow ?? 0)
  const label = isProposal
    ? say('act.propose', { count })
    : say(all.mode === 'enforce' ? 'act.applyEnforce' : 'act.applyShadow', { count })
  return (
    <Panel title={say('act.kind.step')}>
      <Stack gap="sm">
        <Select
          label={say('act.campaign')}
          placeholder={say('act.chooseCampaign')}
          searchable
          value={campaigns.find(({ id, name }) => id === all.campaign || name === all.campaign)?.id ?? null}
          data={campaigns.map(({ id, verdict, ...named }) => ({
            value: id,
            label: `${nameOf(named)} · ${term('verdict', verdict)}`,
          }))}
          onChange={(value) => set(value === null ? {} : { campaign: value })}
        />
        {all.replaces === undefined ? null : (
          <Text size="xs" className="sw-dim">
            {say('act.replaces', { act: all.replaces })}
          </Text>
        )}
        <Select
          label={say('act.step')}
          value={all.step}
          allowDeselect={false}
          data={STEPS.map((value) => ({ value, label: term('action', value) }))}
          onChange={(value) => set({ step: (value ?? 'observe') as (typeof STEPS)[number] })}
        />
        <StepParameters all={all} set={set} />
        <Labelled title={say('act.mode')}>
          <SegmentedControl
            fullWidth
            aria-label={say('act.mode')}
            value={all.mode}
            data={MODES.map((value) => ({ value, label: say(`act.mode.${value}`) }))}
            onChange={(value) => set({ mode: value as (typeof MODES)[number] })}
          />
          <Text size="xs" className="sw-dim">
            {say(all.mode === 'shadow' ? 'act.shadowSays' : 'act.enforceSays')}
          </Text>
        </Labelled>
        {all.mode === 'enforce' ? (
          <Labelled title={`${say('act.stage')}: ${say('act.stagePercent', { percent: all.percent })}`}>
            <Slider
              aria-label={say('act.stage')}
              thumbLabel={say('act.stage')}
              label={null}
              min={1}
              max={100}
              value={all.percent}
              marks={STAGES.map((value) => ({ value, label: String(value) }))}
              mb="lg"
              mx={6}
              onChange={(percent) => set({ percent })}
            />
            <Text size="xs" className="sw-dim">
              {say('act.stageSays')}
            </Text>
          </Labelled>
        ) : null}
        {reasons.length === 0 ? (
          <TextInput
            label={say('act.reason')}
            description={say('act.reasonFree')}
            value={all.reason}
            onChange={({ currentTarget: { value } }) => set({ reason: value })}
          />
        ) : (
          <Select
            label={say('act.reason')}
            value={all.reason}
            allowDeselect={false}
            data={reasons}
            onChange={(value) => set({ reason: value ?? '' })}
          />
        )}
        <Select
          label={say('act.for')}
          value={String(all.days)}
          allowDeselect={false}
          data={[...new Set([...SPANS, all.days])]
            .sort((a, b) => a - b)
            .map((days) => ({ value: String(days), label: say('act.days', { count: days }) }))}
          onChange={(value) => set({ days: Number(value) })}
        />
        <NumberInput
          label={say('act.membership')}
          min={0.5}
          max={1}
          step={0.05}
          decimalScale={3}
          value={all.membership}
          onChange={(value) => {
            if (typeof value === 'number') set({ membership: value })
          }}
        />
        <NoteInput value={note} onChange={setNote} />
        {isProposal ? (
          <Text size="sm">{say('act.needsOthers', { count: preview.data?.approvals ?? 1 })}</Text>
        ) : null}
        {mayAct ? null : (
          <Text size="sm" className="sw-dim">
            {say('act.needsScope')}
          </Text>
        )}
        {mayAct && asked !== undefined && note.trim() === '' ? (
          <Text size="sm" className="sw-dim">
            {say('act.sayWhy')}
          </Text>
        ) : null}
        {preview.data ? (
          <Text size="sm">
            {say('effect.short', {
              count,
              total: Object.values(preview.data.counts).reduce((sum, one) => sum + one, 0),
              at: format.time(preview.data.ends),
              mixed: preview.data.mixed.accounts,
            })}
          </Text>
        ) : null}
        <Button
          disabled={!mayAct || asked === undefined || note.trim() === '' || preview.isFetching || count === 0}
          loading={act.isPending}
          onClick={() => {
            if (asked)
              act.mutate({
                kind: 'apply',
                note: note.trim(),
                ...asked,
                ...(preview.data && { id: preview.data.id }),
              })
          }}
        >
          {label}
        </Button>
        {act.error ? <Failure error={act.error} /> : null}
        {act.data && (made === undefined || done) ? (
          <Alert color="ink" variant="light" role="status">
            {say(act.data.kind === 'propose' ? 'act.proposed' : 'act.done', { act: act.data.id })}
            {done === undefined ? null : (
              <Button
                mt="xs"
                size="compact-sm"
                variant="default"
                display="block"
                onClick={() => setUndoing(done)}
              >
                {say(done.kind === 'propose' ? 'acts.withdraw' : 'acts.undo')}
              </Button>
            )}
          </Alert>
        ) : null}
        {undoing ? (
          <ActDialog pending={{ kind: 'undo', act: undoing }} close={() => setUndoing(undefined)} />
        ) : null}
      </Stack>
    </Panel>
  )
}

const NOTHING = { campaign: '', step: {}, reason: '', for: '1d' }

function Labelled({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId()
  return (
    <fieldset aria-labelledby={id} style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
      <Stack gap={4}>
        <Text id={id} size="sm" fw={500}>
          {title}
        </Text>
        {children}
      </Stack>
    </fieldset>
  )
}
