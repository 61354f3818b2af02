// What people said of a campaign beside what the analysis said at the time, and a form to say something.
import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSay, useTerm } from '../../messages/language'
import { DataTable } from '../../parts/data-table'
import { Panel } from '../../parts/panel'
import { Empty, Failure, Loading } from '../../parts/states'
import { Time } from '../../parts/time'
import { Verdict } from '../../parts/verdict'
import type { CampaignView, Feedback } from '../../service/client'
import { useFormat } from '../../service/clock'
import { feedbackQuery } from '../../service/queries'
import { FeedbackForm } from './feedback-form'

export function FeedbackTab({ view }: { readonly view: CampaignView }) {
  const say = useSay()
  const term = useTerm()
  const format = useFormat()
  const saying = useSaying()
  const { data, error, isPending, refetch } = useQuery(feedbackQuery(view.id))
  return (
    <Stack gap="md">
      <FeedbackForm view={view} />
      <Panel title={say('feedback.all')}>
        {error ? <Failure error={error} again={() => void refetch()} /> : null}
        {isPending ? <Loading rows={3} /> : null}
        {data ? (
          <DataTable
            caption={say('feedback.all')}
            file={`${view.name}-feedback`}
            rows={data.feedback}
            rowId={({ id }) => id}
            sort={{ by: 'at', down: true }}
            empty={<Empty title={say('feedback.nothing')} />}
            columns={[
              {
                id: 'at',
                title: say('feedback.at'),
                value: ({ at }) => at,
                cell: ({ at }) => <Time at={at} />,
              },
              { id: 'by', title: say('feedback.by'), value: ({ by }) => by },
              { id: 'said', title: say('column.said'), value: saying },
              { id: 'note', title: say('feedback.note'), value: ({ note }) => note },
              {
                id: 'analysis',
                title: say('feedback.analysisSaid'),
                value: ({ verdict, probability }) => `${term('verdict', verdict)} ${probability}`,
                cell: ({ verdict, probability }) => (
                  <Text size="sm" component="span">
                    <Verdict verdict={verdict} /> {format.probability(probability)}
                  </Text>
                ),
              },
            ]}
          />
        ) : null}
      </Panel>
    </Stack>
  )
}

/** A row in words; of proposals both sides. */
function useSaying(): (row: Feedback) => string {
  const say = useSay()
  const term = useTerm()
  return ({ kind, reason, alias, accounts, size, name, other_name, other_size }) => {
    if (kind === 'dismiss') return say('feedback.reasonGiven', { reason: term('explanation', reason) })
    if (kind === 'rename')
      return alias === '' ? say('feedback.renameBack') : say('feedback.renamed', { alias })
    if (kind === 'split')
      return `${say('feedback.kind.split')}: ${say('feedback.splitSides', { apart: accounts.length, rest: size - accounts.length })}`
    if (kind === 'merge')
      return `${say('feedback.kind.merge')}: ${say('feedback.mergeSides', { name, size, other: other_name, otherSize: other_size })}`
    if (kind === 'note' && accounts.length > 0)
      return say('feedback.noteOn', { account: accounts.join(', ') })
    return say(`feedback.kind.${kind}`)
  }
}
