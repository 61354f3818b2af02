// One detector in full: what it raises, by which null model and parameters, and what it did.
import { Drawer, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useSay, useTerm } from '../../messages/language'
import { Id } from '../../parts/copy'
import { type Column, DataTable } from '../../parts/data-table'
import { Told } from '../../parts/told'
import type { ListedDetector } from '../../service/client'
import { useFormat } from '../../service/clock'
import { GivenBits } from './given-bits'
import { Precision } from './precision'
import { RunState } from './run-state'

export interface DetectorDrawerProps {
  readonly detector: ListedDetector | undefined
  readonly groups: number
  readonly onClose: () => void
}

export function DetectorDrawer({ detector, groups, onClose }: DetectorDrawerProps) {
  const say = useSay()
  const term = useTerm()
  return (
    <Drawer
      opened={detector !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title={detector ? <b>{term('detector', detector.id)}</b> : ''}
      closeButtonProps={{ 'aria-label': say('detectors.close') }}
    >
      {detector ? <Detail detector={detector} groups={groups} /> : null}
    </Drawer>
  )
}

function Detail({ detector, groups }: { readonly detector: ListedDetector; readonly groups: number }) {
  const say = useSay()
  const term = useTerm()
  const format = useFormat()
  const { id, raises, null_model, innocent, needs, parameters, range, trait, spoke, family } = detector
  const columns: readonly Column<ListedDetector['parameters'][number]>[] = [
    {
      id: 'name',
      title: say('detectors.parameter'),
      value: ({ name }) => name,
      cell: ({ name }) => <span className="sw-mono">{name}</span>,
    },
    {
      id: 'value',
      title: say('detectors.value'),
      align: 'right',
      value: ({ value }) => value,
      cell: ({ value }) => <span className="sw-number">{value}</span>,
    },
    {
      id: 'unit',
      title: say('detectors.unit'),
      value: ({ unit }) => term('unit', unit),
    },
    {
      id: 'means',
      title: say('detectors.means'),
      isFixed: true,
      value: ({ says }) => says,
      cell: ({ says }) => <Told text={says} />,
    },
  ]
  return (
    <Stack gap="md">
      <Text size="sm" className="sw-dim" component="div">
        <Id id={id} /> · {term('family', family)}
      </Text>
      <Part title={say('detectors.raises')}>
        <Told text={raises} />
      </Part>
      <Part title={say('detectors.lastRun')}>
        <RunState detector={detector} />
        <Text size="sm">{say('detectors.spokeIn', { count: spoke.groups, groups })}</Text>
        <GivenBits detector={detector} />
        {spoke.groups === 0 ? null : (
          <Text size="sm">
            {say('detectors.givenSays', {
              least: format.bits(spoke.least),
              most: format.bits(spoke.most),
              median: format.bits(spoke.median),
              floor: format.bits(range.least),
              ceiling: format.bits(range.most),
            })}
          </Text>
        )}
      </Part>
      <Part title={say('detectors.precisionTitle')}>
        <Precision detector={detector} />
        <Text size="xs" className="sw-dim">
          {say('detectors.precisionHow')}
        </Text>
      </Part>
      <Part title={say('detectors.range')}>
        {say('detectors.rangeSays', { least: format.bits(range.least), most: format.bits(range.most) })}
        <Text size="xs" className="sw-dim">
          {say('detectors.rangeHow')}
        </Text>
      </Part>
      <Part title={say('detectors.nullModel')}>
        <Told text={null_model} />
      </Part>
      <Part title={say('detectors.innocent')}>
        <ul className="sw-list">
          {innocent.map((one) => (
            <li key={one}>
              <Told text={one} />
            </li>
          ))}
        </ul>
      </Part>
      <Part title={say('detectors.needs')}>
        {needs.length === 0
          ? say('detectors.needsNothing')
          : needs.map((need) => term('need', need)).join(', ')}
      </Part>
      <Part title={say('detectors.links')}>
        {trait === undefined ? (
          say('detectors.linksNothing')
        ) : (
          <>
            <div>{term('trait', trait.kind)}</div>
            <div>{say(`detectors.${trait.says as 'bond' | 'style' | 'habit'}`)}</div>
            {trait.seeds ? <div>{say('detectors.seeds')}</div> : null}
            {trait.recruits ? <div>{say('detectors.recruits')}</div> : null}
          </>
        )}
      </Part>
      <Part title={say('detectors.parameters')}>
        <DataTable
          caption={say('detectors.parameters')}
          columns={columns}
          rows={parameters}
          rowId={({ name }) => name}
          file={`${id}-parameters`}
          empty={say('detectors.parametersNone')}
        />
      </Part>
    </Stack>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <Text size="xs" className="sw-dim" component="h3" fw={600} m={0} mb={4}>
        {title}
      </Text>
      <Text size="sm" component="div">
        {children}
      </Text>
    </section>
  )
}
