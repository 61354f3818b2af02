// How people sign in, from options and settings.
import { readFileSync } from 'node:fs'
import { isLoopbackUrl } from '../config/loopback.js'
import { settingValue } from '../config/settings.js'
import { Problem } from '../model/problem.js'
import { WAYS_IN } from '../server/people/people.js'
import type { OidcOptions } from '../server/people/provider.js'
import { parseRoles } from '../server/people/roles.js'
import type { ServiceOptions } from '../server/service.js'
import { oneOf, parseOrigin } from './given.js'
import { parseDuration } from './quantity.js'

export interface PeopleFlags {
  readonly signIn?: string
  readonly publicUrl?: string
  readonly oidcIssuer?: string
  readonly oidcClientId?: string
  readonly oidcClientSecretFile?: string
  readonly oidcScopes?: string
  readonly oidcRoleClaim?: string
  readonly oidcRoles?: string
  readonly sessionIdle?: string
  readonly sessionLongest?: string
}

/**
 * Undefined when people can't sign in.
 * @param origins of pages elsewhere that may use sessions
 * @throws Problem `oidc-settings`, `bad-value`
 */
export function peopleOptions(flags: PeopleFlags, origins: readonly string[]): ServiceOptions['people'] {
  const way = oneOf(WAYS_IN, settingValue('sign-in', flags.signIn), '--sign-in')
  if (way === 'off') return undefined
  const publicUrl = settingValue('public-url', flags.publicUrl)
  return {
    oidc: way === 'oidc' ? oidcOptions(flags) : undefined,
    publicUrl: publicUrl === undefined ? undefined : parseOrigin(publicUrl, '--public-url'),
    spans: {
      idleMs: parseDuration(settingValue('session-idle', flags.sessionIdle) ?? '', '--session-idle'),
      longestMs: parseDuration(
        settingValue('session-longest', flags.sessionLongest) ?? '',
        '--session-longest',
      ),
    },
    origins,
  }
}

function oidcOptions(flags: PeopleFlags): OidcOptions {
  const issuer = settingValue('oidc-issuer', flags.oidcIssuer)
  const clientId = settingValue('oidc-client-id', flags.oidcClientId)
  if (issuer === undefined || clientId === undefined)
    throw new Problem(
      'oidc-settings',
      'an identity provider needs a name, and so does this service as its client',
      'Give --oidc-issuer and --oidc-client-id.',
    )
  if (!isLoopbackUrl(issuer) && !(URL.canParse(issuer) && new URL(issuer).protocol === 'https:'))
    throw new Problem(
      'oidc-settings',
      `${issuer} is no address of an identity provider`,
      'Write --oidc-issuer as https://…; without TLS only on this machine.',
    )
  const scopes = settingValue('oidc-scopes', flags.oidcScopes) ?? ''
  if (!scopes.split(' ').includes('openid'))
    throw new Problem(
      'oidc-settings',
      'the provider is not asked who somebody is',
      'Put openid among --oidc-scopes.',
    )
  return {
    issuer,
    clientId,
    clientSecret: readSecret(settingValue('oidc-client-secret-file', flags.oidcClientSecretFile)),
    scopes,
    roleClaim: settingValue('oidc-role-claim', flags.oidcRoleClaim) ?? '',
    roles: parseRoles(settingValue('oidc-roles', flags.oidcRoles) ?? ''),
  }
}

function readSecret(path: string | undefined): string | undefined {
  if (path === undefined) return undefined
  try {
    const secret = readFileSync(path, 'utf8').trim()
    if (secret !== '') return secret
  } catch (error) {
    throw unreadable(path, error instanceof Error ? error.message : String(error))
  }
  throw unreadable(path, 'it is empty')
}

function unreadable(path: string, why: string): Problem {
  return new Problem(
    'oidc-settings',
    `cannot read the client’s secret from ${path}: ${why}`,
    'Name a file that holds it with --oidc-client-secret-file.',
  )
}
