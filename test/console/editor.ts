// The editor of the page Policy, for tests.
import type { Page } from 'playwright-core'

/** Pastes a text in place of what stands in the editor: of a long one it shows no more than is in sight. */
export async function writeText(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByLabel(label)
  await field.click()
  await page.keyboard.press('Control+A')
  await page.evaluate(`(() => {
    const data = new DataTransfer()
    data.setData('text/plain', ${JSON.stringify(text)})
    const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
    document.activeElement.dispatchEvent(paste)
  })()`)
}
