// The table from keys to accounts, by the keys' hashes: JSON lines of `{key, account, org}` in a file that is read again
// when it changes.
import { readFileSync, statSync, unwatchFile, watchFile } from 'node:fs'
import { z } from 'zod'
import { Problem } from '../model/problem.js'

const ROW = z.object({
  key: z.string().regex(/^[0-9a-f]{64}$/i),
  account: z.string().min(1).max(4096),
  org: z.string().max(4096).optional(),
})
type Row = z.infer<typeof ROW>

const MOST_BYTES = 512 * 1024 * 1024
const REREAD_MS = 1000

export class KeyAccounts {
  private rows = new Map<string, Row>()

  private constructor(private readonly path: string | undefined) {}

  /**
   * @param path undefined for a table with nothing in it
   * @throws Problem `key-accounts-unreadable`
   */
  static open(path: string | undefined, onError: (error: unknown) => void): KeyAccounts {
    const table = new KeyAccounts(path)
    if (path === undefined) return table
    table.read(path)
    watchFile(path, { interval: REREAD_MS, persistent: false }, () => {
      try {
        table.read(path)
      } catch (error) {
        // The table as it was is better than none.
        onError(error)
      }
    })
    return table
  }

  find(key: string): Row | undefined {
    return this.rows.get(key)
  }

  close(): void {
    if (this.path !== undefined) unwatchFile(this.path)
  }

  private read(path: string): void {
    const rows = new Map<string, Row>()
    let number = 0
    try {
      if (statSync(path).size > MOST_BYTES) throw new Error('it is larger than 512 MB')
      for (const line of readFileSync(path, 'utf8').split('\n')) {
        number++
        if (line.trim() === '') continue
        const row = ROW.parse(JSON.parse(line))
        rows.set(row.key.toLowerCase(), row)
      }
    } catch (error) {
      const why =
        error instanceof z.ZodError ? error.issues[0]?.message : error instanceof Error && error.message
      throw new Problem(
        'key-accounts-unreadable',
        `cannot read the table of keys ${path}, line ${number}: ${why || 'unknown'}`,
        'Write a line for each key: {"key": "SHA-256 of the key, hexadecimal", "account": "acct-7"}.',
        { cause: error },
      )
    }
    this.rows = rows
  }
}
