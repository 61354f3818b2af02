// What commands that act have in common: who acts and why, and what followed at once.
import { userInfo } from 'node:os'
import type { Command } from 'commander'
import { readAnalyses } from '../respond/kept/subjects.js'
import type { ActBase } from '../respond/make-act.js'
import { respond } from '../respond/respond.js'
import type { Store } from '../store/store.js'

export interface ActorFlags {
  readonly by?: string
  readonly note: string
}

/** Adds the options that say who acts and why. */
export function addActor(command: Command): Command {
  return command
    .requiredOption('--note <text>', 'why, for who asks later')
    .option('--by <name>', 'who acts; the name of the system’s user without it')
}

export function actorOf({ by, note }: ActorFlags): ActBase {
  return { by: by ?? userInfo().username, note }
}

/** Decides anew and says what changed. */
export async function respondNow(store: Store): Promise<string> {
  if ((await readAnalyses(store, 1)).length === 0)
    return 'no analysis yet: decisions are made with the first\n'
  const { decisions, made, lifted } = await respond(store)
  const shadow = decisions.filter(({ mode }) => mode === 'shadow').length
  return `${made.length} decisions made, ${lifted.length} lifted; ${decisions.length - shadow} enforced and ${shadow} in shadow now\n`
}
