// Of what a detector spoke for, how much people confirmed.
import { Text } from '@mantine/core'
import { useSay } from '../../messages/language'
import type { ListedDetector } from '../../service/client'
import { useFormat } from '../../service/clock'

export function Precision({ detector: { precision } }: { readonly detector: ListedDetector }) {
  const say = useSay()
  const format = useFormat()
  const percent = (value: number) => format.percent(Math.round(value * 100) / 100)
  if (precision === undefined)
    return (
      <Text size="xs" className="sw-dim">
        {say('detectors.precisionNone')}
      </Text>
    )
  const { confirmed, dismissed, share, low, high, tells } = precision
  return (
    <div style={{ minWidth: 130 }}>
      <Text size="sm" className="sw-number">
        {say('detectors.precisionInterval', {
          share: percent(share),
          low: percent(low),
          high: percent(high),
        })}
      </Text>
      <Text size="xs" className="sw-dim">
        {say('detectors.precisionSays', { confirmed, dismissed })}
        {tells ? null : ` · ${say('detectors.precisionFew')}`}
      </Text>
    </div>
  )
}
