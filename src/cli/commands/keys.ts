// `stillwatch keys create`, `list` and `revoke`: who may ask the service for what. They work while it runs.
import type { Command } from 'commander'
import { Option } from 'commander'
import { settingSays, settingValue } from '../../config/settings.js'
import { Problem } from '../../model/problem.js'
import { renderRows } from '../../report/rows.js'
import { AuditLog } from '../../server/access/audit-log.js'
import { type Key, KeyRing, SCOPES, type Scope } from '../../server/access/key-ring.js'
import { DEFAULT_STORE, stateFolder, statePaths } from '../../server/state-folder.js'
import { writeOut } from '../output.js'
import { parseDuration } from '../quantity.js'

interface Flags {
  readonly store?: string
  readonly state?: string
  readonly format: 'table' | 'json'
  readonly scope?: Scope[]
  readonly for?: string
  readonly rate?: string
}

/** Adds the commands. */
export function addKeys(program: Command): void {
  const keys = program.command('keys').description('API keys of the service')
  const withState = (command: Command) =>
    command
      .option('--store <where>', `${settingSays('store')}; ${DEFAULT_STORE} when left out`)
      .option('--state <dir>', settingSays('state'))
      .addOption(
        new Option('--format <format>', 'how it is printed').choices(['table', 'json']).default('table'),
      )
  withState(
    keys
      .command('create')
      .description('make a key; it is shown once')
      .argument('<name>', 'whom it is for, such as the gateway’s name'),
  )
    .addOption(
      new Option('--scope <scope...>', 'what it may be used for').choices(SCOPES).makeOptionMandatory(),
    )
    .option('--for <time>', 'how long it counts: 90d; without it until it is revoked')
    .option('--rate <number>', 'requests a second; without it there is no limit')
    .action(async (name: string, flags: Flags) => {
      const { ring, audit } = openRing(flags)
      const lifetime = flags.for === undefined ? undefined : parseDuration(flags.for, '--for')
      const { key, shown } = ring.create({
        name,
        scopes: flags.scope ?? [],
        ...(lifetime !== undefined && { expiresAt: new Date(Date.now() + lifetime).toISOString() }),
        ...(flags.rate !== undefined && { rate: parseRate(flags.rate) }),
      })
      await audit.add({
        actor: 'operator',
        action: 'key.created',
        details: { id: key.id, name, scopes: key.scopes },
      })
      await writeOut(
        flags.format === 'json'
          ? `${JSON.stringify({ ...shownOf(key), key: shown }, null, 2)}\n`
          : `${shown}\n`,
      )
      if (flags.format === 'table')
        process.stderr.write('Keep it: it is not shown again. Send it as Authorization: Bearer KEY.\n')
    })
  withState(keys.command('list').description('keys, without the secrets')).action(async (flags: Flags) => {
    const { ring } = openRing(flags)
    const rows = ring.list().map(shownOf)
    await writeOut(
      flags.format === 'json' ? `${JSON.stringify(rows, null, 2)}\n` : renderRows(rows.map(flat)),
    )
  })
  withState(
    keys
      .command('revoke')
      .description('make a key useless; a running service knows it within a second or two')
      .argument('<id>', 'id of the key, from `stillwatch keys list`'),
  ).action(async (id: string, flags: Flags) => {
    const { ring, audit } = openRing(flags)
    const key = ring.revoke(id)
    await audit.add({ actor: 'operator', action: 'key.revoked', details: { id, name: key.name } })
    await writeOut(
      flags.format === 'json' ? `${JSON.stringify(shownOf(key), null, 2)}\n` : `${id} is revoked\n`,
    )
  })
}

function openRing({ store, state }: Flags): { ring: KeyRing; audit: AuditLog } {
  const where = settingValue('store', store) ?? DEFAULT_STORE
  const paths = statePaths(stateFolder(where, settingValue('state', state)))
  return { ring: KeyRing.open(paths.keys), audit: new AuditLog(paths.audit) }
}

function parseRate(text: string): number {
  const rate = Number(text)
  if (rate > 0 && Number.isFinite(rate)) return rate
  throw new Problem('bad-value', `${text} is no number of requests a second`, 'Write --rate as 50.')
}

function shownOf({ hash: _, ...key }: Key): Omit<Key, 'hash'> {
  return key
}

function flat({ id, name, scopes, created_at, expires_at, revoked_at }: Omit<Key, 'hash'>) {
  const state = revoked_at !== undefined ? 'revoked' : isPast(expires_at) ? 'expired' : 'usable'
  return { id, name, scopes: scopes.join(' '), created_at, expires_at: expires_at ?? '', state }
}

const isPast = (time: string | undefined) => time !== undefined && Date.parse(time) <= Date.now()
