// All keys at a glance, by `?`.
import { Kbd, Modal } from '@mantine/core'
import { useDisclosure, useOs, useWindowEvent } from '@mantine/hooks'
import { useSay } from '../messages/language'
import { PAGES } from './pages'

const TYPED_INTO = 'input, textarea, select, [contenteditable=true]'

export function KeysHelp() {
  const say = useSay()
  const os = useOs()
  const [isOpen, { open, close }] = useDisclosure(false)
  // The sign itself: where it lies on a keyboard, and whether with shift, is the keyboard's own.
  useWindowEvent('keydown', ({ key, target }) => {
    if (key === '?' && !(target instanceof HTMLElement && target.closest(TYPED_INTO))) open()
  })
  const rows: readonly (readonly [readonly string[], string])[] = [
    [[os === 'macos' ? '⌘ K' : 'Ctrl K', '/'], say('keys.palette')],
    ...PAGES.map(({ letter, title }) => [[`g ${letter}`], say(title)] as const),
    [['+', '-', '0', '← ↑ → ↓'], say('keys.graph')],
    [['Esc'], say('keys.close')],
    [['?'], say('keys.title')],
  ]
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={say('keys.title')}
      closeButtonProps={{ 'aria-label': say('keys.close') }}
    >
      <table className="sw-table">
        <tbody>
          {rows.map(([keys, does]) => (
            <tr key={does}>
              <td style={{ whiteSpace: 'nowrap' }}>
                {keys.map((key) => (
                  <span key={key}>
                    <Kbd size="xs">{key}</Kbd>{' '}
                  </span>
                ))}
              </td>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  )
}
