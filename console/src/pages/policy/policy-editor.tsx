// The text of a policy, and what the service says of it. What was not reviewed as it stands can't be put in force.
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import { useSay, useTell } from '../../messages/language'
import { YamlEditor, type YamlEditorHandle } from '../../parts/editor/yaml-editor'
import { NoteInput } from '../../parts/note-input'
import { Panel } from '../../parts/panel'
import { Empty, Failure } from '../../parts/states'
import { adoptPolicy, backtestPolicy, policySchemaQuery, reviewPolicy } from '../../service/policy'
import { meQuery } from '../../service/queries'
import { BacktestPanel } from './backtest-panel'
import { ChangedPanel } from './changed-panel'
import { Mistakes, useMistakes } from './mistakes'
import { ReviewPanel } from './review-panel'

/** A rule's reason is one of those that the file has words for. */
const NAMED_BY = { reason: 'reasons' } as const

export interface PolicyEditorProps {
  readonly initial: string
  /** Why, where that is known already: an earlier version is taken back. */
  readonly why: string
  readonly text: string
  readonly onChange: (text: string) => void
}

export function PolicyEditor({ initial, why, text, onChange }: PolicyEditorProps) {
  const say = useSay()
  const queries = useQueryClient()
  const [note, setNote] = useState(why)
  const editor = useRef<YamlEditorHandle>(null)
  const help = useSchemaHelp()
  const checked = useMistakes(text)
  const { data: me } = useQuery(meQuery)
  const mayAdopt = me?.scopes.includes('admin') === true
  const review = useMutation({ mutationFn: reviewPolicy })
  const backtest = useMutation({ mutationFn: backtestPolicy })
  const adopt = useMutation({
    mutationFn: adoptPolicy,
    onSuccess: () => {
      for (const key of ['deeds', 'findings', 'status']) void queries.invalidateQueries({ queryKey: [key] })
    },
  })
  const isReviewed = review.data !== undefined && review.variables === text
  const isReady = isReviewed && review.data.mistakes.length === 0 && review.data.obstacle === undefined
  return (
    <div className="sw-policy">
      <Panel title={say('policy.editor')} says={say('policy.editorSays')}>
        <Stack gap="sm">
          <YamlEditor
            ref={editor}
            label={say('policy.text')}
            initial={initial}
            onChange={onChange}
            mistakes={checked.mistakes}
            help={help}
          />
          <Mistakes checked={checked} goTo={(mistake) => editor.current?.goTo(mistake)} />
          <Group gap="sm">
            <Button variant="default" loading={review.isPending} onClick={() => review.mutate(text)}>
              {say('policy.review')}
            </Button>
            <Button
              variant="default"
              disabled={checked.mistakes.length > 0}
              loading={backtest.isPending}
              onClick={() => backtest.mutate(text)}
            >
              {say('policy.backtest')}
            </Button>
          </Group>
          <NoteInput value={note} onChange={setNote} />
          {mayAdopt ? null : (
            <Text size="sm" className="sw-dim">
              {say('policy.needsScope')}
            </Text>
          )}
          {mayAdopt && (!isReady || note.trim() === '') ? (
            <Text size="sm" className="sw-dim">
              {say('policy.before')}
            </Text>
          ) : null}
          <Button
            disabled={!mayAdopt || !isReady || note.trim() === ''}
            loading={adopt.isPending}
            onClick={() => adopt.mutate({ text, note: note.trim() })}
          >
            {say((review.data?.approvals ?? 1) > 1 ? 'policy.propose' : 'policy.adopt')}
          </Button>
          {adopt.error ? <Failure error={adopt.error} /> : null}
          {adopt.data ? (
            <Alert color="ink" variant="light" role="status">
              {adopt.data.proposal === undefined
                ? say('policy.adopted', { version: adopt.data.version })
                : say('policy.proposed', { version: adopt.data.version, act: adopt.data.proposal })}
            </Alert>
          ) : null}
        </Stack>
      </Panel>
      <Stack gap="md" miw={0}>
        {review.error ? <Failure error={review.error} /> : null}
        {review.data && !isReviewed ? (
          <Text size="sm" className="sw-dim" role="status">
            {say('policy.changedSince')}
          </Text>
        ) : null}
        {review.data ? (
          <ReviewPanel review={review.data} />
        ) : (
          <Panel title={say('policy.reviewTitle')}>
            <Empty title={say('policy.reviewFirst')} />
          </Panel>
        )}
        {backtest.error ? <Failure error={backtest.error} /> : null}
        {backtest.data && backtest.variables === text ? (
          <>
            <BacktestPanel backtest={backtest.data} />
            <ChangedPanel backtest={backtest.data} text={text} />
          </>
        ) : null}
      </Stack>
    </div>
  )
}

/** Nothing until the schema is there. */
function useSchemaHelp() {
  const say = useSay()
  const tell = useTell()
  const { data: schema } = useQuery(policySchemaQuery)
  return useMemo(
    () =>
      schema && {
        schema,
        describe: (says: string) => tell(says).text,
        namedBy: NAMED_BY,
        words: { needed: say('editor.needed') },
      },
    [schema, say, tell],
  )
}
