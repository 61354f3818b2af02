// What commands that share have in common: where keys and partners lie, and who is told of it.
import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { settingSays, settingValue } from '../config/settings.js'
import { Problem } from '../model/problem.js'
import { AuditLog } from '../server/access/audit-log.js'
import { DEFAULT_STORE, stateFolder, statePaths } from '../server/state-folder.js'

export interface StateFlags {
  readonly store?: string
  readonly state?: string
}

/** Adds the options that say where the state is. */
export function addStateOptions(command: Command): Command {
  return command
    .option('--store <where>', `${settingSays('store')}; ${DEFAULT_STORE} when left out`)
    .option('--state <dir>', settingSays('state'))
}

export function pathsOf({ store, state }: StateFlags): ReturnType<typeof statePaths> {
  return statePaths(stateFolder(settingValue('store', store) ?? DEFAULT_STORE, settingValue('state', state)))
}

/** Writes down what the operator did. */
export async function note(
  flags: StateFlags,
  action: string,
  details: Readonly<Record<string, string | number | boolean>>,
): Promise<void> {
  await new AuditLog(pathsOf(flags).audit).add({ actor: 'operator', action, details })
}

/** The text of a file, or of standard input for `-`. @throws Problem `file-unreadable` */
export function readText(file: string): string {
  return readBytes(file).toString('utf8')
}

/** The bytes of a file, or of standard input for `-`. @throws Problem `file-unreadable` */
export function readBytes(file: string): Buffer {
  try {
    return readFileSync(file === '-' ? 0 : file)
  } catch (error) {
    throw new Problem(
      'file-unreadable',
      `cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`,
      'Name a file that is there and that you may read; - is standard input.',
      { cause: error },
    )
  }
}

/** A whole number above zero, of an option. @throws Problem `bad-value` */
export function parseWhole(text: string, option: string): number {
  const number = Number(text)
  if (Number.isSafeInteger(number) && number > 0) return number
  throw new Problem('bad-value', `${text} is no whole number above zero`, `Write ${option} as 30000.`)
}
