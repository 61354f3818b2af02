// `stillwatch share`: what goes to other providers and what comes from them.
import type { Command } from 'commander'
import { addShareCampaigns } from './share-campaigns.js'
import { addShareIdentity } from './share-identity.js'
import { addShareMatch } from './share-match.js'
import { addShareOutbox } from './share-outbox.js'
import { addSharePartners } from './share-partners.js'
import { addSharePublish } from './share-publish.js'
import { addShareReceived } from './share-received.js'

/** Adds the commands. */
export function addShare(program: Command): void {
  const share = program
    .command('share')
    .description('what other providers can use of a campaign, and nothing about a customer')
  addShareCampaigns(share)
  addSharePublish(share)
  addShareOutbox(share)
  addShareIdentity(share)
  addSharePartners(share)
  addShareMatch(share)
  addShareReceived(share)
}
