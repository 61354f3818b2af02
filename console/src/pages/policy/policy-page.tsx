// The policy: what is in force, what another one would change, and every version that was.
import { Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useSay } from '../../messages/language'
import { Failure, Loading } from '../../parts/states'
import type { Policies } from '../../service/client'
import { policiesQuery } from '../../service/queries'
import { ComparePanel } from './compare-panel'
import { PolicyEditor } from './policy-editor'
import { VersionsPanel } from './versions-panel'

const page = getRouteApi('/policy')

export function PolicyPage() {
  const say = useSay()
  const { version } = page.useSearch()
  const { data, error, isPending, refetch } = useQuery(policiesQuery)
  const opened = data?.policies.find((one) => one.version === version) ?? data?.policies[0]
  return (
    <Stack gap="md">
      <div>
        <Title order={1}>{say('policy.title')}</Title>
        <Text size="sm" className="sw-dim" maw="80ch">
          {say('policy.says')}
        </Text>
      </div>
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {isPending ? <Loading rows={8} /> : null}
      {data ? (
        <>
          <Text size="sm">
            {data.in_force === undefined
              ? say('policy.none')
              : say('policy.inForce', { version: data.in_force.version })}
          </Text>
          <Edited
            key={`${opened?.version ?? ''} ${opened?.adoptedAt ?? ''}`}
            policies={data}
            opened={opened}
          />
        </>
      ) : null}
    </Stack>
  )
}

/** What is edited begins anew with each version that is opened. */
function Edited({
  policies,
  opened,
}: {
  readonly policies: Policies
  readonly opened: Policies['policies'][number] | undefined
}) {
  const say = useSay()
  const initial = opened?.text ?? policies.suggested
  const [text, setText] = useState(initial)
  const isPast = opened !== undefined && opened.text !== policies.policies[0]?.text
  return (
    <>
      {isPast ? <Text size="sm">{say('policy.isPast', { version: opened.version })}</Text> : null}
      <PolicyEditor
        initial={initial}
        why={isPast ? say('policy.backTo', { version: opened.version }) : ''}
        text={text}
        onChange={setText}
      />
      <ComparePanel policies={policies} text={text} />
      {policies.policies.length > 0 ? <VersionsPanel policies={policies.policies} /> : null}
    </>
  )
}
