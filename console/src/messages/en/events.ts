// Public events and model releases beside what campaigns did.
export const events = {
  'events.title': 'Releases and public events',
  'events.says':
    'What everybody could know in the time of this log. Models are those that the log shows for the first time; other events are what the operator wrote down. They are evidence of nothing.',
  'events.none': 'No model came out and no public event is known in the time of this log.',
  'events.noFile': 'Announcements, prices, policies and disclosures are shown from a file (docs/console.md):',
  'events.wholeDay': 'a whole day, UTC',
  'events.when': 'When',
  'events.what': 'What',
  'events.first-asked': 'First asked for',
  'events.release': 'Release',
  'events.price': 'Price',
  'events.policy': 'Policy',
  'events.disclosure': 'Disclosure',
  'events.outage': 'Outage',
  'events.other': 'Other',
} as const
