// `stillwatch share identity`, `sign` and `verify`: this provider's signing keys, and signatures beside any JSON object.
import type { Command } from 'commander'
import { parseJsonText } from '../../share/trust/bounded-json.js'
import { fingerprint } from '../../share/trust/ed25519-key.js'
import {
  createIdentity,
  type Identity,
  openIdentity,
  revokeKey,
  rotateKey,
  signerOf,
} from '../../share/trust/identity.js'
import { Partners } from '../../share/trust/partners.js'
import { signObject, verifyObject } from '../../share/trust/signature.js'
import { writeOut } from '../output.js'
import { addStateOptions, note, pathsOf, readText, type StateFlags } from '../share-state.js'

interface RootFlags extends StateFlags {
  readonly root: string
}

interface RevokeFlags extends RootFlags {
  readonly reason: string
}

/** Adds the commands. */
export function addShareIdentity(share: Command): void {
  const identity = share.command('identity').description('this provider’s keys, by which partners know it')
  const withRoot = (command: Command, says: string) =>
    addStateOptions(command).requiredOption('--root <file>', says)
  const needed = 'file of the root key'

  withRoot(
    identity
      .command('create')
      .description('make root key, signing key and key card; prints the card, which partners are sent')
      .argument('<name>', 'this provider’s name among partners, such as acme-ai.example'),
    'file that the root key is written to; keep it off this machine',
  ).action(async (name: string, flags: RootFlags) => {
    const made = createIdentity(pathsOf(flags).identity, name, flags.root)
    await note(flags, 'identity.created', { provider: name, key: made.key.kid })
    process.stderr.write(
      `The root key is in ${flags.root}. Take it off this machine: it is needed only to change keys.\n`,
    )
    await show(made)
  })

  addStateOptions(identity.command('show').description('print the key card')).action(
    async (flags: StateFlags) => show(await openIdentity(pathsOf(flags).identity)),
  )

  withRoot(
    identity
      .command('rotate')
      .description('put a new signing key in place; what the old one signed still counts'),
    needed,
  ).action(async (flags: RootFlags) => {
    const path = pathsOf(flags).identity
    const made = rotateKey(path, await openIdentity(path), flags.root)
    await note(flags, 'identity.rotated', { key: made.key.kid })
    await show(made)
  })

  withRoot(
    identity
      .command('revoke')
      .description('say that a key may be in other hands: nothing that it signed counts any more')
      .argument('<kid>', 'the key, from `stillwatch share identity show`'),
    needed,
  )
    .requiredOption('--reason <text>', 'why, for partners to read')
    .action(async (kid: string, flags: RevokeFlags) => {
      const path = pathsOf(flags).identity
      const made = revokeKey(path, await openIdentity(path), flags.root, kid, flags.reason)
      await note(flags, 'identity.revoked', { key: kid, reason: flags.reason })
      if (made.before)
        process.stderr.write(
          `The secret of the key ${made.before.kid}, which was in use before, lay in the same file: revoke it too if others may have that.\n`,
        )
      await show(made)
    })

  addStateOptions(
    share
      .command('sign')
      .description('print a signature beside a JSON object, such as a STIX bundle')
      .argument('<file>', 'file of the object; - for standard input'),
  ).action(async (file: string, flags: StateFlags) => {
    const signer = signerOf(await openIdentity(pathsOf(flags).identity))
    await writeOut(`${signObject(parseJsonText(readText(file)), signer)}\n`)
  })

  addStateOptions(
    share
      .command('verify')
      .description('check that a JSON object is as a partner signed it')
      .argument('<file>', 'file of the object; - for standard input')
      .argument('<signature>', 'file of the signature')
      .requiredOption('--from <partner>', 'whose object it is'),
  ).action(async (file: string, signature: string, flags: StateFlags & { readonly from: string }) => {
    const partners = await Partners.open(pathsOf(flags).partners)
    const object = parseJsonText(readText(file))
    const signed = verifyObject(object, readText(signature).trim(), partners, flags.from)
    await writeOut(`${signed.provider} signed it at ${signed.signedAt} with the key ${signed.kid}\n`)
  })
}

/** The card to standard output; what a person compares to standard error. */
async function show({ card }: Identity): Promise<void> {
  await writeOut(`${JSON.stringify(card, null, 2)}\n`)
  process.stderr.write(
    `Send the card to partners, and tell them by another way, such as a call, that its fingerprint is\n  ${fingerprint(card.root)}\n`,
  )
}
