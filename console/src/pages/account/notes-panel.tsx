// What people wrote on an account, and a line to write more: each stands in the audit, and changes nothing that was found.
import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSay } from '../../messages/language'
import { DataTable } from '../../parts/data-table'
import { NoteInput } from '../../parts/note-input'
import { Panel } from '../../parts/panel'
import { Empty, Failure } from '../../parts/states'
import { Time } from '../../parts/time'
import { type AccountView, service, told } from '../../service/client'
import { meQuery } from '../../service/queries'

export function NotesPanel({ view: { account, notes } }: { readonly view: AccountView }) {
  const say = useSay()
  return (
    <Panel title={say('account.notes')} says={say('account.notesSays')}>
      <DataTable
        caption={say('account.notes')}
        file={`${account}-notes`}
        rows={notes}
        rowId={({ id }) => id}
        sort={{ by: 'at', down: true }}
        empty={<Empty title={say('account.notesNone')} />}
        columns={[
          { id: 'at', title: say('feedback.at'), value: ({ at }) => at, cell: ({ at }) => <Time at={at} /> },
          { id: 'by', title: say('feedback.by'), value: ({ by }) => by },
          { id: 'note', title: say('feedback.note'), value: ({ note }) => note },
        ]}
      />
      <NoteForm account={account} />
    </Panel>
  )
}

function NoteForm({ account }: { readonly account: string }) {
  const say = useSay()
  const queries = useQueryClient()
  const [note, setNote] = useState('')
  const { data: me } = useQuery(meQuery)
  const mayAct = me?.scopes.some((scope) => scope === 'act' || scope === 'admin') === true
  const writing = useMutation({
    mutationFn: () =>
      told(service.POST('/v1/accounts/{id}/notes', { params: { path: { id: account } }, body: { note } })),
    onSuccess: () => {
      setNote('')
      for (const key of ['deeds', 'findings']) void queries.invalidateQueries({ queryKey: [key] })
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (mayAct && note.trim() !== '') writing.mutate()
      }}
    >
      <Stack gap="xs" mt="sm">
        <Group align="flex-end" gap="xs" wrap="nowrap">
          <div style={{ flex: 1 }}>
            <NoteInput label={say('account.note')} isDisabled={!mayAct} value={note} onChange={setNote} />
          </div>
          <Button
            type="submit"
            variant="light"
            disabled={!mayAct || note.trim() === ''}
            loading={writing.isPending}
          >
            {say('feedback.do')}
          </Button>
        </Group>
        {mayAct ? null : (
          <Text size="sm" className="sw-dim">
            {say('act.needsScope')}
          </Text>
        )}
        {writing.data?.account_is === 'unchecked' ? <Text size="sm">{say('account.unchecked')}</Text> : null}
        {writing.error ? <Failure error={writing.error} /> : null}
      </Stack>
    </form>
  )
}
