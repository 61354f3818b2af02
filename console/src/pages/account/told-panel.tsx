// What the account's customer is told by the decision in force, and would be by the one in shadow.
import { Divider, Stack, Text } from '@mantine/core'
import { useSay, useTerm } from '../../messages/language'
import { CustomerTold } from '../../parts/customer-told'
import { Panel } from '../../parts/panel'
import type { AccountView } from '../../service/client'

export function ToldPanel({
  view: { told, would_be_told: wouldBe, decision, shadow },
}: {
  readonly view: AccountView
}) {
  const say = useSay()
  const term = useTerm()
  return (
    <Panel title={say('account.told')} says={say('account.toldSays')}>
      <Stack gap="sm">
        {told === undefined ? <Text size="sm">{say('account.toldNone')}</Text> : null}
        {told && decision ? (
          <>
            <Text size="sm" fw={560}>
              {say('account.toldNow', { step: term('action', decision.action), code: told.code })}
            </Text>
            <CustomerTold told={told} />
          </>
        ) : null}
        {wouldBe && shadow ? (
          <>
            <Divider />
            <Text size="sm" fw={560}>
              {say('account.wouldBeTold', { step: term('action', shadow.action), code: wouldBe.code })}
            </Text>
            <CustomerTold told={wouldBe} />
          </>
        ) : null}
      </Stack>
    </Panel>
  )
}
