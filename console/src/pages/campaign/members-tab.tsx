// The campaign's accounts by pages: however many they are, a page is a page.
import { Group, Pagination, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useSay, useTerm } from '../../messages/language'
import { DataTable } from '../../parts/data-table'
import { Panel } from '../../parts/panel'
import { Empty, Failure, Loading } from '../../parts/states'
import { MEMBER_ORDERS, sortOf } from '../../router'
import type { MemberPage } from '../../service/client'
import { useFormat } from '../../service/clock'
import { membersQuery } from '../../service/queries'
import { allMembers } from '../../service/whole'
import { RecognisedPanel } from './recognised-panel'

const route = getRouteApi('/campaigns/$id')
type Member = MemberPage['accounts'][number]
const PAGE_ROWS = 50

export function MembersTab({ id }: { readonly id: string }) {
  return (
    <Stack gap="md">
      <Members id={id} />
      <RecognisedPanel id={id} />
    </Stack>
  )
}

function Members({ id }: { readonly id: string }) {
  const say = useSay()
  const term = useTerm()
  const format = useFormat()
  const { sort = '-exchanges', q = '', page = 1 } = route.useSearch()
  const navigate = route.useNavigate()
  const offset = (page - 1) * PAGE_ROWS
  const { data, error, isPending } = useQuery(
    membersQuery(id, { order: sort, search: q, offset, limit: PAGE_ROWS }),
  )
  const total = data?.total ?? 0
  return (
    <Panel
      title={say('tab.accounts')}
      tools={
        <TextInput
          size="xs"
          w={240}
          placeholder={say('accounts.search')}
          aria-label={say('accounts.search')}
          value={q}
          onChange={({ currentTarget: { value } }) =>
            void navigate({
              search: ({ q: _, page: __, ...before }) => (value === '' ? before : { ...before, q: value }),
              replace: true,
              resetScroll: false,
            })
          }
        />
      }
    >
      {error ? <Failure error={error} /> : null}
      {isPending ? <Loading rows={8} /> : null}
      {data ? (
        <DataTable
          caption={say('tab.accounts')}
          file={`${id}-accounts`}
          rows={data.accounts}
          {...(total > data.accounts.length && { all: () => allMembers(id, { order: sort, search: q }) })}
          rowId={(row) => row.id}
          isSorted
          sort={sortOf(sort) ?? { by: 'exchanges', down: true }}
          onSort={({ by, down }) => {
            const order = MEMBER_ORDERS.find((one) => one === `${down ? '-' : ''}${by}`)
            if (order)
              void navigate({
                search: ({ page: _, ...before }) => ({ ...before, sort: order }),
                replace: true,
                resetScroll: false,
              })
          }}
          empty={<Empty title={say('state.noMatches')} />}
          columns={[
            {
              id: 'id',
              title: say('column.account'),
              value: (row) => row.id,
              cell: (row) => (
                <Link to="/accounts/$id" params={{ id: row.id }} className="sw-link sw-mono">
                  {row.id}
                </Link>
              ),
            },
            {
              id: 'probability',
              title: say('column.membership'),
              align: 'right',
              value: (row) => row.probability,
              cell: (row) => format.probability(row.probability),
            },
            {
              id: 'exchanges',
              title: say('column.exchanges'),
              align: 'right',
              value: (row) => row.exchanges,
              cell: (row) => format.number(row.exchanges),
            },
            ...(data.accounts.some(({ recognised }) => recognised)
              ? [
                  {
                    id: 'recognised',
                    title: say('recognised.column'),
                    align: 'right' as const,
                    isFixed: true,
                    value: ({ recognised }: Member) => recognised?.request ?? '',
                    cell: ({ recognised }: Member) =>
                      recognised ? (
                        <>
                          {format.number(recognised.request)}{' '}
                          <span className="sw-dim">
                            {recognised.kinds.map((kind) => term('trait', kind)).join(', ')}
                          </span>
                        </>
                      ) : (
                        <span className="sw-dim">–</span>
                      ),
                  },
                ]
              : []),
            {
              id: 'decision',
              title: say('column.decision'),
              isFixed: true,
              value: ({ decision }) =>
                decision ? `${term('action', decision.action)} · ${term('mode', decision.mode)}` : '',
              cell: ({ decision }) =>
                decision ? (
                  <>
                    {term('action', decision.action)} · {term('mode', decision.mode)} ·{' '}
                    {say('account.until', { at: format.time(decision.until) })}
                  </>
                ) : (
                  <span className="sw-dim">{say('decided.nothing')}</span>
                ),
            },
          ]}
          footer={
            <Group gap="md">
              <Text size="xs" className="sw-dim">
                {say('table.range', {
                  from: Math.min(offset + 1, total),
                  to: Math.min(offset + PAGE_ROWS, total),
                  total,
                })}
              </Text>
              {total > PAGE_ROWS ? (
                <Pagination
                  size="xs"
                  total={Math.ceil(total / PAGE_ROWS)}
                  value={page}
                  onChange={(next) =>
                    void navigate({
                      search: ({ page: _, ...before }) => (next === 1 ? before : { ...before, page: next }),
                      resetScroll: false,
                    })
                  }
                  getControlProps={(control) => ({
                    'aria-label': control === 'previous' ? say('table.previous') : say('table.next'),
                  })}
                />
              ) : null}
            </Group>
          }
        />
      ) : null}
    </Panel>
  )
}
