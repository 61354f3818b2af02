// What a step does, to whom, what it costs honest use, and how to come back: in sentences, before anything is done.
import { Text } from '@mantine/core'
import { useSay } from '../../messages/language'
import type { ActPreview, StepAsked } from '../../service/client'
import { useFormat } from '../../service/clock'

interface EffectProps {
  readonly preview: ActPreview
  readonly asked: StepAsked
}

export function EffectInWords({ preview, asked }: EffectProps) {
  const say = useSay()
  const format = useFormat()
  const what = useStepInWords(asked.step)
  const { counts, mixed, ends } = preview
  const { enforced, shadow, exempt, unsure, harder } = counts
  const isEnforced = asked.step.mode === 'enforce'
  const total = enforced + shadow + exempt + unsure + harder
  const left = exempt + unsure + harder > 0 ? ` ${say('effect.left', { exempt, unsure, harder })}` : ''
  const rest = isEnforced && shadow > 0 ? ` ${say('effect.rest', { shadow })}` : ''
  const period = { from: format.day(mixed.from), to: format.day(mixed.to) }
  const rows = [
    [say('effect.what'), what],
    [
      say('effect.whom'),
      `${say('effect.now', { count: isEnforced ? enforced : shadow, total })}${rest}${left}`,
    ],
    [say('effect.later'), say('effect.laterSays')],
    [
      say('effect.honest'),
      mixed.accounts === 0
        ? say('effect.honestNone', period)
        : say('effect.honestSome', { count: mixed.accounts, exchanges: mixed.exchanges, ...period }),
    ],
    [say('effect.ends'), say('effect.endsSays', { at: format.time(ends) })],
    [say('effect.back'), say('effect.backSays')],
  ] as const
  return (
    <div>
      {isEnforced ? null : (
        <Text size="sm" fw={560} mb={6}>
          {say('effect.shadowFirst')}
        </Text>
      )}
      <dl className="sw-effect">
        {rows.map(([title, words]) => (
          <div key={title} style={{ display: 'contents' }}>
            <dt>{title}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

/** The step itself as a sentence. */
function useStepInWords(step: StepAsked['step']): string {
  const say = useSay()
  const text = (name: string) => String(step[name] ?? '')
  switch (step.action) {
    case 'tag':
      return say('effect.tag', { tag: text('tag') })
    case 'throttle':
      return say(step.per === 'campaign' ? 'effect.throttle.campaign' : 'effect.throttle.account', {
        rate: Number(step.requestsPerMinute),
      })
    case 'degrade': {
      const parts = [
        ...(step.model === undefined ? [] : [say('effect.degrade.model', { model: text('model') })]),
        ...(step.maxTokens === undefined
          ? []
          : [say('effect.degrade.tokens', { tokens: Number(step.maxTokens) })]),
        ...(step.withholdReasoning === true ? [say('effect.degrade.reasoning')] : []),
        ...(step.withholdLogprobs === true ? [say('effect.degrade.logprobs')] : []),
      ]
      return say('effect.degrade', { with: parts.join(', ') })
    }
    case 'step-up':
      return say('effect.step-up')
    case 'suspend':
      return say('effect.suspend')
    default:
      return say('effect.observe')
  }
}
