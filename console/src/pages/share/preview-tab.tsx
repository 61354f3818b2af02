// Value by value, what would leave of a campaign and what stays here. Nothing is sent.
import { Button, MultiSelect, PasswordInput, Select, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useSay, useTell, useTerm } from '../../messages/language'
import { type Column, DataTable } from '../../parts/data-table'
import { Panel } from '../../parts/panel'
import { Prose } from '../../parts/prose'
import { Empty, Failure, Loading } from '../../parts/states'
import { Time } from '../../parts/time'
import { Told } from '../../parts/told'
import { TLP_LEVELS } from '../../router'
import { type ShareAsked, type SharedPreview, type Sharing, service, told } from '../../service/client'
import { useFormat } from '../../service/clock'
import { meQuery, overviewQuery, sharingQuery } from '../../service/queries'
import { ServedPanel } from './served-panel'

const page = getRouteApi('/share')
const KINDS = [
  ...['payment', 'mail', 'phone', 'block', 'signup-block', 'client'],
  ...['parameters', 'system', 'reference', 'template'],
]

type Leaving = SharedPreview['indicators'][number]
type Held = SharedPreview['held'][number]

export function PreviewTab() {
  const say = useSay()
  const term = useTerm()
  const { campaign, for: reader = '', tlp = 'amber+strict' } = page.useSearch()
  const navigate = page.useNavigate()
  const { data: me } = useQuery(meQuery)
  const { data: overview } = useQuery(overviewQuery)
  const { data: sharing } = useQuery(sharingQuery)
  const readers = readersOf(sharing)
  const [collection = '', ...name] = reader.split(' ')
  const [key, setKey] = useState('')
  const [redact, setRedact] = useState<string[]>([])
  const mayLook = me?.scopes.some((scope) => scope === 'act' || scope === 'admin') === true
  const look = useMutation({
    mutationFn: ({ id, body }: { readonly id: string; readonly body: ShareAsked }) =>
      told(service.POST('/v1/campaigns/{id}/shared', { params: { path: { id } }, body: body as never })),
  })
  const lookFor = useMutation({
    mutationFn: ({ id, body }: { readonly id: string; readonly body: ShareAsked }) =>
      told(
        service.POST('/v1/campaigns/{id}/served', {
          params: { path: { id } },
          body: { ...(body as object), client: name.join(' '), collection, tlp } as never,
        }),
      ),
  })
  const asked = reader === '' ? look : lookFor
  const choose = (change: object) => {
    look.reset()
    lookFor.reset()
    void navigate({
      search: ({ open: _, ...before }) => ({ ...before, ...change }),
      replace: true,
      resetScroll: false,
    })
  }
  return (
    <div className="sw-act">
      <section className="sw-panel">
        <Stack gap="sm">
          <Select
            label={say('sharing.campaign')}
            placeholder={say('sharing.choose')}
            searchable
            value={campaign ?? null}
            data={(overview?.campaigns ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(next) => choose({ campaign: next ?? undefined })}
          />
          <Select
            label={say('served.for')}
            description={say(readers.length === 0 ? 'served.forNone' : 'served.forSays')}
            value={reader}
            allowDeselect={false}
            data={[{ value: '', label: say('served.forNobody') }, ...readers]}
            onChange={(next) => choose({ for: next === null || next === '' ? undefined : next })}
          />
          {reader === '' ? null : (
            <Select
              label={say('served.tlp')}
              description={say('served.tlpSays')}
              value={tlp}
              allowDeselect={false}
              data={TLP_LEVELS.map((level) => ({ value: level, label: `TLP:${level.toUpperCase()}` }))}
              onChange={(next) => choose({ tlp: next ?? undefined })}
            />
          )}
          <PasswordInput
            label={say('sharing.key')}
            visibilityToggleButtonProps={{ 'aria-label': say('sharing.showKey') }}
            description={<Prose text={say('sharing.keySays')} />}
            autoComplete="off"
            value={key}
            onChange={({ currentTarget: { value } }) => setKey(value)}
          />
          <MultiSelect
            label={say('sharing.redact')}
            description={say('sharing.redactSays')}
            value={redact}
            onChange={setRedact}
            data={KINDS.map((kind) => ({ value: kind, label: term('trait', kind) }))}
          />
          <Button
            disabled={!mayLook || campaign === undefined}
            loading={asked.isPending}
            onClick={() => {
              if (campaign === undefined) return
              const secret = key.trim()
              asked.mutate({
                id: campaign,
                body: { ...(secret !== '' && { community_key: secret }), suspects: false, redact },
              })
            }}
          >
            {say('sharing.preview')}
          </Button>
          <Text size="xs" className="sw-dim">
            {mayLook ? say('sharing.previewSays') : say('sharing.needsScope')}
          </Text>
        </Stack>
      </section>
      <Stack gap="md" miw={0}>
        {asked.error ? <Failure error={asked.error} /> : null}
        {asked.isPending ? <Loading /> : null}
        {reader === '' && look.data ? (
          <>
            <Leaves preview={look.data} />
            <Stays preview={look.data} />
          </>
        ) : null}
        {reader !== '' && lookFor.data ? <ServedPanel served={lookFor.data} /> : null}
        {asked.isIdle ? (
          <section className="sw-panel">
            <Empty title={say('sharing.previewFirst')} />
          </section>
        ) : null}
      </Stack>
    </div>
  )
}

/** Who may read which collection, to be chosen from. */
function readersOf(sharing: Sharing | undefined): { readonly value: string; readonly label: string }[] {
  return (sharing?.collections ?? []).flatMap(({ id, title, clients }) =>
    clients
      .filter(({ reads }) => reads)
      .map(({ name }) => ({ value: `${id} ${name}`, label: `${name} · ${title}` })),
  )
}

function Leaves({ preview: { indicators, name } }: { readonly preview: SharedPreview }) {
  const say = useSay()
  const term = useTerm()
  const format = useFormat()
  const columns: readonly Column<Leaving>[] = [
    { id: 'kind', title: say('sharing.kind'), value: ({ kind }) => term('trait', kind) },
    {
      id: 'here',
      title: say('sharing.here'),
      value: ({ original }) => original,
      cell: ({ original }) => <Value text={original} />,
    },
    {
      id: 'shared',
      title: say('sharing.asShared'),
      value: ({ value }) => value,
      cell: ({ value }) => <Value text={value} />,
    },
    {
      id: 'form',
      title: say('sharing.form'),
      value: ({ form }) => say(`sharing.form.${form as 'plain' | 'pseudonym' | 'sketch'}`),
    },
    { id: 'accounts', title: say('sharing.accounts'), align: 'right', value: ({ accounts }) => accounts },
    {
      id: 'bits',
      title: say('sharing.bits'),
      align: 'right',
      value: ({ bits }) => bits,
      cell: ({ bits }) => format.bits(bits),
    },
    {
      id: 'confidence',
      title: say('sharing.confidence'),
      align: 'right',
      value: ({ confidence }) => confidence,
      cell: ({ confidence }) => format.percent(confidence),
    },
    {
      id: 'until',
      title: say('sharing.until'),
      value: ({ validUntil }) => validUntil,
      cell: ({ validUntil }) => <Time at={validUntil} />,
    },
  ]
  return (
    <Panel title={`${say('sharing.leaves')}: ${indicators.length}`} says={say('sharing.leavesSays')}>
      <DataTable
        caption={say('sharing.leaves')}
        columns={columns}
        rows={indicators}
        rowId={({ kind, original }) => `${kind} ${original}`}
        file={`${name}-leaves`}
        empty={<Empty title={say('sharing.leavesNothing')} />}
      />
    </Panel>
  )
}

function Stays({ preview: { held, name } }: { readonly preview: SharedPreview }) {
  const say = useSay()
  const tell = useTell()
  const term = useTerm()
  const columns: readonly Column<Held>[] = [
    { id: 'kind', title: say('sharing.kind'), value: ({ kind }) => term('trait', kind) },
    {
      id: 'here',
      title: say('sharing.here'),
      value: ({ original }) => original,
      cell: ({ original }) => <Value text={original} />,
    },
    { id: 'accounts', title: say('sharing.accounts'), align: 'right', value: ({ accounts }) => accounts },
    { id: 'outside', title: say('sharing.outside'), align: 'right', value: ({ outside }) => outside },
    {
      id: 'why',
      title: say('sharing.why'),
      value: ({ why, said }) => tell(why, said).text,
      cell: ({ why, said }) => <Told text={why} said={said} />,
    },
  ]
  return (
    <Panel title={`${say('sharing.held')}: ${held.length}`} says={say('sharing.heldSays')}>
      <DataTable
        caption={say('sharing.held')}
        columns={columns}
        rows={held}
        rowId={({ kind, original }) => `${kind} ${original}`}
        file={`${name}-held-back`}
        empty={<Empty title={say('sharing.heldNothing')} />}
      />
    </Panel>
  )
}

/** Characters of a value that are shown; a sketch has thousands. The table saves all of them. */
const MOST_SHOWN = 48

function Value({ text }: { readonly text: string }) {
  const shown = text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text
  return (
    <span className="sw-mono" style={{ overflowWrap: 'anywhere' }}>
      {shown}
    </span>
  )
}
