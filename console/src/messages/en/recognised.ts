// Accounts that were recognised before an analysis had them in a campaign.
export const recognised = {
  'recognised.title': 'Recognised before an analysis',
  'recognised.says':
    'New accounts are held against what the campaign’s accounts showed first: when a gateway asks about them, and when their exchanges are loaded. The number is that of the request at which it was enough.',
  'recognised.counts': {
    one: '{count} account, at request {median}. The newest analysis has {members} in the campaign.',
    other:
      '{count} accounts, at request {median} in the middle. The newest analysis has {members} of them in the campaign.',
  },
  'recognised.request': 'Request',
  'recognised.when': 'When',
  'recognised.by': 'By what',
  'recognised.seenBy': 'Seen by',
  'recognised.seenBy.gateway': 'a gateway',
  'recognised.seenBy.log': 'the log',
  'recognised.enough': 'Enough from',
  'recognised.member': 'Member',
  'recognised.isMember': 'yes',
  'recognised.isNoMember': 'not by the newest analysis',
  'recognised.column': 'Recognised at request',
  'recognised.holders': '{inside} inside, {outside} elsewhere',
} as const
