// What the service says of a policy: what stands in its way, what it changes, and whom it would hit.
import { Alert, Stack, Text } from '@mantine/core'
import { useSay, useTerm } from '../../messages/language'
import { type Column, DataTable } from '../../parts/data-table'
import { Panel } from '../../parts/panel'
import { Told } from '../../parts/told'
import type { PolicyReview } from '../../service/client'
import { useFormat } from '../../service/clock'

type Hit = NonNullable<PolicyReview['preview']>['rules'][number]
const WHAT = {
  rule: 'policy.what.rule',
  exemption: 'policy.what.exemption',
  reason: 'policy.what.reason',
} as const
const CHANGES = { added: 'policy.added', removed: 'policy.removed', changed: 'policy.changedOne' } as const

export function ReviewPanel({ review }: { readonly review: PolicyReview }) {
  const say = useSay()
  const { mistakes, obstacle, changes, preview } = review
  // Told as `rule NAME`; of a setting as its name alone.
  const named = (what: string) => {
    const [kind = '', ...name] = what.split(' ')
    return kind in WHAT
      ? say(WHAT[kind as keyof typeof WHAT], { name: name.join(' ') })
      : say('policy.what.setting', { name: what })
  }
  return (
    <>
      <Panel title={say('policy.reviewTitle')}>
        <Stack gap="sm">
          {mistakes.length > 0 ? <Text size="sm">{say('policy.reviewMistakes')}</Text> : null}
          {obstacle ? (
            <Alert color="yellow" variant="light" role="alert" title={say('policy.obstacle')}>
              <div>
                <Told text={obstacle.says} said={obstacle.said.says} />
              </div>
              <div>
                <Told text={obstacle.next} said={obstacle.said.next} />
              </div>
            </Alert>
          ) : null}
          {mistakes.length > 0 ? null : changes.length === 0 ? (
            <Text size="sm">{say('policy.unchanged')}</Text>
          ) : (
            <div>
              <Text size="xs" className="sw-dim">
                {say('policy.changed')}
              </Text>
              <ul className="sw-list">
                {changes.map(({ what, change, details }) => (
                  <li key={what}>
                    <strong>{named(what)}</strong> · {say(CHANGES[change])}
                    {details.map((detail) => (
                      <div key={detail} className="sw-mono sw-dim" style={{ overflowWrap: 'anywhere' }}>
                        {detail}
                      </div>
                    ))}
                  </li>
                ))}
              </ul>
            </div>
          )}
        </Stack>
      </Panel>
      {preview ? <Hits preview={preview} /> : null}
    </>
  )
}

function Hits({ preview }: { readonly preview: NonNullable<PolicyReview['preview']> }) {
  const say = useSay()
  const term = useTerm()
  const format = useFormat()
  const { accounts, cleared, rules } = preview
  const number = (id: string, title: string, value: (row: Hit) => number): Column<Hit> => ({
    id,
    title,
    align: 'right',
    value,
    cell: (row) => format.number(value(row)),
  })
  const columns: readonly Column<Hit>[] = [
    {
      id: 'rule',
      title: say('policy.rule'),
      value: ({ rule }) => rule,
      cell: ({ rule }) => <span style={{ whiteSpace: 'nowrap' }}>{rule}</span>,
    },
    { id: 'action', title: say('act.step'), value: ({ action }) => term('action', action) },
    { id: 'mode', title: say('act.mode'), value: ({ mode }) => say(`act.mode.${mode}`) },
    number('accounts', say('column.accounts'), (row) => row.accounts),
    number('own', say('preview.own'), (row) => row.exchanges),
    number('other', say('preview.otherExchanges'), (row) => row.otherExchanges),
    {
      id: 'alike',
      title: say('preview.lookAlike'),
      value: ({ lookAlikes }) =>
        Object.entries(lookAlikes)
          .map(([name, count]) => `${term('explanation', name)} ${count}`)
          .join(', '),
    },
  ]
  return (
    <Panel
      title={say('policy.hits')}
      says={say('policy.hitsSays', {
        enforced: accounts.enforced,
        shadow: accounts.shadow,
        none: accounts.none,
        cleared: cleared.hit,
      })}
    >
      <DataTable
        caption={say('policy.hits')}
        columns={columns}
        rows={rules}
        rowId={({ rule, mode }) => `${rule} ${mode}`}
        file="policy-preview"
      />
    </Panel>
  )
}
