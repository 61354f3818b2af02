// Columns of a campaign's accounts: what is shown of each, and what a CSV has beside it.
import { useMediaQuery } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useSay, useTerm } from '../../messages/language'
import type { Column } from '../../parts/data-table'
import { Time } from '../../parts/time'
import type { MemberColumn } from '../../router'
import type { MemberPage } from '../../service/client'
import { useFormat } from '../../service/clock'

type Member = MemberPage['accounts'][number]

/** What is shown where nobody chose: on a wide screen, and on a tablet. */
const USUAL: readonly MemberColumn[] = [
  ...(['id', 'probability', 'exchanges', 'tokens', 'first', 'last'] as const),
  ...(['tier', 'standing', 'recognised', 'decision'] as const),
]
const FEW: readonly MemberColumn[] = ['id', 'exchanges', 'last', 'standing', 'decision']
const WIDE = '(min-width: 75em)'

/** @param hasRecognised whether any account was recognised: where none was, the column says nothing */
export function useUsualColumns(hasRecognised: boolean): readonly MemberColumn[] {
  const isWide = useMediaQuery(WIDE, undefined, { getInitialValueInEffect: false }) ?? true
  return (isWide ? USUAL : FEW).filter((id) => id !== 'recognised' || hasRecognised)
}

/** All columns, in the table’s order, with those that are only saved behind the one that they belong to. */
export function useMemberColumns(): readonly Column<Member>[] {
  const say = useSay()
  const term = useTerm()
  const format = useFormat()
  const dim = <span className="sw-dim">–</span>
  const time = (
    id: MemberColumn & ('first' | 'last' | 'signed_up' | 'suspended_at'),
    of: (row: Member) => string | undefined,
  ) => ({
    id,
    title: say(`members.${id}`),
    value: (row: Member) => of(row) ?? '',
    cell: (row: Member) => {
      const at = of(row)
      return at === undefined ? dim : <Time at={at} />
    },
  })
  const text = (id: 'tier' | 'program', of: (row: Member) => string | undefined) => ({
    id,
    title: say(`members.${id}`),
    value: (row: Member) => of(row) ?? '',
    cell: (row: Member) => of(row) ?? dim,
  })
  return [
    {
      id: 'id',
      title: say('column.account'),
      value: ({ id }) => id,
      cell: ({ id }) => (
        <Link to="/accounts/$id" params={{ id }} className="sw-link sw-mono sw-long" title={id}>
          {id}
        </Link>
      ),
    },
    {
      id: 'probability',
      title: say('column.membership'),
      align: 'right',
      value: ({ probability }) => probability,
      cell: ({ probability }) => format.probability(probability),
    },
    {
      id: 'exchanges',
      title: say('column.exchanges'),
      align: 'right',
      value: ({ exchanges }) => exchanges,
      cell: ({ exchanges }) => format.number(exchanges),
    },
    {
      id: 'tokens',
      title: say('members.tokens'),
      align: 'right',
      value: ({ sent }) => (sent ? sent.input_tokens + sent.output_tokens : ''),
      cell: ({ sent }) =>
        sent ? (
          <span
            title={`${say('members.input_tokens')}: ${format.number(sent.input_tokens)} · ${say('members.output_tokens')}: ${format.number(sent.output_tokens)}`}
          >
            {format.compact(sent.input_tokens + sent.output_tokens)}
          </span>
        ) : (
          dim
        ),
    },
    {
      id: 'input_tokens',
      title: say('members.input_tokens'),
      isSavedOnly: true,
      value: ({ sent }) => sent?.input_tokens ?? '',
    },
    {
      id: 'output_tokens',
      title: say('members.output_tokens'),
      isSavedOnly: true,
      value: ({ sent }) => sent?.output_tokens ?? '',
    },
    time('first', ({ sent }) => sent?.first),
    time('last', ({ sent }) => sent?.last),
    {
      id: 'capability',
      title: say('members.capability'),
      value: ({ sent }) => (sent?.capability ? term('capability', sent.capability.name) : ''),
      cell: ({ sent }) =>
        sent?.capability ? (
          <span style={{ whiteSpace: 'nowrap' }}>
            {term('capability', sent.capability.name)}{' '}
            <span className="sw-dim">{format.percent(sent.capability.share)}</span>
          </span>
        ) : (
          dim
        ),
    },
    {
      id: 'capability_share',
      title: say('members.capability_share'),
      isSavedOnly: true,
      value: ({ sent }) => sent?.capability?.share ?? '',
    },
    {
      id: 'models',
      title: say('members.models'),
      value: ({ sent }) => sent?.models ?? '',
      cell: ({ sent }) =>
        sent?.models ? (
          <span className="sw-long" title={sent.models}>
            {sent.models}
          </span>
        ) : (
          dim
        ),
    },
    time('signed_up', ({ signed_up }) => signed_up),
    text('tier', ({ tier }) => tier),
    text('program', ({ program }) => program),
    {
      id: 'standing',
      title: say('members.standing'),
      value: ({ standing }) => (standing ? say(`members.standing.${standing}`) : ''),
      cell: ({ standing, suspended_at, sent }) => {
        if (!standing) return dim
        const since = standing === 'suspended' ? suspended_at : standing === 'quiet' ? sent?.last : undefined
        return (
          <span style={{ whiteSpace: 'nowrap' }}>
            {say(`members.standing.${standing}`)}
            {since === undefined ? null : (
              <span className="sw-dim">
                {' · '}
                <Time at={since} tells="day" />
              </span>
            )}
          </span>
        )
      },
    },
    time('suspended_at', ({ suspended_at }) => suspended_at),
    {
      id: 'recognised',
      title: say('recognised.column'),
      align: 'right',
      value: ({ recognised }) => recognised?.request ?? '',
      cell: ({ recognised }) =>
        recognised ? (
          <>
            {format.number(recognised.request)}{' '}
            <span className="sw-dim">{recognised.kinds.map((kind) => term('trait', kind)).join(', ')}</span>
          </>
        ) : (
          dim
        ),
    },
    {
      id: 'recognised_by',
      title: say('members.recognised_by'),
      isSavedOnly: true,
      value: ({ recognised }) => recognised?.kinds.map((kind) => term('trait', kind)).join(', ') ?? '',
    },
    {
      id: 'decision',
      title: say('column.decision'),
      value: ({ decision }) =>
        decision ? `${term('action', decision.action)} · ${term('mode', decision.mode)}` : '',
      cell: ({ decision }) =>
        decision ? (
          <span
            title={say('account.until', { at: format.time(decision.until) })}
            style={{ whiteSpace: 'nowrap' }}
          >
            {term('action', decision.action)} · {term('mode', decision.mode)}
          </span>
        ) : (
          <span className="sw-dim">{say('decided.nothing')}</span>
        ),
    },
    {
      id: 'until',
      title: say('members.until'),
      isSavedOnly: true,
      value: ({ decision }) => decision?.until ?? '',
    },
  ]
}
