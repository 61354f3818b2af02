// `stillwatch query`: one SELECT on a kept store, such as the query behind a piece of evidence.
import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { Option } from 'commander'
import { renderRows } from '../../report/rows.js'
import { queryReadOnly } from '../../store/read-only.js'
import { addStoreOptions, type StoreFlags, withUntouchedStore } from '../kept-store.js'
import { writeOut } from '../output.js'

interface Flags extends StoreFlags {
  readonly format: 'table' | 'json'
}

/** Adds the command. */
export function addQuery(program: Command): void {
  addStoreOptions(
    program
      .command('query')
      .description('run a query on a kept store, such as one behind a piece of evidence; it can only read')
      .argument('<sql>', 'a SELECT; - for standard input'),
  )
    .addOption(
      new Option('--format <format>', 'how it is printed').choices(['table', 'json']).default('table'),
    )
    .action(async (sql: string, flags: Flags) => {
      const asked = sql === '-' ? readFileSync(0, 'utf8') : sql
      const rows = await withUntouchedStore(flags, (store) =>
        queryReadOnly<Record<string, unknown>>(store, asked),
      )
      await writeOut(flags.format === 'json' ? `${JSON.stringify(rows, null, 2)}\n` : renderRows(rows))
    })
}
