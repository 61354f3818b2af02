// The identity provider that people sign in with: OpenID Connect Core 1.0, authorization code with proof key (RFC 7636),
// through a certified client. Here is only what is particular to this service: which checks are on, and failures in words.
import * as oidc from 'openid-client'
import { isLoopbackUrl } from '../../config/loopback.js'
import { Problem } from '../../model/problem.js'
import { say } from '../../model/sentence.js'
import { claimAt, type Role, type RoleMap, roleOf } from './roles.js'
import type { Person } from './sessions.js'
import type { Ticket } from './ticket.js'

export interface OidcOptions {
  readonly issuer: string
  readonly clientId: string
  /** Undefined for a public client. */
  readonly clientSecret: string | undefined
  /** Separated by spaces. */
  readonly scopes: string
  /** Where roles stand in the claims, such as `groups` or `realm_access.roles`. */
  readonly roleClaim: string
  readonly roles: RoleMap
}

/** Seconds that the provider may take to answer. */
const PATIENCE_SECONDS = 10
/** Characters of a subject (OpenID Connect Core, 2). */
const SUBJECT = /^[\x20-\x7e]{1,255}$/

export class Provider {
  private constructor(
    private readonly options: OidcOptions,
    private readonly config: oidc.Configuration,
  ) {}

  /**
   * Reads what the provider tells of itself, and asks it whether it knows this client.
   * @throws Problem `oidc-unreachable`, `oidc-issuer`, `oidc-client`
   */
  static async discover(options: OidcOptions): Promise<Provider> {
    const { issuer, clientId, clientSecret } = options
    // Signatures of tokens are checked though they come straight from the provider: what is in between needn't be trusted.
    const execute = [
      oidc.enableNonRepudiationChecks,
      ...(isLoopbackUrl(issuer) ? [oidc.allowInsecureRequests] : []),
    ]
    const auth = clientSecret === undefined ? oidc.None() : undefined
    const config = await oidc
      .discovery(new URL(issuer), clientId, clientSecret, auth, { execute, timeout: PATIENCE_SECONDS })
      .catch((error: unknown) => {
        throw discoveryProblem(error, issuer)
      })
    const provider = new Provider(options, config)
    await provider.assertKnown()
    return provider
  }

  /** Where the browser is sent to sign in. */
  async authorizationUrl(callback: string, { state, nonce, verifier }: Ticket): Promise<string> {
    return oidc.buildAuthorizationUrl(this.config, {
      redirect_uri: callback,
      scope: this.options.scopes,
      response_type: 'code',
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }).href
  }

  /** What a sign-in begins with; `to` is where it leads. */
  newTicket(to: string): Ticket {
    return {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
      to,
      at: Date.now(),
    }
  }

  /**
   * Who came back from the provider.
   * @param returned the whole address that the browser was sent back to
   * @throws Problem `sign-in-refused`, `oidc-unreachable`, `role-missing`
   */
  async personOf(returned: URL, { state, nonce, verifier }: Ticket): Promise<Person> {
    const { roleClaim, roles } = this.options
    try {
      const tokens = await oidc.authorizationCodeGrant(this.config, returned, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      const subject = claims?.sub ?? ''
      if (!claims || !SUBJECT.test(subject)) throw new Error('the provider names nobody')
      const all = await this.allClaims(claims, tokens.access_token)
      const name = nameOf(all)
      const role = this.assertRole(roleOf(claimAt(all, roleClaim), roles), subject)
      return { subject, role, way: 'oidc', name: name?.slice(0, 200), idToken: tokens.id_token }
    } catch (error) {
      throw error instanceof Problem ? error : signInProblem(error)
    }
  }

  /** Where the browser is sent so that the provider ends its own session too; undefined when it can't. */
  endUrl(idToken: string | undefined, back: string): string | undefined {
    if (this.config.serverMetadata().end_session_endpoint === undefined) return undefined
    return oidc.buildEndSessionUrl(this.config, {
      post_logout_redirect_uri: back,
      ...(idToken !== undefined && { id_token_hint: idToken }),
    }).href
  }

  /** Claims of the token, with those that the provider tells only when it is asked. */
  private async allClaims(
    claims: oidc.IDToken,
    accessToken: string,
  ): Promise<Readonly<Record<string, unknown>>> {
    const isWhole = claimAt(claims, this.options.roleClaim) !== undefined && nameOf(claims) !== undefined
    if (isWhole || this.config.serverMetadata().userinfo_endpoint === undefined) return claims
    return { ...(await oidc.fetchUserInfo(this.config, accessToken, claims.sub)), ...claims }
  }

  private assertRole(role: Role | undefined, subject: string): Role {
    if (role !== undefined) return role
    throw new Problem(
      'role-missing',
      say`${subject} is known to the provider, but has no role here: no value of the claim ${this.options.roleClaim} gives one`,
      'Ask the operator to put you into a group that --oidc-roles names, and sign in again.',
    )
  }

  /** A code that nobody has: a provider that knows the client refuses the code, and else the client. */
  private async assertKnown(): Promise<void> {
    try {
      await oidc.genericGrantRequest(this.config, 'authorization_code', {
        code: 'stillwatch-start',
        redirect_uri: 'http://127.0.0.1/',
        code_verifier: oidc.randomPKCECodeVerifier(),
      })
    } catch (error) {
      const code = error instanceof oidc.ResponseBodyError ? error.error : ''
      if (
        code === 'invalid_client' ||
        code === 'unauthorized_client' ||
        error instanceof oidc.WWWAuthenticateChallengeError
      )
        throw new Problem(
          'oidc-client',
          `the identity provider ${this.options.issuer} refuses the client ${this.options.clientId}: ${code || 'its secret is wrong'}`,
          'Compare --oidc-client-id and the secret with what the provider has for this client.',
          { cause: error },
        )
    }
  }
}

/** What people call somebody. */
function nameOf({
  name,
  preferred_username: login,
  email,
}: Readonly<Record<string, unknown>>): string | undefined {
  return [name, login, email].find((one) => typeof one === 'string')
}

function discoveryProblem(error: unknown, issuer: string): Problem {
  if (isNetwork(error)) return unreachable(error, issuer)
  return new Problem(
    'oidc-issuer',
    `what answers at ${issuer} is no identity provider of that name: ${reasonOf(error)}`,
    'Write --oidc-issuer exactly as the provider names itself: what stands before /.well-known/openid-configuration.',
    { cause: error },
  )
}

function signInProblem(error: unknown): Problem {
  if (isNetwork(error)) return unreachable(error, 'of this service')
  return new Problem(
    'sign-in-refused',
    say`the sign-in does not count: ${reasonOf(error)}`,
    'Sign in again; if it repeats, show this message to the operator.',
    { cause: error },
  )
}

function unreachable(error: unknown, issuer: string): Problem {
  return new Problem(
    'oidc-unreachable',
    say`the identity provider ${issuer} does not answer: ${reasonOf(error)}`,
    'Check --oidc-issuer, and that this machine reaches it.',
    { cause: error },
  )
}

/** Whether no answer came at all, or one of a server that is in trouble. */
function isNetwork(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { cause } = error
  if (cause instanceof Response) return cause.status >= 500
  return (
    (error instanceof TypeError && error.message === 'fetch failed') ||
    error.name === 'TimeoutError' ||
    ('code' in error && error.code === 'OAUTH_TIMEOUT') ||
    (cause instanceof Error && isNetwork(cause))
  )
}

/** A failure in a line, without what tokens hold. */
function reasonOf(error: unknown): string {
  if (error instanceof oidc.ResponseBodyError || error instanceof oidc.AuthorizationResponseError)
    return `${error.error}${error.error_description === undefined ? '' : ` (${error.error_description.slice(0, 200)})`}`
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  const below = cause instanceof Error ? `: ${cause.message}` : ''
  return `${error.message}${below}`.slice(0, 300)
}
