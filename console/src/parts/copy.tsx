import { ActionIcon, CopyButton, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useSay } from '../messages/language'

/** Copies a text. */
export function Copy({ text }: { readonly text: string }) {
  const say = useSay()
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? say('copy.copied') : say('copy.copy')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="xs"
            onClick={copy}
            aria-label={`${say('copy.copy')}: ${text.slice(0, 60)}`}
          >
            {copied ? <IconCheck size={13} /> : <IconCopy size={13} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  )
}

/** An identifier in its own type, to be copied. */
export function Id({ id }: { readonly id: string }) {
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 2 }}>
      <span className="sw-mono" style={{ overflowWrap: 'anywhere' }}>
        {id}
      </span>
      <Copy text={id} />
    </span>
  )
}
