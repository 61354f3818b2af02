// What takes two people, by two people: each signs in at a real identity provider with a browser of their own. Who
// proposes isn't offered to approve, nothing happens before the second agrees, and both stand in the audit.
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeKey, RunningService } from '../../bench/live/running-service.js'
import { makeFolder } from '../cli/stillwatch.js'
import { CLIENT, IdentityProvider, ROLES } from '../http/identity-provider.js'
import { keepAnalysis, keptCampaign } from '../http/kept-analysis.js'
import { seriousFindings } from './axe.js'
import { startBrowser, type TestBrowser } from './browser.js'
import { writeText } from './editor.js'

const POLICY = `schema: stillwatch.policy/1
version: two-people-1
reasons: { shared-work: Your account works together with others in a way that our terms don't allow. }
approvals: { needed: 2, from: throttle }
rules: [{ name: see, action: observe, reason: shared-work }]
`
const NOTE = 'Why: for the record and for who asks later'
const LONG = 60_000

const folder = makeFolder()
const store = join(folder.path, 'store')
let provider: IdentityProvider
let service: RunningService
const browsers: TestBrowser[] = []
let rhea: Page
let ada: Page

beforeAll(async () => {
  const port = await freePort()
  provider = await IdentityProvider.start(`http://127.0.0.1:${port}/auth/callback`)
  const secret = join(folder.path, 'secret')
  writeFileSync(secret, CLIENT.secret)
  await keepAnalysis(store, [keptCampaign('c-1', ['a1', 'a2', 'a3'])])
  const flags = {
    '--every': '0',
    '--listen': `127.0.0.1:${port}`,
    '--sign-in': 'oidc',
    '--oidc-issuer': provider.issuer,
    '--oidc-client-id': CLIENT.id,
    '--oidc-client-secret-file': secret,
    '--oidc-roles': ROLES,
  }
  const key = makeKey(store, '--scope', 'admin')
  service = await RunningService.start(store, key, Object.entries(flags).flat())
  await service.until(async () => {
    const answer = await fetch(`${service.url}/v1/policy?note=first`, {
      method: 'PUT',
      body: POLICY,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/yaml' },
    })
    return answer.status === 200
  })
  ;[rhea, ada] = await Promise.all([signIn('rhea'), signIn('ada')])
}, LONG)
afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()))
  await service?.stop()
  await provider?.stop()
  folder.remove()
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return typeof address === 'object' && address ? address.port : 0
}

/** By the console's button and the provider's own pages. */
async function signIn(login: string): Promise<Page> {
  const browser = await startBrowser()
  browsers.push(browser)
  const page = await browser.context.newPage()
  page.setDefaultTimeout(30_000)
  await page.goto(service.url)
  await page.getByRole('link', { name: 'Sign in with your organisation' }).click()
  await page.locator('input[name=login]').fill(login)
  await page.locator('input[name=password]').fill('any')
  await page.locator('button[type=submit]').click()
  await page.locator('input[name=prompt][value=consent]').waitFor({ state: 'attached' })
  await page.locator('button[type=submit]').click()
  await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
  return page
}

interface Told {
  readonly decisions: readonly { readonly mode: string; readonly campaign: string }[]
}
const enforced = async () =>
  (await service.send<Told>('/v1/decisions')).body.decisions.filter(({ mode }) => mode === 'enforce').length

const actsOf = (page: Page) => page.getByRole('table', { name: 'What was done' })

test(
  'one proposes and is not offered to approve; nothing happens yet',
  async () => {
    await rhea.goto(`${service.url}/act?campaign=c-1&step=suspend&mode=enforce&reason=shared-work`)
    await rhea.getByText('You propose; another person approves.').waitFor()
    await rhea.getByLabel(NOTE).fill('case 12')
    await rhea.getByRole('button', { name: 'Propose for 3 accounts' }).click()
    await rhea.getByText(/is proposed/).waitFor()
    const row = actsOf(rhea).getByRole('row', { name: 'person:rhea' })
    await row.getByRole('button', { name: 'Withdraw' }).waitFor()
    expect(await row.getByRole('button', { name: 'Approve' }).count()).toBe(0)
    expect(await enforced()).toBe(0)
    expect(await seriousFindings(rhea)).toEqual([])
  },
  LONG,
)

test(
  'the other sees it, approves it with a reason, and it is in force',
  async () => {
    await ada.goto(`${service.url}/act`)
    await actsOf(ada).getByRole('button', { name: 'Approve' }).click()
    const dialog = ada.getByRole('dialog')
    await dialog.getByLabel(NOTE).fill('seen with my own eyes')
    await dialog.getByRole('button', { name: 'Approve' }).click()
    await expect.poll(enforced, { timeout: 30_000 }).toBe(3)
    await ada.goto(`${service.url}/audit`)
    await ada.getByRole('row', { name: /person:rhea.*Proposed/ }).waitFor()
    await ada.getByRole('row', { name: /person:ada.*seen with my own eyes/ }).waitFor()
  },
  LONG,
)

test(
  'a policy is proposed by one and put in force by the other',
  async () => {
    await ada.goto(`${service.url}/policy`)
    await writeText(
      ada,
      'Text of the policy',
      POLICY.replace('two-people-1', 'two-people-2').replace('Your account works', 'This account works'),
    )
    await ada.getByRole('button', { name: 'Review' }).click()
    await ada.getByText('Reason shared-work').waitFor()
    await ada.getByLabel(NOTE).fill('better words')
    await ada.getByRole('button', { name: 'Propose', exact: true }).click()
    await ada.getByText(/is proposed as/).waitFor()
    await ada.reload()
    await ada.getByText('Version two-people-1 is in force').waitFor()
    await rhea.goto(`${service.url}/act`)
    await actsOf(rhea)
      .getByRole('row', { name: 'person:ada' })
      .getByRole('button', { name: 'Approve' })
      .click()
    await rhea.getByRole('dialog').getByLabel(NOTE).fill('I read it')
    await rhea.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
    await rhea.getByRole('dialog').waitFor({ state: 'detached' })
    await rhea.goto(`${service.url}/policy`)
    await rhea.getByText('Version two-people-2 is in force').waitFor()
  },
  LONG,
)
