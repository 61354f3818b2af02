// Acting without fear: what would happen is seen before it does, and everything that was done can be undone.
import { SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useSay } from '../../messages/language'
import { Failure, Loading } from '../../parts/states'
import { ACT_KINDS } from '../../router'
import { overviewQuery, policiesQuery } from '../../service/queries'
import { FirstRun } from '../overview/first-run'
import { isNothingYet } from '../overview/nothing-yet'
import { ActsPanel } from './acts-panel'
import { askedOf } from './asked'
import { PreviewPanel } from './preview-panel'
import { SpareForm } from './spare-form'
import { StepForm } from './step-form'

const page = getRouteApi('/act')

export function ActPage() {
  const say = useSay()
  const search = page.useSearch()
  const navigate = page.useNavigate()
  const overview = useQuery(overviewQuery)
  const policies = useQuery(policiesQuery)
  if (isNothingYet(overview.error)) return <FirstRun />
  const error = overview.error ?? policies.error
  const { kind = 'step' } = search
  const reasons = Object.keys(policies.data?.in_force?.reasons ?? {})
  return (
    <Stack gap="md">
      <div>
        <Title order={1}>{say('act.title')}</Title>
        <Text size="sm" className="sw-dim" maw="80ch">
          {say('act.says')}
        </Text>
      </div>
      {error ? <Failure error={error} again={() => void policies.refetch()} /> : null}
      {overview.data && policies.data ? (
        <>
          <SegmentedControl
            aria-label={say('act.kind')}
            value={kind}
            style={{ alignSelf: 'flex-start' }}
            data={ACT_KINDS.map((value) => ({ value, label: say(`act.kind.${value}`) }))}
            onChange={(value) =>
              void navigate({
                search: (before) => ({ ...before, kind: value as typeof kind }),
                replace: true,
              })
            }
          />
          {kind === 'step' ? (
            <div className="sw-act">
              <StepForm campaigns={overview.data.campaigns} policies={policies.data} />
              <PreviewPanel asked={askedOf(search, reasons)} />
            </div>
          ) : (
            <SpareForm key={kind} kind={kind} campaigns={overview.data.campaigns} />
          )}
          <ActsPanel campaigns={[...overview.data.campaigns, ...overview.data.cleared]} />
        </>
      ) : error ? null : (
        <Loading rows={8} />
      )}
    </Stack>
  )
}
