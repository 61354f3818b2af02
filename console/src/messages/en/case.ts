// The case file of a campaign or an account.
export const cases = {
  'case.open': 'Case file',
  'case.title': 'Case file of {name}',
  'case.titleAccount': 'Case file of account {account}',
  'case.says':
    'One document that stands alone, for counsel and whoever asks them: what is claimed and what is not, each account with its own facts, the evidence with its queries, what is not known, what was done, and how all of it is checked again. That it was made is written into the audit log.',
  'case.saysAccount':
    'One document that stands alone, about this account in {name}: what is claimed and what is not, its own facts, the evidence, what was done about it and what its customer was told. It names no other account. That it was made is written into the audit log.',
  'case.language': 'Language of the page',
  'case.tlp': 'Who may see it',
  'case.tlp.red': 'TLP:RED – the persons addressed',
  'case.tlp.amber+strict': 'TLP:AMBER+STRICT – the recipient’s organisation',
  'case.tlp.amber': 'TLP:AMBER – the organisation and its clients',
  'case.tlp.green': 'TLP:GREEN – the community',
  'case.tlp.clear': 'TLP:CLEAR – everybody',
  'case.values': 'With shared values and texts in clear',
  'case.valuesSays':
    'Addresses, mail domains, payment fingerprints, and templates word for word where text is kept.',
  'case.valuesNot': 'Takes the scope act.',
  'case.make': 'Make it',
  'case.close': 'Close',
  'case.made': 'Number {id}',
  'case.signed': 'Signed with the key of {provider}.',
  'case.unsigned':
    'Not signed: this provider has no identity key. The audit log holds the hash of both files.',
  'case.print': 'Print',
  'case.savePage': 'Save the page',
  'case.saveData': 'Save the data',
  'case.keep': 'The service doesn’t keep it: save both files, unchanged.',
  'case.preview': 'The page',
} as const
