// Sparing an account or a campaign, and opening a case again on the customer's word.
import { Alert, Button, Checkbox, SegmentedControl, Select, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useSay } from '../../messages/language'
import { AccountInput, useKnown } from '../../parts/account-input'
import { nameOf } from '../../parts/campaign-name'
import { NoteInput } from '../../parts/note-input'
import { Panel } from '../../parts/panel'
import { Failure } from '../../parts/states'
import type { ActAsked, ListedCampaign } from '../../service/client'
import { meQuery } from '../../service/queries'
import { useAct } from './use-act'

const page = getRouteApi('/act')
const SPANS = [7, 30, 90, 180, 365]
const USUAL_DAYS = 30

export function SpareForm({
  kind,
  campaigns,
}: {
  readonly kind: 'exempt' | 'appeal'
  readonly campaigns: readonly ListedCampaign[]
}) {
  const say = useSay()
  const { account = '', campaign, days = USUAL_DAYS } = page.useSearch()
  const navigate = page.useNavigate()
  const [whom, setWhom] = useState<'account' | 'campaign'>('account')
  const [note, setNote] = useState('')
  const act = useAct()
  const { data: me } = useQuery(meQuery)
  const mayAct = me?.scopes.some((scope) => scope === 'act' || scope === 'admin') === true
  const isCampaign = kind === 'exempt' && whom === 'campaign'
  const known = useKnown(account.trim())
  const [isMeant, setIsMeant] = useState(false)
  // An id that nobody ever saw is mistyped, or means an account before its first request: that is said explicitly.
  const isTaken =
    known === 'known' || known === 'unchecked' || (known === 'unknown' && kind === 'exempt' && isMeant)
  const isWhole =
    note.trim() !== '' && (isCampaign ? campaign !== undefined : account.trim() !== '' && isTaken)
  const asked: ActAsked =
    kind === 'appeal'
      ? { kind, account: account.trim(), note: note.trim() }
      : {
          kind,
          note: note.trim(),
          for: `${days}d`,
          ...(isCampaign
            ? { campaign: campaign ?? '' }
            : { account: account.trim(), ...(known === 'unknown' && isMeant && { unknown: true as const }) }),
        }
  const set = (change: { account?: string; campaign?: string; days?: number }) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false })
  return (
    <Panel
      title={say(`act.kind.${kind}`)}
      says={say(kind === 'exempt' ? 'act.exemptSays' : 'act.appealSays')}
    >
      <Stack gap="sm" maw={520}>
        {kind === 'exempt' ? (
          <SegmentedControl
            aria-label={say('act.exemptWhom')}
            value={whom}
            data={[
              { value: 'account', label: say('act.exemptAccount') },
              { value: 'campaign', label: say('act.exemptCampaign') },
            ]}
            onChange={(value) => setWhom(value as typeof whom)}
          />
        ) : null}
        {isCampaign ? (
          <Select
            label={say('act.campaign')}
            placeholder={say('act.chooseCampaign')}
            searchable
            value={campaign ?? null}
            data={campaigns.map(({ id, ...named }) => ({ value: id, label: nameOf(named) }))}
            onChange={(value) => set(value === null ? {} : { campaign: value })}
          />
        ) : (
          <>
            <AccountInput
              label={say(kind === 'exempt' ? 'act.exemptAccount' : 'act.appealAccount')}
              value={account}
              known={known}
              onChange={(value) => {
                setIsMeant(false)
                set({ account: value })
              }}
            />
            {known === 'unknown' && kind === 'exempt' ? (
              <Checkbox
                label={say('account.unknownMeant')}
                checked={isMeant}
                onChange={({ currentTarget: { checked } }) => setIsMeant(checked)}
              />
            ) : null}
          </>
        )}
        {kind === 'exempt' ? (
          <Select
            label={say('act.for')}
            value={String(days)}
            allowDeselect={false}
            data={[...new Set([...SPANS, days])]
              .sort((a, b) => a - b)
              .map((span) => ({ value: String(span), label: say('act.days', { count: span }) }))}
            onChange={(value) => set({ days: Number(value) })}
          />
        ) : null}
        <NoteInput value={note} onChange={setNote} />
        {mayAct ? null : (
          <Text size="sm" className="sw-dim">
            {say('act.needsScope')}
          </Text>
        )}
        <Button
          disabled={!mayAct || !isWhole}
          loading={act.isPending}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => act.mutate(asked, { onSuccess: () => setNote('') })}
        >
          {say(kind === 'exempt' ? 'act.exemptDo' : 'act.appealDo')}
        </Button>
        {act.error ? <Failure error={act.error} /> : null}
        {act.data ? (
          <Alert color="ink" variant="light" role="status">
            {say('act.done', { act: act.data.id })}
            {act.data.account_is === 'unknown'
              ? ` ${say('account.doneUnknown', { account: act.data.account })}`
              : ''}
            {act.data.account_is === 'unchecked'
              ? ` ${say('account.doneUnchecked', { account: act.data.account })}`
              : ''}
          </Alert>
        ) : null}
      </Stack>
    </Panel>
  )
}
