// Accounts that took the place of suspended ones.
export const replaced = {
  'replaced.title': 'Who took whose place',
  'replaced.says':
    'A new account is held against those that were suspended before it came: by the time between, by a sign-up soon after the suspension, and by what both hold and few others of the campaign do. Pairs that are more likely than not are shown, each account once.',
  'replaced.counts':
    '{suspended} accounts were suspended while it ran; {newcomers} came after the first of them.',
  'replaced.expected':
    'About {replaced} were replaced, after {delay} on average; of {pairs} it can be told by whom.',
  'replaced.tooMany': 'That is too many to hold each against each.',
  'replaced.unknown':
    'Not known: whether the same people sit behind both, who replaced accounts that were suspended together and share nothing, and successors that came after the newest whole analysis.',
  'replaced.gone': 'Suspended',
  'replaced.when': 'When',
  'replaced.successor': 'Replaced by',
  'replaced.after': 'After',
  'replaced.shares': 'What speaks for it',
  'replaced.signUp': 'Sign-up soon after',
  'replaced.timesOnly': 'nothing rare; by its time',
} as const
