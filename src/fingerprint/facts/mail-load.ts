// Loads lists of mail domains as one layer; a user's list is believed before a packaged one.
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { Problem } from '../../model/problem.js'
import type { Store } from '../../store/store.js'
import type { LoadCount } from './address-load.js'
import type { FactTable } from './fact-table.js'
import { isGzip } from './fact-table.js'
import { WEBMAIL_DOMAINS } from './webmail-domain.js'

const DOMAIN = /^(?=.{3,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}$/

/** The webmail providers that this project lists itself. */
export const WEBMAIL_TABLE: FactTable = {
  role: 'free',
  rank: 0,
  name: 'webmail domains',
  source: 'Stillwatch',
  format: 'domains',
  paths: [],
  signature: `webmail ${WEBMAIL_DOMAINS.length}`,
}

/**
 * Fills a layer of `mail_domain` from all lists and tells what each gave.
 * @throws Problem `facts-format` when no line of a list is a domain
 */
export async function loadMailDomains(
  store: Store,
  tables: readonly FactTable[],
  layer: number,
): Promise<LoadCount[]> {
  const kinds = new Map<string, string>()
  const counts = new Map<FactTable, LoadCount>()
  for (const table of [...tables].sort((one, other) => other.rank - one.rank)) {
    const { domains, count } = readDomains(table)
    for (const domain of domains) if (!kinds.has(domain)) kinds.set(domain, table.role)
    counts.set(table, count)
  }
  await store.insert(
    'mail_domain',
    [...kinds].map(([domain, kind]) => ({ layer, domain, kind })),
  )
  return tables.map((table) => counts.get(table) ?? { rows: 0, rejected: 0, example: '' })
}

function readDomains(table: FactTable): { domains: readonly string[]; count: LoadCount } {
  const lines = table === WEBMAIL_TABLE ? WEBMAIL_DOMAINS : table.paths.flatMap(readLines)
  const domains: string[] = []
  const bad: string[] = []
  for (const line of lines) {
    const domain = line
      .replace(/[#;,].*$/, '')
      .replace(/^[@.*\s]+/, '')
      .trim()
      .toLowerCase()
    if (domain === '') continue
    if (DOMAIN.test(domain)) domains.push(domain)
    else bad.push(line)
  }
  const example = bad[0]?.slice(0, 80) ?? ''
  if (domains.length === 0)
    throw new Problem(
      'facts-format',
      `no line of ${table.name} is a mail domain (first: ${JSON.stringify(example)})`,
      'Give one domain a line, or a JSON array of them.',
    )
  return { domains, count: { rows: domains.length, rejected: bad.length, example } }
}

function readLines(path: string): string[] {
  const text = readText(path)
  if (!/^\s*\[/.test(text)) return text.split(/\r?\n/)
  try {
    const list: unknown = JSON.parse(text)
    return Array.isArray(list) ? list.map(String) : []
  } catch {
    return text.split(/\r?\n/)
  }
}

function readText(path: string): string {
  const raw = readFileSync(path)
  try {
    return (isGzip(raw) ? gunzipSync(raw) : raw).toString('utf8')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Problem(
      'facts-format',
      `${path} cannot be unpacked: ${reason}`,
      'Download it again, or leave it out.',
      {
        cause: error,
      },
    )
  }
}
