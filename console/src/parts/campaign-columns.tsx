// Columns of lists of campaigns.
import { Link } from '@tanstack/react-router'
import { type MessageKey, useSay, useTerm } from '../messages/language'
import type { ListedCampaign } from '../service/client'
import { useFormat } from '../service/clock'
import { nameOf } from './campaign-name'
import type { Column } from './data-table'
import { Spark } from './spark'
import { Time } from './time'
import { Verdict } from './verdict'

const MOST_CAPABILITIES = 2

/** All columns by id; pages choose of them. */
export function useCampaignColumns(): (ids: readonly string[]) => Column<ListedCampaign>[] {
  const say = useSay()
  const term = useTerm()
  const format = useFormat()
  const title = (id: string) => say(`column.${id}` as MessageKey)
  const number = (id: string, value: (row: ListedCampaign) => number): Column<ListedCampaign> => ({
    id,
    title: title(id),
    align: 'right',
    value,
    cell: (row) => format.number(value(row)),
  })
  const time = (id: string, value: (row: ListedCampaign) => string): Column<ListedCampaign> => ({
    id,
    title: title(id),
    value,
    cell: (row) => <Time at={value(row)} tells="day" />,
  })
  const all: readonly Column<ListedCampaign>[] = [
    {
      id: 'name',
      title: title('name'),
      value: nameOf,
      cell: (row) => (
        <Link
          to="/campaigns/$id"
          params={{ id: row.id }}
          className="sw-link sw-long"
          title={nameOf(row)}
          style={{ fontWeight: 560 }}
        >
          {nameOf(row)}
        </Link>
      ),
    },
    {
      id: 'verdict',
      title: title('verdict'),
      value: (row) => term('verdict', row.verdict),
      cell: (row) => <Verdict verdict={row.verdict} />,
    },
    {
      id: 'said',
      title: title('said'),
      value: ({ said }) => (said?.answer ? say(`feedback.answer.${said.answer.kind}`) : ''),
      cell: ({ said }) =>
        said?.answer === undefined ? (
          ''
        ) : (
          <span title={said.answer.by}>{say(`feedback.answer.${said.answer.kind}`)}</span>
        ),
    },
    {
      id: 'explanation',
      title: title('explanation'),
      value: (row) => (row.explanation === undefined ? '' : term('explanation', row.explanation)),
    },
    {
      id: 'state',
      title: title('state'),
      value: (row) => (row.state === undefined ? '' : term('state', row.state)),
      cell: (row) => (
        <span className={row.state === 'dormant' ? 'sw-dim' : undefined} style={{ whiteSpace: 'nowrap' }}>
          {row.state === undefined ? '' : term('state', row.state)}
        </span>
      ),
    },
    {
      id: 'probability',
      title: title('probability'),
      align: 'right',
      value: (row) => row.probability,
      cell: (row) => <span style={{ whiteSpace: 'nowrap' }}>{format.probability(row.probability)}</span>,
    },
    number('accounts', (row) => row.accounts),
    number('exchanges', (row) => row.exchanges),
    {
      ...number('outputTokens', (row) => row.output_tokens),
      cell: (row) => (
        <span title={format.number(row.output_tokens)}>{format.compact(row.output_tokens)}</span>
      ),
    },
    {
      id: 'cost',
      title: title('cost'),
      align: 'right',
      value: ({ cost }) => cost?.amount ?? 0,
      cell: ({ cost }) =>
        cost === undefined ? (
          ''
        ) : (
          <span
            {...(cost.unpriced_tokens > 0 && {
              title: say('campaign.unpriced', { tokens: format.compact(cost.unpriced_tokens) }),
            })}
          >
            {format.money(cost.amount, cost.currency)}
          </span>
        ),
    },
    {
      id: 'capabilities',
      title: title('capabilities'),
      isFixed: true,
      value: (row) =>
        capabilitiesOf(row)
          .map(([name, share]) => `${term('capability', name)} ${(100 * share).toFixed(0)} %`)
          .join(', '),
      cell: (row) => (
        <span style={{ whiteSpace: 'nowrap' }}>
          {capabilitiesOf(row)
            .slice(0, MOST_CAPABILITIES)
            .map(
              ([name, share]) =>
                `${term('capability', name)} ${format.percent(Math.round(share * 100) / 100)}`,
            )
            .join(' · ')}
        </span>
      ),
    },
    {
      id: 'life',
      title: title('life'),
      isFixed: true,
      value: (row) => row.life.join(' '),
      cell: (row) => (
        <Spark values={row.life} label={`${row.name}: ${title('life')}`} color={`var(--sw-${row.verdict})`} />
      ),
    },
    {
      id: 'decisions',
      title: title('decisions'),
      value: (row) => row.decisions.enforced,
      cell: ({ id, decisions: { enforced, shadow } }) => (
        <Link to="/act" search={{ campaign: id }} className="sw-link" style={{ whiteSpace: 'nowrap' }}>
          {enforced + shadow === 0
            ? say('decided.nothing')
            : [
                enforced > 0 ? say('decided.enforced', { count: enforced }) : '',
                shadow > 0 ? say('decided.shadow', { count: shadow }) : '',
              ]
                .filter((text) => text !== '')
                .join(' · ')}
        </Link>
      ),
    },
    time('firstSeen', (row) => row.first_seen),
    time('lastSeen', (row) => row.last_seen),
  ]
  return (ids) => ids.flatMap((id) => all.find((column) => column.id === id) ?? [])
}

export function capabilitiesOf({
  capabilities,
}: Pick<ListedCampaign, 'capabilities'>): (readonly [string, number])[] {
  return Object.entries(capabilities)
    .filter(([, share]) => share > 0)
    .sort(([, a], [, b]) => b - a)
}
