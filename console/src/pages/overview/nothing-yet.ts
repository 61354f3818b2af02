import { Failed } from '../../service/client'

/** Whether the service has analysed nothing yet. */
export const isNothingYet = (error: unknown): boolean =>
  error instanceof Failed && error.code === 'no-analysis'
