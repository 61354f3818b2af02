// Before anybody wrote anything: what every page says in Japanese, and what axe finds on it.
import { expect, test } from 'vitest'
import { seriousFindings } from '../axe.js'
import type { Begun } from './session.js'

/** What a page shows and is read aloud, without what stands there as it was written: code, identifiers, texts of people. */
const TEXTS = `(() => {
  const skip = 'code, pre, textarea, input, q, kbd, .cm-line, .sw-mono, .sw-code, [lang=en], script, style'
  const texts = []
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walk.nextNode(); node; node = walk.nextNode())
    if (!node.parentElement.closest(skip)) texts.push(node.textContent)
  for (const name of ['aria-label', 'title', 'placeholder'])
    for (const one of document.querySelectorAll('[' + name + ']'))
      if (!one.closest(skip)) texts.push(one.getAttribute(name))
  return texts.filter((text) => /[A-Za-z]{3}/.test(text))
})()`

/** Names of products, protocols and forms, and words that are commands. */
const AS_THEY_ARE = new Set(
  `Stillwatch Wilson OpenAI Anthropic Envoy nginx LiteLLM Portkey ClickHouse embedded GeoLite2-Country DB-IP Country Lite stillwatch policy check service operator viewer
  responder admin link
  provider-b provider-c providers Campaigns test free plus startup education none`.split(/\s+/),
)

/** Words of Latin letters that are none of names, paths, options, identifiers and abbreviations. */
function wordsIn(text: string, names: ReadonlySet<string>): string[] {
  // What is copied is named by its beginning.
  if (text.startsWith('コピー: ')) return []
  const tokens = text.match(/[A-Za-z0-9_./:@+*=-]+/g) ?? []
  return tokens.filter(
    (token) =>
      /[a-z]{3}/.test(token) &&
      !/[0-9_/:.@*=]|^--/.test(token) &&
      !names.has(token) &&
      !AS_THEY_ARE.has(token),
  )
}

const pagesOf = (campaign: string) => [
  ...['?tab=outbox', '?tab=partners', '?tab=received', '?tab=collections'].map((tab) => `/share${tab}`),
  ...['summary', 'evidence', 'accounts', 'graph', 'compare'].map(
    (tab) => `/campaigns/${campaign}?tab=${tab}`,
  ),
  `/act?campaign=${campaign}`,
  ...['/campaigns/none', '/accounts/none'],
]
const PAGES = [
  '/',
  '/campaigns?show=all',
  '/act?kind=exempt',
  '/detectors',
  '/feedback',
  '/policy',
  '/share',
  '/audit',
]

export function wordPaths(begun: Begun): void {
  test('no page shows words of another language, but names and what is written as it is, and axe finds nothing serious', async () => {
    const { service, page, campaigns, cleared, prefer } = begun()
    await prefer('ja', 'light')
    const names = new Set([...campaigns, ...cleared].map(({ name }) => name))
    const found: string[] = []
    for (const path of [...PAGES, ...pagesOf(campaigns[0]?.id ?? '')]) {
      await page.goto(`${service.url}${path}`)
      await page.locator('main h1, main [role=alert]').first().waitFor()
      await expect
        .poll(() => page.locator('.mantine-Skeleton-root, [aria-busy=true]').count(), { timeout: 20_000 })
        .toBe(0)
      for (const text of (await page.evaluate(TEXTS)) as string[])
        for (const word of wordsIn(text, names)) found.push(`${path}: ${word} in “${text.slice(0, 80)}”`)
      expect(await seriousFindings(page), path).toEqual([])
    }
    expect([...new Set(found)]).toEqual([])
  })
}
