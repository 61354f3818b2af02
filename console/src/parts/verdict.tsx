import { useTerm } from '../messages/language'
import type { Verdict as Name } from '../service/client'

/** A verdict in its colour and its word. */
export function Verdict({ verdict }: { readonly verdict: Name }) {
  const term = useTerm()
  return (
    <span className="sw-verdict" data-verdict={verdict}>
      {term('verdict', verdict)}
    </span>
  )
}
