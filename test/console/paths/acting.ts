// Acting without a mouse, and sparing accounts.
import { expect, test } from 'vitest'
import type { Begun } from './session.js'

interface Decisions {
  readonly decisions: readonly {
    readonly mode: string
    readonly campaign: string
    readonly account: string
  }[]
}

/** The name of what has the focus, as a reader hears it: its label, or its text. */
const FOCUSED = `(() => {
  const one = document.activeElement
  if (!one) return ''
  const named = one.getAttribute('aria-label') || (one.labels && one.labels[0] && one.labels[0].innerText)
  return (named || one.innerText || '').trim()
})()`

export function actingPaths(begun: Begun): void {
  test('acts and takes it back with the keyboard alone, from the overview on', async () => {
    const { service, page, campaigns, prefer } = begun()
    const campaign = campaigns.at(-1)
    if (!campaign) throw new Error('no campaign in the sample')
    const enforced = async () =>
      (await service.send<Decisions>('/v1/decisions')).body.decisions.filter(
        (one) => one.mode === 'enforce' && one.campaign === campaign.id,
      ).length
    /** Tabs on until something of that name has the focus. */
    const reach = async (name: RegExp) => {
      for (let step = 0; step < 160; step++) {
        await page.keyboard.press('Tab')
        if (name.test(String(await page.evaluate(FOCUSED)))) return
      }
      throw new Error(`nothing of the name ${name} is reached by Tab`)
    }
    await prefer('en', 'light')
    await page.goto(service.url)
    await page.getByRole('table', { name: 'Campaigns by what they take' }).waitFor()
    await reach(new RegExp(campaign.name))
    await page.keyboard.press('Enter')
    await page.waitForURL(new RegExp(`/campaigns/${campaign.id}`))
    await page.getByRole('link', { name: 'Act on it', exact: true }).waitFor()
    await reach(/^Act on it$/)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/act\?campaign=/)
    await page.getByRole('table', { name: 'Accounts that it would reach' }).waitFor()
    // Of radio buttons the chosen one is reached, and arrows choose another.
    await reach(/^Shadow/)
    await page.keyboard.press('ArrowRight')
    await page.waitForURL(/mode=enforce/)
    await page.getByRole('button', { name: /^Enforce on/ }).waitFor()
    await reach(/^Why: for the record/)
    await page.keyboard.type('by keyboard')
    await reach(/^Enforce on/)
    await page.keyboard.press('Enter')
    await page.getByText(/is written down and in force/).waitFor()
    expect(await enforced()).toBe(campaign.accounts)
    await reach(/^Undo$/)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type('by keyboard too')
    await page.keyboard.press('Enter')
    await expect.poll(enforced, { timeout: 30_000 }).toBe(0)
  })

  test('exempts an account, which nothing is done to then, and its page says so', async () => {
    const { service, page, campaigns, prefer } = begun()
    const [campaign] = campaigns
    const [{ id: account } = { id: '' }] = (
      await service.send<{ accounts: { id: string }[] }>(`/v1/campaigns/${campaign?.id}/accounts?limit=1`)
    ).body.accounts
    await prefer('en', 'light')
    await page.goto(`${service.url}/accounts/${account}`)
    await page.getByRole('link', { name: 'Exempt it' }).click()
    await page.waitForURL(/kind=exempt/)
    expect(await page.getByRole('combobox', { name: 'Account', exact: true }).inputValue()).toBe(account)
    await page.getByLabel('Why: for the record and for who asks later').fill('a partner of ours')
    await page.getByRole('button', { name: 'Exempt', exact: true }).click()
    await page.getByText(/is written down and in force/).waitFor()
    await page.goto(`${service.url}/accounts/${account}`)
    await page.getByText(/Exempt until/).waitFor()
    await page.goto(`${service.url}/act?campaign=${campaign?.id}&step=suspend&mode=enforce`)
    const row = page
      .getByRole('table', { name: 'Accounts that it would reach' })
      .getByRole('row', { name: account })
    await row.getByText('Exempt').waitFor()
    const done = page.getByRole('table', { name: 'What was done' }).getByRole('row', { name: account })
    await done.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('dialog').getByLabel('Why: for the record and for who asks later').fill('no more')
    await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click()
    await row.getByText('Exempt').waitFor({ state: 'detached' })
  })
}
