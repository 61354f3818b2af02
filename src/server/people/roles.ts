// What people may do: roles, each a set of the scopes that keys have, and the values of a claim that give them.
import { Problem } from '../../model/problem.js'
import type { Scope } from '../access/key-ring.js'

/** From the least to the most. */
export const ROLES = {
  viewer: ['read'],
  analyst: ['read', 'decide', 'share'],
  responder: ['read', 'decide', 'act', 'share'],
  admin: ['admin'],
} as const satisfies Readonly<Record<string, readonly Scope[]>>

export type Role = keyof typeof ROLES

const RANKED = Object.keys(ROLES) as Role[]

/** Values of the claim, each with the role that it gives. */
export type RoleMap = ReadonlyMap<string, Role>

/**
 * A map written as `VALUE=ROLE,VALUE=ROLE`; a value may hold `=`.
 * @throws Problem `oidc-settings`
 */
export function parseRoles(text: string): RoleMap {
  const pairs = text
    .split(',')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
  if (pairs.length === 0) throw wrong('no value of the claim gives a role, so nobody could sign in')
  return new Map(
    pairs.map((pair) => {
      const at = pair.lastIndexOf('=')
      const role = RANKED.find((name) => name === pair.slice(at + 1).trim())
      if (at < 1 || role === undefined) throw wrong(`${pair} does not say which role a value gives`)
      return [pair.slice(0, at).trim(), role]
    }),
  )
}

/** The highest role that somebody's claim gives; undefined when it gives none. */
export function roleOf(claim: unknown, map: RoleMap): Role | undefined {
  const values = Array.isArray(claim) ? claim : [claim]
  const given = new Set(values.map((value) => (typeof value === 'string' ? map.get(value) : undefined)))
  return RANKED.findLast((role) => given.has(role))
}

/** The value at a path such as `realm_access.roles`; a claim of that whole name comes first. */
export function claimAt(claims: Readonly<Record<string, unknown>>, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path]
  let value: unknown = claims
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = (value as Readonly<Record<string, unknown>>)[name]
  }
  return value
}

function wrong(what: string): Problem {
  return new Problem(
    'oidc-settings',
    what,
    `Write --oidc-roles as VALUE=ROLE with commas between; roles are ${RANKED.join(', ')}.`,
  )
}
