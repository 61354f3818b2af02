// Common means of several campaigns in words.
import type { Infrastructure, InfrastructureMeans } from '../model/analysis.js'
import { formatPlural } from './quantities.js'

const KINDS: Readonly<Record<string, string>> = {
  payment: 'payment cards',
  registration: 'places or mail domains of sign-up',
  address: 'network exits',
}

/**
 * What campaigns have in common, as clauses.
 * @param names of the campaigns, as they are shown
 */
export function infrastructureSentence(names: readonly string[], { means }: Infrastructure): string {
  return `${joined(names)} have means in common: ${means.map(meansClause).join('; ')}. One seller of access may serve several buyers.`
}

function meansClause({ kind, campaigns, accounts, others }: InfrastructureMeans): string {
  const shared = `${KINDS[kind] ?? kind} (${formatPlural(accounts, 'account')} of ${campaigns.length} campaigns`
  return others === 0
    ? `${shared})`
    : `${shared}; ${formatPlural(others, 'account')} of nobody accused ${others === 1 ? 'uses' : 'use'} them too, and nothing speaks against ${others === 1 ? 'it' : 'them'})`
}

function joined(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
