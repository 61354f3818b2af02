// Names of the tables that live only as long as an increment, or as what a whole analysis leaves to increments is made.

export const INCREMENT_TABLES = [
  'work_own_value',
  'work_own_score',
  'work_lacking',
  'work_newer',
  'work_near',
  'work_near_exchange',
  'work_grown',
  'work_joined',
] as const
