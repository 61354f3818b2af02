// What an accusation needs of a group, what this one has, and what its probability means.
import { Text } from '@mantine/core'
import { type MessageKey, useSay } from '../../messages/language'
import { DataTable } from '../../parts/data-table'
import { Panel } from '../../parts/panel'
import type { CampaignPicture, CampaignView } from '../../service/client'
import { useFormat } from '../../service/clock'

type Need = NonNullable<CampaignPicture['needs']>[number]

/** A share below which no digits tell more. */
const LEAST_SHARE = 0.001
/** What is asked to be so much at most; the others at least. */
const AT_MOST = new Set(['falseDiscovery'])
/** Is so, or isn't. */
const DONE = 'linkedAsking'
const isMet = ({ name, here, needed }: Need) => (AT_MOST.has(name) ? here <= needed : here >= needed)

export function NeedsPanel({
  view,
  needs,
}: {
  readonly view: CampaignView
  readonly needs: readonly Need[]
}) {
  const say = useSay()
  const format = useFormat()
  const tell = (name: string, value: number) =>
    name === DONE
      ? say(value === 1 ? 'needs.yes' : 'needs.no')
      : AT_MOST.has(name)
        ? value < LEAST_SHARE
          ? `< ${format.percent(LEAST_SHARE)}`
          : format.percent(value)
        : format.number(Math.round(value * 10) / 10)
  return (
    <Panel title={say('needs.title')} says={say('needs.says')}>
      <DataTable
        caption={say('needs.title')}
        file={`${view.name}-needs`}
        rows={needs}
        rowId={({ name }) => name}
        columns={[
          {
            id: 'name',
            title: say('needs.what'),
            value: ({ name }) => say(`needs.${name}` as MessageKey),
          },
          {
            id: 'here',
            title: say('needs.here'),
            align: 'right',
            value: ({ here }) => here,
            cell: ({ name, here }) => tell(name, here),
          },
          {
            id: 'needed',
            title: say('needs.needed'),
            align: 'right',
            value: ({ needed }) => needed,
            cell: ({ name, needed }) =>
              name === DONE
                ? tell(name, needed)
                : say(AT_MOST.has(name) ? 'needs.atMost' : 'needs.atLeast', { value: tell(name, needed) }),
          },
          {
            id: 'met',
            title: say('needs.met'),
            value: (need) => say(isMet(need) ? 'needs.yes' : 'needs.no'),
          },
        ]}
      />
      <Text size="sm" mt="sm" maw="90ch">
        {say(view.verdict === 'explained' ? 'needs.probabilityCleared' : 'needs.probability', {
          probability: format.probability(view.probability),
        })}
      </Text>
    </Panel>
  )
}
