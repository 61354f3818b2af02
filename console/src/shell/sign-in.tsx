// The page of who is not in yet.
import { Center, Paper, Stack, Title } from '@mantine/core'
import { useSay } from '../messages/language'
import { WaysIn } from './ways-in'

export function SignIn() {
  const say = useSay()
  return (
    <Center component="main" mih="100vh" p="md">
      <Paper withBorder p="xl" radius="md" w={420} maw="100%">
        <Stack>
          <div>
            <img src="/mark.svg" alt="" width={36} height={36} />
            <Title order={1} mt="xs">
              {say('signIn.title')} · {say('app.name')}
            </Title>
          </div>
          <WaysIn />
        </Stack>
      </Paper>
    </Center>
  )
}
