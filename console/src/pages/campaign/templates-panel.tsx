// What the campaign's texts have in common, with the slots where they differ marked.
import { Stack, Text } from '@mantine/core'
import { useSay } from '../../messages/language'
import { Copy } from '../../parts/copy'
import { Panel } from '../../parts/panel'
import type { CampaignView } from '../../service/client'
import { useFormat } from '../../service/clock'

/** As the analysis marks a slot. */
const SLOT = '⟨…⟩'

export function TemplatesPanel({ templates }: { readonly templates: CampaignView['templates'] }) {
  const say = useSay()
  const format = useFormat()
  const read = templates.flatMap(({ share, skeleton }) =>
    skeleton === undefined ? [] : [{ share, skeleton }],
  )
  const others = templates.filter(({ skeleton }) => skeleton === undefined)
  return (
    <Panel title={say('campaign.templates')} says={say('campaign.templatesSays')}>
      {templates.length === 0 ? (
        <Text size="sm" className="sw-dim">
          {say('campaign.noTemplates')}
        </Text>
      ) : null}
      <Stack gap="sm">
        {read.map(({ share, skeleton }) => (
          <div key={skeleton}>
            <Text size="xs" className="sw-dim" component="div">
              {say('campaign.ofExchanges', { share: format.percent(share) })} <Copy text={skeleton} />
            </Text>
            <Skeleton text={skeleton} />
          </div>
        ))}
        {others.length === 0 ? null : (
          <Text size="sm" className="sw-dim">
            {say('campaign.byAnchors', {
              list: others
                .map(
                  ({ anchors, share }) =>
                    `${format.percent(share)} (${say('campaign.anchors', { count: anchors })})`,
                )
                .join(', '),
            })}
          </Text>
        )}
      </Stack>
    </Panel>
  )
}

function Skeleton({ text }: { readonly text: string }) {
  const say = useSay()
  let at = 0
  const parts = text.split(SLOT).map((words) => {
    const part = { at, words }
    at += words.length + SLOT.length
    return part
  })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <pre className="sw-skeleton sw-mono" tabIndex={0} lang="">
      {parts.map(({ at, words }, index) => (
        <span key={at}>
          {index === 0 ? null : <mark title={say('campaign.slot')}>{SLOT}</mark>}
          {words}
        </span>
      ))}
    </pre>
  )
}
