// The ways in: an identity provider, the printed link, or an API key that this window keeps.
import { Button, Divider, PasswordInput, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useSay } from '../messages/language'
import { Prose } from '../parts/prose'
import { Failure } from '../parts/states'
import { Failed, givenKey, service, told } from '../service/client'
import { meQuery, waysInQuery } from '../service/queries'
import { session } from '../service/session'

/** @param onIn called once a key that may read was given */
export function WaysIn({ onIn }: { readonly onIn?: () => void }) {
  const say = useSay()
  const queries = useQueryClient()
  const ways = useQuery(waysInQuery)
  const [key, setKey] = useState('')
  const [problem, setProblem] = useState<unknown>()
  const use = async (event: FormEvent) => {
    event.preventDefault()
    givenKey.keep(key.trim())
    try {
      const me = await told(service.GET('/v1/me'))
      if (me.scopes.some((scope) => scope === 'read' || scope === 'admin')) {
        queries.setQueryData(meQuery.queryKey, me)
        session.begin()
        onIn?.()
        return
      }
      givenKey.forget()
      setProblem('scope')
    } catch (error) {
      givenKey.forget()
      setProblem(error)
    }
  }
  const here = `${window.location.pathname}${window.location.search}`
  const isRefused = problem instanceof Failed && problem.status === 401
  return (
    <Stack>
      {ways.error ? <Failure error={ways.error} again={() => void ways.refetch()} /> : null}
      {ways.data?.way === 'oidc' && ways.data.sign_in !== undefined ? (
        <Button component="a" href={`${ways.data.sign_in}?to=${encodeURIComponent(here)}`}>
          {say('signIn.provider')}
        </Button>
      ) : null}
      {ways.data?.way === 'link' ? (
        <Text size="sm">
          <Prose text={say('signIn.link')} />
        </Text>
      ) : null}
      {ways.data?.way === 'off' ? (
        <Text size="sm">
          <Prose text={say('signIn.off')} />
        </Text>
      ) : null}
      {ways.data && ways.data.way !== 'off' ? <Divider label={say('signIn.orKey')} /> : null}
      <form onSubmit={(event) => void use(event)}>
        <Stack gap="sm">
          <PasswordInput
            visibilityToggleButtonProps={{ 'aria-label': say('sharing.showKey') }}
            label={say('signIn.keyLabel')}
            description={<Prose text={say('signIn.keyHint')} />}
            value={key}
            onChange={(event) => setKey(event.currentTarget.value)}
            autoComplete="off"
            error={
              isRefused
                ? say('signIn.keyRefused')
                : problem === 'scope'
                  ? say('signIn.keyScope')
                  : problem instanceof Failed
                    ? problem.message || say('state.unreachable')
                    : undefined
            }
          />
          <Button type="submit" variant="default" disabled={key.trim() === ''}>
            {say('signIn.keySubmit')}
          </Button>
        </Stack>
      </form>
    </Stack>
  )
}
