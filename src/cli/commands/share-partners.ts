// `stillwatch share partners`: whose signatures count.
import type { Command } from 'commander'
import { Option } from 'commander'
import { renderRows } from '../../report/rows.js'
import { fingerprint } from '../../share/trust/ed25519-key.js'
import type { KeyCard } from '../../share/trust/key-card.js'
import { Partners } from '../../share/trust/partners.js'
import { writeOut } from '../output.js'
import { addStateOptions, note, pathsOf, readText, type StateFlags } from '../share-state.js'

/** Adds the commands. */
export function addSharePartners(share: Command): void {
  const partners = share.command('partners').description('providers whose signatures count')
  const takesCard = (command: Command) =>
    addStateOptions(command.argument('<card>', 'file of the key card; - for standard input'))

  takesCard(partners.command('add').description('take a new partner’s key card'))
    .requiredOption('--fingerprint <words>', 'of its root key, as the partner told it by another way')
    .action(async (file: string, flags: StateFlags & { readonly fingerprint: string }) => {
      const directory = await Partners.open(pathsOf(flags).partners)
      const card = await directory.add(readText(file), flags.fingerprint)
      await note(flags, 'partner.added', noted(card))
      await writeOut(`${card.provider} is a partner\n`)
    })

  takesCard(
    partners.command('update').description('take a newer key card of a partner, signed by the same root'),
  ).action(async (file: string, flags: StateFlags) => {
    const directory = await Partners.open(pathsOf(flags).partners)
    const card = await directory.update(readText(file))
    await note(flags, 'partner.updated', noted(card))
    await writeOut(`${card.provider} has the card ${card.serial} now\n`)
  })

  addStateOptions(
    partners
      .command('remove')
      .description('from now on nothing that this partner signed counts')
      .argument('<provider>', 'name of the partner'),
  ).action(async (provider: string, flags: StateFlags) => {
    const directory = await Partners.open(pathsOf(flags).partners)
    directory.remove(provider)
    await note(flags, 'partner.removed', { provider })
    await writeOut(`${provider} is no partner any more\n`)
  })

  addStateOptions(partners.command('list').description('partners with their keys'))
    .addOption(
      new Option('--format <format>', 'how it is printed').choices(['table', 'json']).default('table'),
    )
    .action(async (flags: StateFlags & { readonly format: 'table' | 'json' }) => {
      const cards = (await Partners.open(pathsOf(flags).partners)).list()
      await writeOut(
        flags.format === 'json' ? `${JSON.stringify(cards, null, 2)}\n` : renderRows(cards.map(rowOf)),
      )
    })
}

function noted(card: KeyCard) {
  return { provider: card.provider, serial: card.serial, fingerprint: fingerprint(card.root) }
}

function rowOf(card: KeyCard) {
  const revoked = card.keys.filter(({ revoked_at }) => revoked_at !== undefined).length
  const replaced = card.keys.filter(({ valid_until }) => valid_until !== undefined).length
  return {
    partner: card.provider,
    fingerprint: fingerprint(card.root),
    card: card.serial,
    issued_at: card.issued_at,
    keys: card.keys.length,
    replaced,
    revoked,
  }
}
