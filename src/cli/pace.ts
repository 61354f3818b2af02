// How often a kept store's whole log is analysed, as options or the environment say.
import type { Pace } from '../campaigns/increments/choose.js'
import { settingValue } from '../config/settings.js'
import { parseDuration } from './quantity.js'

export interface PaceFlags {
  readonly wholeEvery?: string
  readonly wholeUnder?: string
}

export function paceOf({ wholeEvery, wholeUnder }: PaceFlags): Pace {
  return {
    wholeEveryMs: parseDuration(settingValue('whole-every', wholeEvery) ?? '', '--whole-every'),
    wholeUnderMs: parseDuration(settingValue('whole-under', wholeUnder) ?? '', '--whole-under'),
  }
}
