import { createSpotlight } from '@mantine/spotlight'

/** The palette's state, and what opens it. */
export const [paletteStore, palette] = createSpotlight()

/** What Enter would open, as the list marks it. */
const SELECTED = '[data-selected]'
const ENTRY = '[data-action]'

const listed = () => document.getElementById(paletteStore.getState().listId)

/** Whether Enter would open anything. */
export const isAnySelected = () => listed()?.querySelector(SELECTED) != null

/** Selects the first entry where none is: the library does so as something is typed, and not when entries come later. */
export function selectFirst(): void {
  if (isAnySelected()) return
  listed()?.querySelector(ENTRY)?.setAttribute('data-selected', 'true')
  paletteStore.updateState((state) => ({ ...state, selected: 0 }))
}

/** Opens what is selected. */
export const openSelected = () => listed()?.querySelector<HTMLElement>(SELECTED)?.click()
