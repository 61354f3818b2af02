// `stillwatch audit verify`: whether the audit log is as it was written.
import type { Command } from 'commander'
import { settingSays, settingValue } from '../../config/settings.js'
import { Problem } from '../../model/problem.js'
import { formatPlural } from '../../report/quantities.js'
import { verifyAudit } from '../../server/access/audit-log.js'
import { DEFAULT_STORE, stateFolder, statePaths } from '../../server/state-folder.js'
import { writeOut } from '../output.js'

interface Flags {
  readonly store?: string
  readonly state?: string
  readonly head?: string
}

/** Adds the command. */
export function addAudit(program: Command): void {
  program
    .command('audit')
    .description('the log of who did what')
    .command('verify')
    .description('follow the chain of hashes from the beginning, and say where it breaks')
    .option('--store <where>', `${settingSays('store')}; ${DEFAULT_STORE} when left out`)
    .option('--state <dir>', settingSays('state'))
    .option(
      '--head <hash>',
      'hash of a line that the log had, as the service logged it: shows whether the end was cut off',
    )
    .action(async ({ store, state, head: wanted }: Flags) => {
      const where = settingValue('store', store) ?? DEFAULT_STORE
      const path = statePaths(stateFolder(where, settingValue('state', state))).audit
      const { head, hashes } = verifyAudit(path)
      if (wanted !== undefined && !hashes.has(wanted))
        throw new Problem(
          'audit-cut',
          `no line of ${path} has the hash ${wanted}: it ends before, or is another log`,
          'Compare the file with a copy from before.',
        )
      await writeOut(
        `${formatPlural(head.seq, 'line')}, each follows from the one before\nhead ${head.hash}\n`,
      )
    })
}
