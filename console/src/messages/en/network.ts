// The graph of accounts and shared values, and the map of network operators.
export const network = {
  'network.nearer': 'Nearer',
  'network.farther': 'Farther',
  'network.whole': 'Show all of it',
  'network.map': 'Where its requests came from',
  'network.mapSays':
    'Countries of the addresses, the stronger the colour, the more exchanges; a disc’s area is the number of accounts. Click a country for its network operators.',
  'network.mapSaysSignUp':
    'Countries that the accounts gave when they signed up; a disc’s area is their number.',
  'network.by': 'Countries of',
  'network.byAddress': 'Addresses',
  'network.bySignUp': 'Sign-ups',
  'network.country': 'Country',
  'network.countries': 'Countries',
  'network.unknown': 'Not known',
  'network.operatorsIn': 'Those whose addresses are in: {country}.',
  'network.noTable':
    'No table tells which country an address is in. Start the service with one, such as GeoLite2-Country or DB-IP Country Lite (docs/facts.md), and ask for a whole analysis:',
} as const
