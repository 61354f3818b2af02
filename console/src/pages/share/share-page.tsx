// What may leave, with whom it is shared, and what partners share.
import { Stack, Tabs, Text, Title } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useSay } from '../../messages/language'
import { Prose } from '../../parts/prose'
import { SHARE_TABS } from '../../router'
import { CollectionsTab } from './collections-tab'
import { OutboxTab } from './outbox-tab'
import { PartnersTab } from './partners-tab'
import { PreviewTab } from './preview-tab'
import { ReceivedTab } from './received-tab'

const page = getRouteApi('/share')
const SHOWN = {
  preview: PreviewTab,
  outbox: OutboxTab,
  partners: PartnersTab,
  received: ReceivedTab,
  collections: CollectionsTab,
} as const

export function SharePage() {
  const say = useSay()
  const { tab = 'preview' } = page.useSearch()
  const navigate = page.useNavigate()
  const Shown = SHOWN[tab]
  return (
    <Stack gap="md">
      <div>
        <Title order={1}>{say('sharing.title')}</Title>
        <Text size="sm" className="sw-dim" maw={900}>
          <Prose text={say('sharing.says')} />
        </Text>
      </div>
      <Tabs
        value={tab}
        onChange={(next) => void navigate({ search: { tab: next as typeof tab } })}
        keepMounted={false}
      >
        <Tabs.List aria-label={say('sharing.tabs')} mb="md">
          {SHARE_TABS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {say(`sharing.tab.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab}>
          <Shown />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  )
}
