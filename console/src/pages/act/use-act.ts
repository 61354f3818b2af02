// Does an act and has all that follows from it asked for anew.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type Act, type ActAsked, service, told } from '../../service/client'

/** @param after done before anything is asked for anew */
export function useAct(after?: (act: Pick<Act, 'id' | 'kind'>) => Promise<void>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (asked: ActAsked) => told(service.POST('/v1/acts', { body: asked })),
    onSuccess: async (act) => {
      await after?.(act)
      for (const key of ['deeds', 'findings', 'status']) void queries.invalidateQueries({ queryKey: [key] })
    },
  })
}
