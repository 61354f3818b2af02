// The bits that a detector gave, within those that it may give.
import { Group, Text, Tooltip } from '@mantine/core'
import { useSay } from '../../messages/language'
import type { ListedDetector } from '../../service/client'
import { useFormat } from '../../service/clock'

/** Bits at both ends of all rows, so that they can be compared. */
const [LEAST, MOST] = [-6, 12]
const placeOf = (bits: number) =>
  `${(100 * (Math.min(MOST, Math.max(LEAST, bits)) - LEAST)) / (MOST - LEAST)}%`

export function GivenBits({ detector: { range, spoke } }: { readonly detector: ListedDetector }) {
  const say = useSay()
  const format = useFormat()
  const isSilent = spoke.groups === 0
  const says = isSilent
    ? `${say('detectors.noGroups')} · ${say('detectors.rangeSays', {
        least: format.bits(range.least),
        most: format.bits(range.most),
      })}`
    : say('detectors.givenSays', {
        least: format.bits(spoke.least),
        most: format.bits(spoke.most),
        median: format.bits(spoke.median),
        floor: format.bits(range.least),
        ceiling: format.bits(range.most),
      })
  const span = (from: number, to: number) => ({
    left: placeOf(from),
    width: `max(3px, calc(${placeOf(to)} - ${placeOf(from)}))`,
  })
  return (
    <Tooltip label={says}>
      <Group gap={8} wrap="nowrap">
        <div className="sw-fall" role="img" aria-label={says} style={{ flex: '1 0 150px', minWidth: 150 }}>
          <span style={{ ...span(range.least, range.most), background: 'var(--sw-line)' }} />
          {isSilent ? null : (
            <span
              style={{
                ...span(spoke.least, spoke.most),
                background: 'var(--mantine-color-anchor)',
                opacity: 0.65,
              }}
            />
          )}
          <span style={{ left: placeOf(0), width: 1, background: 'var(--sw-dim)' }} />
        </div>
        <Text span size="xs" className="sw-number sw-dim" w={40} ta="right">
          {isSilent ? '–' : format.bits(spoke.median)}
        </Text>
      </Group>
    </Tooltip>
  )
}
