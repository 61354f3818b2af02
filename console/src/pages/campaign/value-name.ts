import type { Graph } from '../../service/client'

/** A shared value in an address: its kind and label. */
export const valueName = ({ kind, label }: Pick<Graph['traits'][number], 'kind' | 'label'>) =>
  `${kind} ${label}`
