// The campaign's accounts by pages: however many they are, a page is a page. What is shown, by what it is sorted and who is
// listed is in the address; the service sorts and searches.
import { Alert, Group, NativeSelect, Pagination, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useSay } from '../../messages/language'
import { ColumnChoice } from '../../parts/column-choice'
import { DataTable } from '../../parts/data-table'
import { Panel } from '../../parts/panel'
import { Empty, Failure, Loading } from '../../parts/states'
import { MEMBER_FILTERS, MEMBER_ORDERS, sortOf, sortText } from '../../router'
import { membersQuery, recognisedQuery } from '../../service/queries'
import { allMembers } from '../../service/whole'
import { useMemberColumns, useUsualColumns } from './member-columns'
import { RecognisedPanel } from './recognised-panel'

const route = getRouteApi('/campaigns/$id')
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
  const { sort = '-exchanges', show = 'all', q = '', page = 1, cols } = route.useSearch()
  const navigate = route.useNavigate()
  const offset = (page - 1) * PAGE_ROWS
  const asked = { order: sort, show, search: q }
  const { data, error, isPending } = useQuery(membersQuery(id, { ...asked, offset, limit: PAGE_ROWS }))
  const { data: recognised } = useQuery(recognisedQuery(id))
  const columns = useMemberColumns()
  const usual = useUsualColumns((recognised?.total ?? 0) > 0)
  const shown: readonly string[] = cols?.split('.') ?? usual
  const total = data?.total ?? 0
  type Search = ReturnType<typeof route.useSearch>
  const change = (next: (before: Search) => Search) =>
    void navigate({ search: ({ page: _, ...before }) => next(before), replace: true, resetScroll: false })
  return (
    <Panel title={say('tab.accounts')} says={say('members.says')}>
      <Group gap="xs" mb="xs" align="flex-end">
        <TextInput
          size="xs"
          w={280}
          placeholder={say('members.search')}
          aria-label={say('members.search')}
          value={q}
          onChange={({ currentTarget: { value } }) =>
            change(({ q: _, ...before }) => (value === '' ? before : { ...before, q: value }))
          }
        />
        <NativeSelect
          size="xs"
          aria-label={say('members.show')}
          value={show}
          data={MEMBER_FILTERS.map((value) => ({ value, label: say(`members.show.${value}`) }))}
          onChange={({ currentTarget: { value } }) =>
            change(({ show: _, ...before }) => {
              const wanted = MEMBER_FILTERS.find((one) => one === value && one !== 'all')
              return wanted ? { ...before, show: wanted } : before
            })
          }
        />
        <ColumnChoice
          columns={columns.filter(({ isSavedOnly }) => isSavedOnly !== true)}
          shown={shown}
          onChoose={(chosen) =>
            change(({ cols: _, ...before }) => (chosen ? { ...before, cols: chosen.join('.') } : before))
          }
        />
        {data && total < data.of ? (
          <Text size="xs" className="sw-dim" role="status">
            {say('members.matching', { count: total, of: data.of })}
          </Text>
        ) : null}
      </Group>
      {error ? <Failure error={error} /> : null}
      {isPending ? <Loading rows={8} /> : null}
      {data && data.accounts.length > 0 && data.accounts.every(({ sent }) => !sent) ? (
        <Alert color="gray" mb="xs">
          {say('members.unknown')}
        </Alert>
      ) : null}
      {data ? (
        <DataTable
          caption={say('tab.accounts')}
          file={`${id}-accounts`}
          rows={data.accounts}
          {...(total > data.accounts.length && { all: () => allMembers(id, asked), allCount: total })}
          rowId={(row) => row.id}
          isSorted
          sort={sortOf(sort) ?? { by: 'exchanges', down: true }}
          onSort={(next) => {
            const order = MEMBER_ORDERS.find((one) => one === sortText(next))
            if (order) change((before) => ({ ...before, sort: order }))
          }}
          empty={<Empty title={say('state.noMatches')} />}
          columns={columns.map((column) => ({
            ...column,
            isSavedOnly: column.isSavedOnly === true || !shown.includes(column.id),
          }))}
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
