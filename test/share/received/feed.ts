// A partner of whom tests take objects in by hand, and a directory that knows nobody's keys.
import type { PartnerFeed } from '../../../src/share/received/partner-file.js'
import { type KeyDirectory, refused } from '../../../src/share/trust/signature.js'
import { KEY } from '../campaign.js'

export const feedOf = (name: string): PartnerFeed => ({
  name,
  url: '',
  collection: '',
  credentials: { kind: 'none' },
  key: KEY,
  tlp: 'amber+strict',
  isSignatureNeeded: false,
  sharesSightings: false,
})

export const NOBODY: KeyDirectory = {
  keyOf: (): never => {
    throw refused('nobody is known')
  },
}
