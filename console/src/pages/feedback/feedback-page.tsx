// What analyses said against what people answered.
import { Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSay, useTerm } from '../../messages/language'
import { type Column, DataTable } from '../../parts/data-table'
import { Panel } from '../../parts/panel'
import { Empty, Failure, Loading } from '../../parts/states'
import { Stats } from '../../parts/stats'
import type { CalibrationReport } from '../../service/client'
import { useFormat } from '../../service/clock'
import { calibrationQuery } from '../../service/queries'
import { FirstRun } from '../overview/first-run'
import { isNothingYet } from '../overview/nothing-yet'
import { ReliabilityFigure } from './reliability-figure'

type Share = CalibrationReport['accused']

export function FeedbackPage() {
  const say = useSay()
  const { data, error, isPending, refetch } = useQuery(calibrationQuery)
  if (isNothingYet(error)) return <FirstRun />
  return (
    <Stack gap="md">
      <div>
        <Title order={1}>{say('feedback.title')}</Title>
        <Text size="sm" className="sw-dim" maw="80ch">
          {say('feedback.says')}
        </Text>
      </div>
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {isPending ? <Loading rows={6} /> : null}
      {data?.answered === 0 ? <Empty title={say('feedback.noAnswers')} /> : null}
      {data && data.answered > 0 ? <Report report={data} /> : null}
    </Stack>
  )
}

function Report({ report }: { readonly report: CalibrationReport }) {
  const say = useSay()
  const term = useTerm()
  const format = useFormat()
  const percent = (value: number) => format.percent(Math.round(value * 100) / 100)
  const interval = ({ low, high }: Share) =>
    say('feedback.interval', { low: percent(low), high: percent(high) })
  const shareColumns = <Row extends Share>(): Column<Row>[] => [
    { id: 'groups', title: say('feedback.groups'), align: 'right', value: (row) => row.groups },
    { id: 'confirmed', title: say('feedback.confirmed'), align: 'right', value: (row) => row.confirmed },
    {
      id: 'share',
      title: say('feedback.share'),
      align: 'right',
      value: (row) => row.share ?? '',
      cell: (row) => (row.share === undefined ? '' : percent(row.share)),
    },
    {
      id: 'low',
      title: say('feedback.low'),
      align: 'right',
      value: (row) => row.low,
      cell: (row) => (row.groups === 0 ? '' : percent(row.low)),
    },
    {
      id: 'high',
      title: say('feedback.high'),
      align: 'right',
      value: (row) => row.high,
      cell: (row) => (row.groups === 0 ? '' : percent(row.high)),
    },
  ]
  return (
    <>
      <Stats
        stats={[
          [say('feedback.answered'), format.number(report.answered), say('feedback.answeredBeside')],
          [say('feedback.disputed'), format.number(report.disputed), say('feedback.disputedBeside')],
          ...(['accused', 'cleared'] as const).map(
            (which) =>
              [
                say(`feedback.${which}`),
                `${report[which].confirmed} / ${report[which].groups}`,
                interval(report[which]),
              ] as const,
          ),
          [say('feedback.brier'), (report.brier ?? 0).toFixed(3), say('feedback.brierBeside')],
        ]}
      />
      <ReliabilityFigure report={report} />
      <Panel title={say('feedback.bins')}>
        <DataTable
          caption={say('feedback.bins')}
          file="calibration"
          rows={report.bins}
          rowId={({ from }) => String(from)}
          columns={[
            {
              id: 'from',
              title: say('feedback.range'),
              value: ({ from }) => from,
              cell: ({ from, to }) => `${percent(from)}–${percent(to)}`,
            },
            {
              id: 'said',
              title: say('feedback.said'),
              align: 'right',
              value: ({ said }) => said ?? '',
              cell: ({ said }) => (said === undefined ? '' : format.probability(said)),
            },
            ...shareColumns<CalibrationReport['bins'][number]>(),
          ]}
        />
      </Panel>
      <Panel title={say('feedback.detectors')} says={say('feedback.detectorsSays')}>
        <DataTable
          caption={say('feedback.detectors')}
          file="detector-precision"
          rows={report.detectors}
          rowId={({ detector }) => detector}
          sort={{ by: 'groups', down: true }}
          empty={<Empty title={say('state.noMatches')} />}
          columns={[
            {
              id: 'detector',
              title: say('feedback.detector'),
              value: ({ detector }) => term('detector', detector),
            },
            {
              id: 'bits',
              title: say('feedback.bits'),
              align: 'right',
              value: ({ bits }) => bits,
              cell: ({ bits }) => format.bits(bits),
            },
            ...shareColumns<CalibrationReport['detectors'][number]>(),
          ]}
        />
      </Panel>
    </>
  )
}
