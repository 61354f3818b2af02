// Two texts side by side: versions, the one that ships, and what stands in the editor.
import { Checkbox, Group, Select, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useSay } from '../../messages/language'
import { YamlCompare } from '../../parts/editor/yaml-compare'
import { Panel } from '../../parts/panel'
import type { Policies } from '../../service/client'

const page = getRouteApi('/policy')
const PAUSE_MS = 500
/** No version is called so: they come with what they are. */
const EDITOR = 'editor'
const SHIPPED = 'shipped'

export function ComparePanel({
  policies: { policies, suggested },
  text,
}: {
  readonly policies: Policies
  /** As it stands in the editor. */
  readonly text: string
}) {
  const say = useSay()
  const navigate = page.useNavigate()
  const { left, right } = page.useSearch()
  const [isWhole, setWhole] = useState(false)
  const [settled] = useDebouncedValue(text, PAUSE_MS)
  const texts = useMemo(
    () =>
      new Map([
        [EDITOR, { label: say('policy.inEditor'), text: settled }],
        ...policies.map(({ version, text: kept }, index): [string, { label: string; text: string }] => [
          `v:${version}`,
          {
            label: say(index === 0 ? 'policy.versionInForce' : 'policy.versionNamed', { version }),
            text: kept,
          },
        ]),
        [SHIPPED, { label: say('policy.shipped'), text: suggested }],
      ]),
    [policies, suggested, settled, say],
  )
  const [newest] = policies
  const sides = [
    left !== undefined && texts.has(left) ? left : newest ? `v:${newest.version}` : SHIPPED,
    right !== undefined && texts.has(right) ? right : EDITOR,
  ] as const
  const [before, after] = [texts.get(sides[0]), texts.get(sides[1])]
  const choice = (name: 'left' | 'right', value: string) => (
    <Select
      label={say(name === 'left' ? 'policy.compareLeft' : 'policy.compareRight')}
      value={value}
      allowDeselect={false}
      data={[...texts].map(([id, { label }]) => ({ value: id, label }))}
      onChange={(next) =>
        void navigate({
          search: (given) => ({ ...given, [name]: next ?? undefined }),
          replace: true,
          resetScroll: false,
        })
      }
    />
  )
  return (
    <Panel
      title={say('policy.compare')}
      says={say('policy.compareSays')}
      tools={
        <Checkbox
          size="xs"
          label={say('policy.allLines')}
          checked={isWhole}
          onChange={({ currentTarget: { checked } }) => setWhole(checked)}
        />
      }
    >
      <Group gap="md" grow align="flex-end" mb="sm">
        {choice('left', sides[0])}
        {choice('right', sides[1])}
      </Group>
      {before && after && before.text === after.text ? (
        <Text size="sm">{say('policy.sameText')}</Text>
      ) : before && after ? (
        <YamlCompare before={before} after={after} isWhole={isWhole} />
      ) : null}
    </Panel>
  )
}
