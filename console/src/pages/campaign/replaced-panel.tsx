// Who took the place of whom: pairs as far as times and shared values tell them, and what isn't known.
import { Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useSay, useTerm } from '../../messages/language'
import { DataTable } from '../../parts/data-table'
import { Panel } from '../../parts/panel'
import { Time } from '../../parts/time'
import type { CampaignView, Replacements } from '../../service/client'
import { useFormat } from '../../service/clock'

type Pair = Replacements['pairs'][number]

export function ReplacedPanel({
  view,
  replacements,
}: {
  readonly view: CampaignView
  readonly replacements: Replacements
}) {
  const say = useSay()
  const format = useFormat()
  const { suspended, newcomers, replaced, mean_delay_seconds: delay, pairs } = replacements
  return (
    <Panel title={say('replaced.title')} says={say('replaced.says')}>
      <Text size="sm" mb="xs">
        {say('replaced.counts', { suspended, newcomers })}{' '}
        {replacements.too_many
          ? say('replaced.tooMany')
          : say('replaced.expected', {
              replaced: format.number(Math.round(replaced ?? 0)),
              pairs: pairs.length,
              delay: delay === undefined ? '–' : format.span(delay),
            })}
      </Text>
      {pairs.length === 0 ? null : (
        <div className="sw-beside-table">
          <Pairs pairs={pairs} file={`${view.name}-replaced`} />
        </div>
      )}
      <Text size="xs" className="sw-dim" mt="xs">
        {say('replaced.unknown')}
      </Text>
    </Panel>
  )
}

function Pairs({ pairs, file }: { readonly pairs: readonly Pair[]; readonly file: string }) {
  const say = useSay()
  const term = useTerm()
  const format = useFormat()
  const account = (id: string) => (
    <Link to="/accounts/$id" params={{ id }} className="sw-link sw-mono">
      {id}
    </Link>
  )
  const shareName = (kind: string) => (kind === 'sign-up' ? say('replaced.signUp') : term('trait', kind))
  const delayOf = (pair: Pair) => (Date.parse(pair.first_seen) - Date.parse(pair.suspended_at)) / 1000
  return (
    <DataTable
      caption={say('replaced.title')}
      file={file}
      rows={pairs}
      rowId={(pair) => pair.suspended}
      sort={{ by: 'suspendedAt', down: false }}
      columns={[
        {
          id: 'suspended',
          title: say('replaced.gone'),
          value: (pair) => pair.suspended,
          cell: (pair) => account(pair.suspended),
        },
        {
          id: 'suspendedAt',
          title: say('replaced.when'),
          value: (pair) => pair.suspended_at,
          cell: (pair) => <Time at={pair.suspended_at} />,
        },
        {
          id: 'successor',
          title: say('replaced.successor'),
          value: (pair) => pair.successor,
          cell: (pair) => account(pair.successor),
        },
        {
          id: 'delay',
          title: say('replaced.after'),
          align: 'right',
          value: delayOf,
          cell: (pair) => format.span(delayOf(pair)),
        },
        {
          id: 'probability',
          title: say('column.probability'),
          align: 'right',
          value: (pair) => pair.probability,
          cell: (pair) => format.probability(pair.probability),
        },
        {
          id: 'shares',
          title: say('replaced.shares'),
          isFixed: true,
          value: (pair) => pair.shares.map(({ kind, bits }) => `${shareName(kind)} ${bits}`).join('; '),
          cell: (pair) =>
            pair.shares.length === 0 ? (
              <span className="sw-dim">{say('replaced.timesOnly')}</span>
            ) : (
              <Group gap={8}>
                {pair.shares.map(({ kind, bits }) => (
                  <span key={kind}>
                    {shareName(kind)} <span className="sw-dim">{format.bits(bits)}</span>
                  </span>
                ))}
              </Group>
            ),
        },
      ]}
    />
  )
}
