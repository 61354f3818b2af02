// Campaigns in one line: `api`, `careful,rhythm=human`, `subscription,mixing=0.9,purpose=rubric-grading/validation`.
import { Problem } from '../../src/model/problem.js'
import type { LanguageCode } from '../network/countries.js'
import type { Label } from '../records.js'
import { LANGUAGES } from '../text/languages.js'
import { PURPOSES } from '../text/purposes/purpose.js'
import { BASES, type BaseName } from './bases.js'
import type { Levers } from './levers.js'
import { SIZES } from './prices.js'
import { LEVERS } from './table.js'

export interface SpecifiedCampaign {
  readonly label: Label
  readonly levers: Levers
}

const BANKS = ['practice', 'validation'] as const

function wrong(message: string): Problem {
  return new Problem(
    'levers-specification',
    message,
    `Write BASE,LEVER=VALUE,… with a base of ${Object.keys(BASES).join(', ')} and a lever of ${LEVERS.map(({ id }) => id).join(', ')}, purpose=PURPOSE/BANK, size=ACCOUNTS, rate=REQUESTS or language=CODE.`,
  )
}

/**
 * Reads one campaign. Its label says it again in kebab-case. Its templates follow from seed and purpose alone, so that
 * campaigns of one seed differ by their levers only; two of one purpose in one world would be one hand by their text.
 */
export function readCampaign(specification: string): SpecifiedCampaign {
  const [base = '', ...settings] = specification.split(',')
  if (!(base in BASES)) throw wrong(`there is no base "${base}"`)
  let levers: Levers = BASES[base as BaseName]
  const named = [base]
  for (const setting of settings) {
    const [name = '', value = ''] = setting.split('=')
    levers = { ...levers, ...readSetting(name, value) }
    named.push(`${name}-${value.replace(/[./]/, '-')}`)
  }
  const { purposes, bank } = levers
  return {
    label: `attack:${named.join('-')}`,
    levers: { ...levers, wording: `${purposes.join(' ')} ${bank}` },
  }
}

/** A lever's value, or a setting that is no lever: purpose with wording, accounts, requests of each a day, one language. */
function readSetting(name: string, value: string): Partial<Levers> {
  switch (name) {
    case 'purpose':
      return readPurpose(value)
    case 'size':
      return { accounts: readSize(value) }
    case 'rate':
      return readRate(value)
    case 'language':
      return { languages: [readLanguage(value)] }
    default:
      return changeOf(name, value)
  }
}

function readSize(value: string): number {
  const size = Number(value)
  if (!Number.isSafeInteger(size) || size < 1) throw wrong(`"${value}" is no number of accounts`)
  return size
}

/** Requests of an account a day; whose rhythm is a person's sends them in conversations. */
function readRate(value: string): Partial<Levers> {
  const rate = Number(value)
  if (!(rate > 0) || !Number.isFinite(rate)) throw wrong(`"${value}" is no number of requests a day`)
  return { perAccountDay: rate, conversations: rate / SIZES.messagesPerConversation }
}

function readLanguage(value: string): LanguageCode {
  if (!(value in LANGUAGES)) throw wrong(`there is no language "${value}"`)
  return value as LanguageCode
}

function changeOf(name: string, value: string): Partial<Levers> {
  const lever = LEVERS.find(({ id }) => id === name)
  if (lever === undefined) throw wrong(`there is no lever "${name}"`)
  const change = lever.values[value]
  if (change === undefined)
    throw wrong(`"${name}" has no value "${value}", but ${Object.keys(lever.values).join(', ')}`)
  return change
}

function readPurpose(value: string): Pick<Levers, 'purposes' | 'bank'> {
  const [name, wording = 'practice'] = value.split('/')
  const purpose = PURPOSES.find((one) => one === name)
  if (purpose === undefined) throw wrong(`there is no purpose "${name}"`)
  const bank = BANKS.find((one) => one === wording)
  if (bank === undefined) throw wrong(`there is no wording "${wording}"`)
  return { purposes: [purpose], bank }
}
