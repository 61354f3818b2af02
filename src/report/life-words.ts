// What a campaign does and what happened to it, in words, the same for terminal and report.
import type { Campaign, LifeEvent, LifeState } from '../model/analysis.js'
import { formatPlural } from './quantities.js'
import { visibleLine } from './visible-text.js'

const STATES: Readonly<Record<LifeState, string>> = {
  active: 'active',
  dormant: 'dormant: no exchange in the last days of the log',
  're-emerged': 're-emerged: active after a rest, or with new accounts',
}

/** The state in words; empty for a group that was never accused. */
export function stateWords(campaign: Campaign): string {
  return campaign.state === undefined ? '' : STATES[campaign.state]
}

/** An event as a clause, without its time. */
export function eventWords({ event, accounts, other = '' }: LifeEvent): string {
  const many = formatPlural(accounts, 'account')
  const who = visibleLine(other)
  switch (event) {
    case 'found':
      return `first seen; ${many} when it was found`
    case 'grew':
      return `${many} joined`
    case 'shrank':
      return `${many} no longer in it`
    case 'rested':
      return `fell silent, ${many} until then`
    case 're-emerged':
      return accounts === 0
        ? 'came back with the same accounts'
        : `came back with ${formatPlural(accounts, 'new account')}`
    case 'merged':
      return `one with ${who}, ${many} together`
    case 'split':
      return `split from ${who} with ${many}`
    case 'verdict-changed':
      return `judged anew; it was ${who} before`
    case 'cleared':
      return `cleared; it was ${who} before`
    case 'not-found':
      return 'not found by this analysis'
  }
}
