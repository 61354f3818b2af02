// Quantities as people write them on a command line: 4GB, 1h.
import { Problem } from '../model/problem.js'

const BYTES: Readonly<Record<string, number>> = { '': 1, B: 1, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 }
const MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** @throws Problem `bad-value` */
export function parseBytes(text: string, option: string): number {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)\s*([KMGT]?B?)$/i.exec(text.trim()) ?? []
  const factor = BYTES[unit.toUpperCase().replace(/^([KMGT])$/, '$1B')]
  if (number === undefined || factor === undefined)
    throw new Problem('bad-value', `${text} is no number of bytes`, `Write ${option} as 500MB or 4GB.`)
  return Number(number) * factor
}

/** Milliseconds. @throws Problem `bad-value` */
export function parseDuration(text: string, option: string): number {
  if (text.trim() === '0') return 0
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$/.exec(text.trim()) ?? []
  const factor = MS[unit]
  if (number === undefined || factor === undefined)
    throw new Problem('bad-value', `${text} is no length of time`, `Write ${option} as 30s, 10m, 1h or 1d.`)
  return Number(number) * factor
}
