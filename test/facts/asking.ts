// What the facts' tests share: a throw-away store, files to load, and the questions asked of it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FactsOptions } from '../../src/fingerprint/facts/facts.js'
import { addressFactsSql, loadFacts, mailKindSql } from '../../src/fingerprint/facts/facts.js'
import { Problem } from '../../src/model/problem.js'
import { openStore } from '../../src/store/open-store.js'
import type { Store } from '../../src/store/store.js'

export interface AddressFacts {
  readonly ip: string
  readonly block: string
  readonly asn: number
  readonly operator: string
  readonly operator_kind: string
  readonly country: string
}

/** Opens a store and a directory; both go away on close. */
export async function openAsking() {
  const store: Store = await openStore()
  const directory = mkdtempSync(join(tmpdir(), 'facts-'))

  return {
    store,
    directory,
    /** Writes a file and returns its path. */
    file(name: string, content: string | Buffer): string {
      const path = join(directory, name)
      writeFileSync(path, content)
      return path
    },
    async lookUp(addresses: readonly string[]): Promise<Map<string, AddressFacts>> {
      await store.command('CREATE OR REPLACE TABLE asked (ip String) ENGINE = Memory')
      await store.insert(
        'asked',
        addresses.map((ip) => ({ ip })),
      )
      const rows = await store.query<AddressFacts>(addressFactsSql('asked'))
      return new Map(rows.map((row) => [row.ip, row]))
    },
    async mailKinds(domains: readonly string[]): Promise<Record<string, string>> {
      const list = domains.map((domain) => `'${domain}'`).join(', ')
      const rows = await store.query<{ domain: string; kind: string }>(
        `SELECT domain, ${mailKindSql('domain')} AS kind FROM (SELECT arrayJoin([${list}]) AS domain)`,
      )
      return Object.fromEntries(rows.map(({ domain, kind }) => [domain, kind]))
    },
    /** The Problem that loading these tables ends in. */
    async problemOf(options: FactsOptions): Promise<Problem> {
      const problem = await loadFacts(store, { packaged: false, ...options }).then(
        () => undefined,
        (error: unknown) => error,
      )
      if (!(problem instanceof Problem)) throw new Error(`no Problem but ${String(problem)}`)
      return problem
    },
    async close(): Promise<void> {
      await store.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
