// What to say of a campaign, and in which words.
import { Alert, Button, SegmentedControl, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSay, useTerm } from '../../messages/language'
import { nameOf } from '../../parts/campaign-name'
import { Panel } from '../../parts/panel'
import { Failure } from '../../parts/states'
import { type CampaignView, type FeedbackAsked, service, told } from '../../service/client'
import { feedbackQuery, meQuery, overviewQuery } from '../../service/queries'

const KINDS = ['confirm', 'dismiss', 'rename', 'note', 'split', 'merge'] as const
type Kind = (typeof KINDS)[number]
type Reason = Extract<FeedbackAsked, { kind: 'dismiss' }>['reason']

interface Draft {
  readonly note: string
  readonly alias: string
  readonly reason: Reason
  readonly other: string
  readonly accounts: string
}
const NOTHING: Draft = { note: '', alias: '', reason: 'other', other: '', accounts: '' }

export function FeedbackForm({ view }: { readonly view: CampaignView }) {
  const say = useSay()
  const term = useTerm()
  const queries = useQueryClient()
  const [kind, setKind] = useState<Kind>('confirm')
  const [draft, setDraft] = useState(NOTHING)
  const { data: me } = useQuery(meQuery)
  const { data: overview } = useQuery(overviewQuery)
  const { data: before } = useQuery(feedbackQuery(view.id))
  const reasons = before?.reasons ?? []
  const mayAct = me?.scopes.some((scope) => scope === 'act' || scope === 'admin') === true
  const asked = askedOf(view.id, kind, draft)
  const saying = useMutation({
    mutationFn: (body: FeedbackAsked) => told(service.POST('/v1/feedback', { body })),
    onSuccess: () => {
      setDraft(NOTHING)
      for (const key of ['deeds', 'findings']) void queries.invalidateQueries({ queryKey: [key] })
    },
  })
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }))
  const others = [...(overview?.campaigns ?? []), ...(overview?.cleared ?? [])].filter(
    ({ id }) => id !== view.id,
  )
  return (
    <Panel title={say('feedback.say')} says={say('feedback.changesNothing')}>
      <Stack gap="sm" maw={640}>
        <SegmentedControl
          aria-label={say('feedback.what')}
          value={kind}
          data={KINDS.map((value) => ({ value, label: say(`feedback.kind.${value}`) }))}
          onChange={(value) => {
            setKind(value as Kind)
            saying.reset()
          }}
        />
        <Text size="sm">{say(`feedback.kindSays.${kind}`)}</Text>
        {kind === 'dismiss' ? (
          <Select
            label={say('feedback.reason')}
            allowDeselect={false}
            value={draft.reason}
            data={reasons.map((value) => ({ value, label: term('explanation', value) }))}
            onChange={(value) => set({ reason: (value ?? 'other') as Reason })}
          />
        ) : null}
        {kind === 'rename' ? (
          <TextInput
            label={say('feedback.alias')}
            maxLength={80}
            value={draft.alias}
            onChange={({ currentTarget: { value } }) => set({ alias: value })}
          />
        ) : null}
        {kind === 'split' ? (
          <Textarea
            label={say('feedback.accounts')}
            autosize
            minRows={3}
            maxRows={10}
            value={draft.accounts}
            onChange={({ currentTarget: { value } }) => set({ accounts: value })}
          />
        ) : null}
        {kind === 'merge' ? (
          <Select
            label={say('feedback.other')}
            searchable
            value={draft.other === '' ? null : draft.other}
            data={others.map((one) => ({ value: one.id, label: nameOf(one) }))}
            onChange={(value) => set({ other: value ?? '' })}
          />
        ) : null}
        <TextInput
          label={say('feedback.note')}
          maxLength={2000}
          value={draft.note}
          onChange={({ currentTarget: { value } }) => set({ note: value })}
        />
        {mayAct ? null : (
          <Text size="sm" className="sw-dim">
            {say('act.needsScope')}
          </Text>
        )}
        <Button
          disabled={!mayAct || asked === undefined}
          loading={saying.isPending}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => {
            if (asked) saying.mutate(asked)
          }}
        >
          {say('feedback.do')}
        </Button>
        {saying.error ? <Failure error={saying.error} /> : null}
        {saying.data ? (
          <Alert color="ink" variant="light" role="status">
            {say('feedback.done', { name: saying.data.name })}
          </Alert>
        ) : null}
      </Stack>
    </Panel>
  )
}

/** What the service is asked to write down; undefined while something is missing. */
function askedOf(campaign: string, kind: Kind, draft: Draft): FeedbackAsked | undefined {
  const note = draft.note.trim()
  if (kind === 'confirm') return { kind, campaign, note }
  if (kind === 'rename') return { kind, campaign, note, alias: draft.alias.trim() }
  if (note === '') return undefined
  if (kind === 'dismiss') return { kind, campaign, note, reason: draft.reason }
  if (kind === 'note') return { kind, campaign, note }
  if (kind === 'merge') return draft.other === '' ? undefined : { kind, campaign, note, other: draft.other }
  const accounts = draft.accounts.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
  return accounts.length === 0 ? undefined : { kind, campaign, note, accounts }
}
