// The resources of TAXII 2.1 as they go over the wire, for the server and for clients. What a server of others sends may
// have more.
import { z } from 'zod'

export const DISCOVERY = z.object({
  title: z.string(),
  description: z.string().optional(),
  contact: z.string().optional(),
  default: z.string().optional().describe('address of the API root to take when none is named'),
  api_roots: z.array(z.string()).optional().describe('addresses, or paths on this host'),
})
export type Discovery = z.infer<typeof DISCOVERY>

export const API_ROOT = z.object({
  title: z.string(),
  description: z.string().optional(),
  versions: z.array(z.string()),
  max_content_length: z.number().int().describe('most bytes of objects that are posted at once'),
})
export type ApiRoot = z.infer<typeof API_ROOT>

/** What a collection of ours says of itself beyond the standard: the most closed marking that it takes, or gives who asks. */
export const CEILING_PROPERTY = 'x_stillwatch_tlp'

export const COLLECTION = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string().optional(),
  alias: z.string().optional(),
  can_read: z.boolean(),
  can_write: z.boolean(),
  media_types: z.array(z.string()).optional(),
  [CEILING_PROPERTY]: z
    .string()
    .optional()
    .describe('the most closed marking of TLP 2.0 that it gives who asks, and takes from them'),
})
export type Collection = z.infer<typeof COLLECTION>

export const COLLECTIONS = z.object({ collections: z.array(COLLECTION).optional() })
export type Collections = z.infer<typeof COLLECTIONS>

const PAGE = {
  more: z.boolean().optional(),
  next: z.string().optional().describe('asks for what follows, with the same filters'),
}

/** Objects of a page, or those that are posted. Empty when there are none. */
export const ENVELOPE = z.object({ ...PAGE, objects: z.array(z.looseObject({})).optional() })
export type Envelope = z.infer<typeof ENVELOPE>

export const MANIFEST = z.object({
  ...PAGE,
  objects: z
    .array(
      z.object({
        id: z.string(),
        date_added: z.string(),
        version: z.string(),
        media_type: z.string().optional(),
      }),
    )
    .optional(),
})
export type Manifest = z.infer<typeof MANIFEST>

export const VERSIONS = z.object({ ...PAGE, versions: z.array(z.string()).optional() })
export type Versions = z.infer<typeof VERSIONS>

const STATUS_DETAIL = z.object({ id: z.string(), version: z.string(), message: z.string().optional() })
export type StatusDetail = z.infer<typeof STATUS_DETAIL>

export const STATUS = z.object({
  id: z.string(),
  status: z.enum(['complete', 'pending']),
  request_timestamp: z.string().optional(),
  total_count: z.number().int(),
  success_count: z.number().int(),
  successes: z.array(STATUS_DETAIL).optional(),
  failure_count: z.number().int(),
  failures: z.array(STATUS_DETAIL).optional(),
  pending_count: z.number().int(),
  pendings: z.array(STATUS_DETAIL).optional(),
})
export type Status = z.infer<typeof STATUS>

export const TAXII_ERROR = z.object({
  title: z.string(),
  description: z.string().optional(),
  error_id: z.string().optional(),
  error_code: z.string().optional(),
  http_status: z.string().optional(),
  external_details: z.string().optional(),
  details: z.record(z.string(), z.unknown()).optional(),
})
export type TaxiiError = z.infer<typeof TAXII_ERROR>

/** Headers that tell when the first and the last object of a page were added. */
export const ADDED_FIRST = 'X-TAXII-Date-Added-First'
export const ADDED_LAST = 'X-TAXII-Date-Added-Last'
