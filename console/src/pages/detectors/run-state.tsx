// Whether a detector ran, in the newest analysis.
import { Text } from '@mantine/core'
import { useTerm } from '../../messages/language'
import { Told } from '../../parts/told'
import type { ListedDetector } from '../../service/client'

export const stateOf = ({ run }: ListedDetector) => run?.state ?? 'unknown'

/** The state in its word, with the reason where it did not run. */
export function RunState({ detector }: { readonly detector: ListedDetector }) {
  const term = useTerm()
  const state = stateOf(detector)
  return (
    <div style={{ maxWidth: 260 }}>
      <Text
        span
        size="sm"
        {...(state === 'failed' ? { c: 'var(--sw-distillation)', fw: 600 } : {})}
        {...(state === 'ran' ? {} : { className: 'sw-dim' })}
      >
        {term('ran', state)}
      </Text>
      {detector.run?.reason === undefined ? null : (
        <Text size="xs" className="sw-dim">
          <Told text={detector.run.reason} />
        </Text>
      )}
    </div>
  )
}
