// Whether the service has stopped knowing who asks, in the middle of somebody's work: a session that ended, or a key that
// was revoked.

const listeners = new Set<() => void>()
let isOver = false

function set(next: boolean): void {
  if (isOver === next) return
  isOver = next
  for (const listener of listeners) listener()
}

export const session = {
  isOver: () => isOver,
  end: () => set(true),
  begin: () => set(false),
  watch: (listener: () => void) => {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  },
}
