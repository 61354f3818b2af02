import { useSay } from '../messages/language'
import { useFormat, useZone } from '../service/clock'

export interface TimeProps {
  readonly at: string
  /** How long ago; the day only, or the second too. The whole time is at hand. */
  readonly relative?: boolean
  readonly tells?: 'day' | 'second'
}

/** A time in the zone that is chosen; the other one is at hand when it is pointed at. */
export function Time({ at, relative = false, tells }: TimeProps) {
  const say = useSay()
  const { zone } = useZone()
  const format = useFormat()
  const other =
    zone === 'utc'
      ? say('time.local', { at: format.time(at, 'local') })
      : say('time.utc', { at: format.time(at, 'utc') })
  const full = tells === 'second' ? format.second(at) : format.time(at)
  return (
    <time
      dateTime={at}
      title={relative || tells === 'day' ? `${full} · ${other}` : other}
      className="sw-number"
    >
      {relative ? format.ago(at) : tells === 'day' ? format.day(at) : full}
    </time>
  )
}
