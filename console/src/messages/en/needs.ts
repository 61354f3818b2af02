// What an accusation needs.
export const needs = {
  'needs.title': 'What an accusation needs',
  'needs.says':
    'An accused group has all of it, and no innocent explanation holds. Numbers are those of the newest whole analysis.',
  'needs.what': 'Asked for',
  'needs.here': 'Here',
  'needs.needed': 'Needed',
  'needs.met': 'Met',
  'needs.yes': 'Yes',
  'needs.no': 'No',
  'needs.atLeast': 'at least {value}',
  'needs.atMost': 'at most {value}',
  'needs.evidence': 'All evidence, in bits',
  'needs.coordination': 'Evidence of one hand without the purpose, in bits',
  'needs.bond': 'What binds the accounts, in bits',
  'needs.beside': 'What joins the accounts beside a text, as they act like different people, in bits',
  'needs.owners': 'Independent owners',
  'needs.exchanges': 'Exchanges',
  'needs.falseDiscovery': 'Groups this alike by chance, as a share of those accused',
  'needs.linkedAsking': 'Partners point at it: nearly every owner does a campaign’s work',
  'needs.probability':
    'The probability of {probability} is not made of the bits: it is the share of campaigns among groups that were judged as this one was, in simulated worlds of known truth with one campaign to three groups that look like one. All accused groups have the same. Where campaigns are rarer, it is less.',
  'needs.probabilityCleared':
    'The probability of {probability} that it is a campaign after all was counted among groups that were judged as this one was, in simulated worlds of known truth with one campaign to three groups that look like one. Where campaigns are rarer, it is less.',
} as const
