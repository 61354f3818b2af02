// The graph of accounts and shared values, and the map of network operators.
export const network = {
  'network.nearer': 'Nearer',
  'network.farther': 'Farther',
  'network.whole': 'Show all of it',
} as const
