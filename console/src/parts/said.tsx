import { Text } from '@mantine/core'
import { useSay } from '../messages/language'
import type { ListedCampaign } from '../service/client'

/** The newest answer of people to whether a group is a campaign, with who gave it; nothing where there is none. */
export function SaidOf({ said }: { readonly said: ListedCampaign['said'] }) {
  const say = useSay()
  if (said?.answer === undefined) return null
  const { kind, by } = said.answer
  return (
    <Text size="sm" component="span">
      {say('column.said')}: {say(`feedback.answer.${kind}`)} ({by})
    </Text>
  )
}
