// `stillwatch forget`: removes accounts, or what is older than a day, from a kept store.
import type { Command } from 'commander'
import { Problem } from '../../model/problem.js'
import { formatCount } from '../../report/quantities.js'
import { type Forgotten, forgetAccounts, forgetBefore } from '../../store/forget.js'
import { addStoreOptions, type StoreFlags, withKeptStore } from '../kept-store.js'
import { writeOut } from '../output.js'

interface Flags extends StoreFlags {
  readonly account?: string[]
  readonly before?: string
}

/** Adds the command. */
export function addForget(program: Command): void {
  addStoreOptions(
    program.command('forget').description('remove accounts or old days from every table of a kept store'),
  )
    .option('--account <id...>', 'remove all that is known of these accounts')
    .option('--before <day>', 'remove exchanges and analyses from before this day (2026-03-01, UTC)')
    .action(async (flags: Flags) => {
      const { account = [], before } = flags
      if (account.length === 0 && before === undefined)
        throw new Problem(
          'nothing-to-forget',
          'it was not said what to remove',
          'Name accounts with --account ID, or a day with --before 2026-03-01.',
        )
      if (before !== undefined && !isDay(before))
        throw new Problem('no-day', `${before} is no day`, 'Write it as 2026-03-01.')
      const forgotten = await withKeptStore(flags, async (store) => [
        ...(account.length > 0 ? await forgetAccounts(store, account) : []),
        ...(before === undefined ? [] : await forgetBefore(store, before)),
      ])
      await writeOut(tell(forgotten))
    })
}

function isDay(text: string): boolean {
  return (
    /^\d{4}-\d\d-\d\d$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    new Date(text).toISOString().startsWith(text)
  )
}

/** A line for each table with what went from it. */
function tell(forgotten: readonly Forgotten[]): string {
  const rows = new Map<string, number>()
  for (const { table, rows: more } of forgotten) rows.set(table, (rows.get(table) ?? 0) + more)
  const longest = Math.max(...[...rows.values()].map((count) => formatCount(count).length))
  return [...rows].map(([table, count]) => `${formatCount(count).padStart(longest)}  ${table}\n`).join('')
}
