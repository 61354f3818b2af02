import { useSay } from '../messages/language'
import { useFormat, useZone } from '../service/clock'

/** A time in the zone that is chosen; the other one is at hand when it is pointed at. */
export function Time({ at, relative = false }: { readonly at: string; readonly relative?: boolean }) {
  const say = useSay()
  const { zone } = useZone()
  const format = useFormat()
  const other =
    zone === 'utc'
      ? say('time.local', { at: format.time(at, 'local') })
      : say('time.utc', { at: format.time(at, 'utc') })
  const full = format.time(at)
  return (
    <time dateTime={at} title={relative ? `${full} · ${other}` : other} className="sw-number">
      {relative ? format.ago(at) : full}
    </time>
  )
}
