// What the chosen step takes.
import { Checkbox, NumberInput, SegmentedControl, TextInput } from '@mantine/core'
import { useSay } from '../../messages/language'
import type { filled, StepSearch } from './asked'

export interface StepParametersProps {
  readonly all: ReturnType<typeof filled>
  readonly set: (change: StepSearch) => void
}

export function StepParameters({ all, set }: StepParametersProps) {
  const say = useSay()
  if (all.step === 'tag')
    return (
      <TextInput
        label={say('act.tag')}
        value={all.tag}
        onChange={({ currentTarget: { value } }) => set({ tag: value })}
      />
    )
  if (all.step === 'step-up')
    return (
      <TextInput
        label={say('act.url')}
        type="url"
        placeholder="https://"
        value={all.url}
        onChange={({ currentTarget: { value } }) => set({ url: value })}
      />
    )
  if (all.step === 'throttle')
    return (
      <>
        <NumberInput
          label={say('act.requestsPerMinute')}
          min={0.1}
          max={1e6}
          value={all.rate}
          onChange={(value) => {
            if (typeof value === 'number') set({ rate: value })
          }}
        />
        <SegmentedControl
          aria-label={say('act.per')}
          value={all.per}
          data={(['account', 'campaign'] as const).map((value) => ({
            value,
            label: say(`act.per.${value}`),
          }))}
          onChange={(value) => set({ per: value as 'account' | 'campaign' })}
        />
      </>
    )
  if (all.step === 'degrade')
    return (
      <>
        <NumberInput
          label={say('act.maxTokens')}
          min={0}
          value={all.tokens}
          onChange={(value) => {
            if (typeof value === 'number') set({ tokens: value })
          }}
        />
        <TextInput
          label={say('act.model')}
          value={all.model}
          onChange={({ currentTarget: { value } }) => set({ model: value })}
        />
        <Checkbox
          label={say('act.withholdReasoning')}
          checked={all.reasoning}
          onChange={({ currentTarget: { checked } }) => set({ reasoning: checked })}
        />
        <Checkbox
          label={say('act.withholdLogprobs')}
          checked={all.logprobs}
          onChange={({ currentTarget: { checked } }) => set({ logprobs: checked })}
        />
      </>
    )
  return null
}
