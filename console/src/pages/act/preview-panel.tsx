// Whom a step would hit: how many, how much honest use it touches, who stands in a cleared group too, and each account.
import { Alert, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { type MessageKey, useSay, useTerm } from '../../messages/language'
import { CustomerTold } from '../../parts/customer-told'
import { type Column, DataTable } from '../../parts/data-table'
import { Panel } from '../../parts/panel'
import { Empty, Failure, Loading } from '../../parts/states'
import type { AccountEffect, ActPreview, StepAsked } from '../../service/client'
import { useFormat } from '../../service/clock'
import { previewQuery } from '../../service/queries'
import { allEffects } from '../../service/whole'
import { EffectInWords } from './effect-in-words'
import { ShareFigure } from './share-figure'

const NOTHING = { campaign: '', step: {}, reason: '', for: '1d' }

export function PreviewPanel({ asked }: { readonly asked: StepAsked | undefined }) {
  const say = useSay()
  const { data, error, isPending, isPlaceholderData } = useQuery({
    ...previewQuery(asked ?? NOTHING),
    enabled: asked !== undefined,
  })
  if (!asked)
    return (
      <Panel title={say('preview.title')} says={say('preview.says')}>
        <Empty title={say('preview.choose')} />
      </Panel>
    )
  return (
    <Stack gap="md" miw={0} aria-busy={isPlaceholderData} style={{ opacity: isPlaceholderData ? 0.6 : 1 }}>
      <Panel title={say('preview.title')} says={say('preview.says')}>
        {error ? <Failure error={error} /> : null}
        {isPending ? <Loading rows={4} /> : null}
        {data && !error ? <Effect preview={data} asked={asked} /> : null}
      </Panel>
      {data && !error ? (
        <>
          <Panel title={say('told.title')} says={say('told.titleSays')}>
            {asked.step.mode === 'enforce' ? null : (
              <Text size="sm" className="sw-dim" mb={6}>
                {say('told.inShadow')}
              </Text>
            )}
            <CustomerTold told={data.told} />
          </Panel>
          <ShareFigure shares={data.shares} name={data.name} />
          <Accounts preview={data} asked={asked} />
        </>
      ) : null}
    </Stack>
  )
}

function Effect({ preview, asked }: { readonly preview: ActPreview; readonly asked: StepAsked }) {
  const { counts, effects } = preview
  const say = useSay()
  const term = useTerm()
  const format = useFormat()
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const touched = effects.find(({ mode }) => mode === (counts.enforced > 0 ? 'enforce' : 'shadow'))
  const lookAlikes = Object.entries(touched?.lookAlikes ?? {})
  const stats = [
    [say('preview.enforced'), counts.enforced, say('preview.ofCampaign', { total })],
    [say('preview.shadow'), counts.shadow, ''],
    [say('preview.exempt'), counts.exempt, ''],
    [say('preview.harder'), counts.harder, ''],
    [say('preview.unsure'), counts.unsure, ''],
    [say('preview.otherExchanges'), touched?.otherExchanges ?? 0, say('preview.otherSays')],
  ] as const
  return (
    <Stack gap="sm">
      <EffectInWords preview={preview} asked={asked} />
      <dl className="sw-stats" style={{ margin: 0, gridTemplateColumns: 'repeat(3, minmax(0, 1fr))' }}>
        {stats.map(([title, value, says]) => (
          <div key={title} className="sw-stat">
            <dt>{title}</dt>
            <dd>{format.number(value)}</dd>
            {says === '' ? null : <dd>{says}</dd>}
          </div>
        ))}
      </dl>
      {touched === undefined ? (
        <Text size="sm">{say(counts.harder > 0 ? 'preview.nobodyMore' : 'preview.nobody')}</Text>
      ) : null}
      {lookAlikes.length > 0 ? (
        <Alert color="yellow" variant="light" role="alert">
          {say('preview.lookAlikes', {
            count: lookAlikes.reduce((sum, [, count]) => sum + count, 0),
            groups: lookAlikes.map(([name, count]) => `${term('explanation', name)} (${count})`).join(', '),
          })}
        </Alert>
      ) : null}
      {touched ? (
        <Group gap="xl" align="flex-start" role="group" aria-label={say('preview.who')}>
          <Split title={say('preview.tier')} counts={touched.tiers} />
          <Split title={say('preview.program')} counts={touched.programs} />
          <Split title={say('preview.declared')} counts={touched.declared} />
        </Group>
      ) : null}
    </Stack>
  )
}

function Split({
  title,
  counts,
}: {
  readonly title: string
  readonly counts: Readonly<Record<string, number>>
}) {
  const say = useSay()
  const format = useFormat()
  return (
    <div>
      <Text size="xs" className="sw-dim">
        {title}
      </Text>
      <dl className="sw-facts">
        {Object.entries(counts).map(([name, count]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dd>{name === 'none' ? say('preview.none') : name}</dd>
            <dd className="sw-number">{format.number(count)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function Accounts({
  preview: { accounts, counts },
  asked,
}: {
  readonly preview: ActPreview
  readonly asked: StepAsked
}) {
  const say = useSay()
  const term = useTerm()
  const format = useFormat()
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const columns = useMemo((): readonly Column<AccountEffect>[] => {
    const text = (id: MessageKey, value: (row: AccountEffect) => string): Column<AccountEffect> => ({
      id,
      title: say(id),
      value,
    })
    const number = (id: MessageKey, value: (row: AccountEffect) => number): Column<AccountEffect> => ({
      id,
      title: say(id),
      align: 'right',
      value,
      cell: (row) => format.number(value(row)),
    })
    return [
      {
        ...text('act.exemptAccount', (row) => row.account),
        cell: ({ account }) => (
          <Link to="/accounts/$id" params={{ id: account }} className="sw-link sw-mono">
            {account}
          </Link>
        ),
      },
      text('preview.effect', ({ effect }) => say(`preview.${effect}`)),
      text('preview.before', ({ before }) => (before === undefined ? '' : term('action', before))),
      {
        ...number('preview.membership', (row) => row.membership),
        cell: (row) => format.probability(row.membership),
      },
      number('preview.own', (row) => row.exchanges),
      number('preview.otherExchanges', (row) => row.otherExchanges),
      text('preview.lookAlike', ({ lookAlike }) =>
        lookAlike === undefined ? '' : term('explanation', lookAlike),
      ),
      text('preview.org', (row) => row.org),
      text('preview.tier', (row) => row.tier),
      text('preview.declared', (row) => row.declared),
    ]
  }, [say, term, format])
  return (
    <Panel title={say('preview.accounts')} says={say('preview.accountsSays')}>
      <div className="sw-tall">
        <DataTable
          caption={say('preview.accounts')}
          columns={columns}
          rows={accounts}
          rowId={({ account }) => account}
          file="preview-accounts"
          {...(total > accounts.length && { all: () => allEffects(asked) })}
          footer={
            <Text size="xs" className="sw-dim">
              {say('preview.shown', { shown: accounts.length, total })}
            </Text>
          }
          empty={<Empty title={say('preview.nobody')} />}
        />
      </div>
    </Panel>
  )
}
