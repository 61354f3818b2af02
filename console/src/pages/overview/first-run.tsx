// What is shown before the first analysis: how to begin, with sample traffic in one click, or how far that is.
import { Alert, Button, Group, Loader, Paper, Stack, Stepper, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSay } from '../../messages/language'
import { Failure, Loading } from '../../parts/states'
import { Failed, service, told } from '../../service/client'
import { useFormat } from '../../service/clock'
import { meQuery, statusQuery } from '../../service/queries'

const STEPS: readonly string[] = ['making', 'loading', 'analysing']

export function FirstRun() {
  const say = useSay()
  const queries = useQueryClient()
  const { data: status, error } = useQuery(statusQuery)
  const sample = useMutation({
    mutationFn: () => told(service.POST('/v1/sample')),
    onSettled: () => queries.invalidateQueries({ queryKey: ['status'] }),
  })
  if (error) return <Failure error={error} />
  if (!status) return <Loading />
  const { state, failure, offered } = status.sample
  const step = STEPS.indexOf(state)
  if (step >= 0)
    return (
      <Card title={say('first.sample')}>
        <Stepper active={step} size="sm" mt="md" aria-live="polite">
          <Stepper.Step label={say('first.making')} loading={step === 0} />
          <Stepper.Step label={say('first.loading')} loading={step === 1} />
          <Stepper.Step
            label={say('first.analysing', { step: status.analysis.step ?? '…' })}
            loading={step === 2}
          />
        </Stepper>
      </Card>
    )
  if (!offered && (status.exchanges > 0 || status.inbox.batches > 0)) return <NotAnalysed />
  return (
    <Card title={say('first.title')} says={say('first.says')}>
      {state === 'failed' ? (
        <Alert color="red" variant="light">
          {say('first.failed', { why: failure ?? '' })}
        </Alert>
      ) : null}
      {sample.error ? <Failure error={sample.error} /> : null}
      <Group align="stretch" grow preventGrowOverflow={false} wrap="wrap">
        <Paper withBorder p="md" miw={280} flex={1}>
          <Stack gap="xs" h="100%" justify="space-between">
            <Text size="sm">{say('first.sampleSays')}</Text>
            <SampleButton isBusy={sample.isPending} does={() => sample.mutate()} />
          </Stack>
        </Paper>
        <Paper withBorder p="md" miw={280} flex={1}>
          <Text fw={560}>{say('first.send')}</Text>
          <Text size="sm" mb="xs">
            {say('first.sendSays')}
          </Text>
          <pre className="sw-mono" style={{ margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {`stillwatch keys create gateway --scope ingest\ncurl -H "Authorization: Bearer $KEY" --data-binary @exchanges.jsonl ${window.location.origin}/v1/exchanges`}
          </pre>
        </Paper>
      </Group>
    </Card>
  )
}

function SampleButton({ isBusy, does }: { readonly isBusy: boolean; readonly does: () => void }) {
  const say = useSay()
  const { data: me } = useQuery(meQuery)
  const mayAsk = me?.scopes.includes('admin') ?? false
  return (
    <div>
      <Button onClick={does} loading={isBusy} disabled={!mayAsk}>
        {say('first.sample')}
      </Button>
      {mayAsk ? null : (
        <Text size="xs" className="sw-dim" mt={4}>
          {say('first.sampleForbidden')}
        </Text>
      )}
    </div>
  )
}

/** Exchanges came, and no analysis has ended. */
function NotAnalysed() {
  const say = useSay()
  const format = useFormat()
  const queries = useQueryClient()
  const { data: status } = useQuery(statusQuery)
  const { data: me } = useQuery(meQuery)
  const ask = useMutation({
    mutationFn: () => told(service.POST('/v1/analyses')),
    onSettled: () => queries.invalidateQueries({ queryKey: ['status'] }),
  })
  const every = status?.analysis.every_seconds ?? 0
  const isRunning = status?.analysis.running_since !== undefined
  const mayAsk = me?.scopes.some((scope) => scope === 'act' || scope === 'admin') ?? false
  return (
    <Card
      title={say('state.waiting')}
      says={
        every === 0 ? say('state.waitingOnDemand') : say('state.waitingNext', { every: format.span(every) })
      }
    >
      {ask.error instanceof Failed ? <Failure error={ask.error} /> : null}
      {isRunning ? (
        <Group gap="sm" role="status">
          <Loader size="sm" />
          <Text size="sm">{say('first.analysing', { step: status?.analysis.step ?? '…' })}</Text>
        </Group>
      ) : mayAsk ? (
        <div>
          <Button onClick={() => ask.mutate()} loading={ask.isPending}>
            {say('state.analyseNow')}
          </Button>
        </div>
      ) : null}
    </Card>
  )
}

function Card({
  title,
  says,
  children,
}: {
  readonly title: string
  readonly says?: string
  readonly children: React.ReactNode
}) {
  return (
    <Paper withBorder p="xl" radius="md" maw={860} mx="auto" mt="6vh" bg="var(--sw-paper)">
      <Stack>
        <div>
          <Title order={1}>{title}</Title>
          {says === undefined ? null : (
            <Text className="sw-dim" mt={4}>
              {says}
            </Text>
          )}
        </div>
        {children}
      </Stack>
    </Paper>
  )
}
