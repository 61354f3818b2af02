// `stillwatch campaigns judge`: whether accounts that somebody names act as one.
import { readFileSync, statSync } from 'node:fs'
import type { Command } from 'commander'
import { describeGiven } from '../../campaigns/describe-given.js'
import { judgeGiven } from '../../campaigns/judge-given.js'
import { outputColumns } from '../../config/settings.js'
import type { Judgement } from '../../model/judgement.js'
import { Problem } from '../../model/problem.js'
import { judgementOutcome, renderJudgement } from '../../report/judgement-text.js'
import { readAccountNames } from '../../sources/account-names.js'
import type { Store } from '../../store/store.js'
import { type StoreFlags, withKeptStore } from '../kept-store.js'
import { createProgress, EXIT, writeOut } from '../output.js'

interface JudgeFlags extends StoreFlags {
  readonly format: 'table' | 'json'
  readonly quiet?: boolean
}

/** Completes the command, which knows its store and its format already. */
export function addJudge(command: Command): void {
  command
    .description(
      'whether accounts that you name act as one, on the exchanges of a kept store; nothing is kept',
    )
    .argument('<members>', 'file with account ids, one a line; - for standard input')
    .option('--quiet', 'no progress')
    .addHelpText('after', '\nExit code: 0 not accused, 1 the accounts act as one, 2 could not tell.\n')
    .action(async (members: string, flags: JudgeFlags) => {
      const named = readMembers(members)
      const progress = createProgress(flags.quiet ?? false)
      try {
        const judgement = await withKeptStore(flags, (store) => judgeNamed(store, named, progress.say))
        progress.done()
        await writeOut(
          flags.format === 'json'
            ? `${JSON.stringify(judgement, null, 2)}\n`
            : renderJudgement(judgement, { width: outputColumns(process.stdout.columns) }),
        )
        process.exitCode = EXIT[judgementOutcome(judgement)]
      } finally {
        progress.done()
      }
    })
}

/** Bytes that a list of accounts may have. */
const MOST_BYTES = 64 * 1024 * 1024

/** @throws Problem `members-unreadable`, `members-format`, `members-empty` */
function readMembers(path: string): readonly string[] {
  const from = path === '-' ? 'standard input' : path
  try {
    if (path !== '-' && statSync(path).size > MOST_BYTES) throw new Error('it is larger than 64 MB')
    return readAccountNames(readFileSync(path === '-' ? 0 : path, 'utf8'), from)
  } catch (error) {
    if (error instanceof Problem) throw error
    throw new Problem(
      'members-unreadable',
      `cannot read ${from}: ${error instanceof Error ? error.message : String(error)}`,
      'Name a file with one account id a line, or - for standard input.',
      { cause: error },
    )
  }
}

/** @throws Problem `members-unknown` when fewer than two of the accounts sent anything */
async function judgeNamed(
  store: Store,
  named: readonly string[],
  say: (line: string) => void,
): Promise<Judgement> {
  const { groups, detectors } = await judgeGiven(store, [named], (step) => say(`judging: ${step}`))
  const [group] = groups
  if (group?.judged === undefined || group.accounts.length < 2)
    throw new Problem(
      'members-unknown',
      `${group?.accounts.length ?? 0} of the ${named.length} accounts named sent anything that is in ${store.location}, and a group has two or more`,
      'Name accounts as the log names them; `stillwatch query` with “SELECT DISTINCT account FROM exchange LIMIT 5” shows some.',
    )
  return describeGiven(group.judged, group, detectors)
}
