// Chance in SQL: every draw is a hash of who draws and what for, so that the same seed makes the same world, whatever
// the order in which the engine makes its rows.
import { type BlockKind, ownAddressBook } from '../../../simulate/network/blocks.js'

/** A number of 64 bits, the same for the same parts. */
export function hashSql(purpose: string, ...parts: readonly string[]): string {
  return `cityHash64(${[...parts, `'${purpose}'`].join(', ')})`
}

/** A number in [0, 1). */
export function uniformSql(purpose: string, ...parts: readonly string[]): string {
  return `(bitShiftRight(${hashSql(purpose, ...parts)}, 32) / 4294967296)`
}

/** Whole numbers from 0 to `count` - 1. */
export function belowSql(count: number | string, purpose: string, ...parts: readonly string[]): string {
  return `(bitShiftRight(${hashSql(purpose, ...parts)}, 20) % ${count})`
}

/** About a standard normal: the sum of four uniform numbers, centred and scaled. */
export function normalSql(purpose: string, ...parts: readonly string[]): string {
  const hash = hashSql(purpose, ...parts)
  const sixteenth = (n: number) => `bitAnd(bitShiftRight(${hash}, ${16 * n}), 65535)`
  return `((${[0, 1, 2, 3].map(sixteenth).join(' + ')}) / 65536 - 2) * 1.732`
}

/** One of a list of SQL values, each with its weight. */
export function pickSql(
  choices: readonly (readonly [value: string, weight: number])[],
  purpose: string,
  ...parts: readonly string[]
): string {
  const all = choices.reduce((sum, [, weight]) => sum + weight, 0)
  const last = choices.at(-1)?.[0] ?? "''"
  if (choices.length < 2) return last
  let reached = 0
  const steps = choices.slice(0, -1).map(([value, weight]) => {
    reached += weight / all
    return `draw < ${reached.toFixed(6)}, ${value}`
  })
  return `arrayElement(arrayMap(draw -> multiIf(${steps.join(', ')}, ${last}), [${uniformSql(purpose, ...parts)}]), 1)`
}

/** A number of an IPv4 address of a kind of network: the same network and host for the same parts. */
export function addressSql(kind: BlockKind, network: string, host: string): string {
  const blocks = ownAddressBook().blocks(kind)
  const index = `toUInt32(${network} % ${blocks.length} + 1)`
  const bases = `[${blocks.map(({ base }) => base).join(', ')}]::Array(UInt32)`
  const sizes = `[${blocks.map(({ size }) => size).join(', ')}]::Array(UInt32)`
  return `toUInt32(${bases}[${index}] + ${host} % ${sizes}[${index}])`
}
