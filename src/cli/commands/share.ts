// `stillwatch share`: what goes to other providers and what comes from them.
import type { Command } from 'commander'
import { addShareIdentity } from './share-identity.js'
import { addShareMatch } from './share-match.js'
import { addSharePartners } from './share-partners.js'

/** Adds the commands. */
export function addShare(program: Command): void {
  const share = program.command('share').description('exchange with other providers')
  addShareIdentity(share)
  addSharePartners(share)
  addShareMatch(share)
}
