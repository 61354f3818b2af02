// How a provider is named among its partners.
import { z } from 'zod'

/** Small letters, digits, dots and dashes: safe in file names, and one way to write it. */
export const PROVIDER_NAME = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?$/, 'no name of small letters, digits, dots and dashes')
