// A real browser for the console's tests: Debian's Chromium where it is installed, else the one that a package ships.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'

const SYSTEM = '/usr/bin/chromium'
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export interface TestBrowser {
  readonly context: BrowserContext
  close(): Promise<void>
}

/** Starts it with a profile of its own, which goes away with it. */
export async function startBrowser(viewport = { width: 1440, height: 900 }): Promise<TestBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'stillwatch-browser-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findChromium(),
    headless: true,
    args: ARGUMENTS,
    viewport,
    locale: 'en',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
    acceptDownloads: true,
  })
  return {
    context,
    close: async () => {
      await context.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}

/** A browser that knows the key, and nothing of the console. */
export async function openWith(key: string): Promise<TestBrowser & { readonly page: Page }> {
  const browser = await startBrowser()
  await browser.context.addInitScript(`sessionStorage.setItem('stillwatch-key', ${JSON.stringify(key)})`)
  return { ...browser, page: await browser.context.newPage() }
}

async function findChromium(): Promise<string> {
  if (existsSync(SYSTEM)) return SYSTEM
  const { default: packaged } = await import('@sparticuz/chromium')
  return packaged.executablePath()
}

/** What a page complains about while it is looked at: errors of scripts and of the content security policy. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' || /Content Security Policy/.test(message.text()))
      complaints.push(message.text())
  })
  return complaints
}
