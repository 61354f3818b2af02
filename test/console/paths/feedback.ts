// What an analyst says of a campaign beside confirming it: all kinds, in both languages, and where they are shown.
import { describe, expect, test } from 'vitest'
import { seriousFindings } from '../axe.js'
import type { Begun } from './session.js'

interface Said {
  readonly feedback: readonly {
    readonly kind: string
    readonly reason: string
    readonly other: string
    readonly accounts: readonly string[]
    readonly note: string
  }[]
}

const WORDS = {
  en: {
    kinds: { dismiss: 'Dismiss', note: 'Note', split: 'Split', merge: 'Merge', rename: 'Rename' },
    say: 'Write down',
    words: 'In words',
    reason: 'What it is instead',
    household: 'Household or small firm',
    accounts: 'Accounts that belong apart, one a line',
    other: 'The other campaign',
    alias: 'Name',
    dismissed: 'Dismissed: Household or small firm',
    note: 'Write a note',
    notes: 'Notes',
    said: 'What people said',
  },
  ja: {
    kinds: { dismiss: '否定', note: 'メモ', split: '分割', merge: '統合', rename: '別名' },
    say: '記録する',
    words: '説明',
    reason: '実際は何か',
    household: '家庭または小規模企業',
    accounts: '別のものであるアカウント（1 行に 1 つ）',
    other: 'もう一方のキャンペーン',
    alias: '名前',
    dismissed: '否定：家庭または小規模企業',
    note: 'メモを書く',
    notes: 'メモ',
    said: '人の判断の記録',
  },
} as const

export function feedbackPaths(begun: Begun): void {
  describe.each([
    ['en', 'light', 1],
    ['ja', 'dark', 2],
  ] as const)('what is said of a campaign (%s)', (language, scheme, place) => {
    const words = WORDS[language]

    test('is dismissed, noted, split, merged and renamed, each shown and kept as it was meant', async () => {
      const { service, page, campaigns, prefer } = begun()
      const [one, other] = [campaigns[place], campaigns[place + 1]]
      if (!one || !other) throw new Error('too few campaigns in the sample')
      const { accounts } = (
        await service.send<{ accounts: { id: string }[] }>(`/v1/campaigns/${one.id}/accounts?limit=2`)
      ).body
      const apart = accounts.map(({ id }) => id)
      await prefer(language, scheme)
      await page.goto(`${service.url}/campaigns/${one.id}?tab=feedback`)
      const button = page.getByRole('button', { name: words.say, exact: true })
      const shown = page.getByRole('table', { name: words.said })
      const choose = (kind: keyof typeof words.kinds) =>
        page.locator('label').getByText(words.kinds[kind], { exact: true }).click()
      const write = async (note: string) => {
        await page.getByLabel(words.words).fill(note)
        await button.click()
        await shown.getByText(note).waitFor()
      }

      await choose('dismiss')
      expect(await button.isDisabled()).toBe(true)
      await page.getByRole('combobox', { name: words.reason }).click()
      await page.getByRole('option', { name: words.household }).click()
      await write(`dismissed in ${language}`)
      await shown.getByText(words.dismissed).waitFor()

      await choose('note')
      await write(`noted in ${language}`)

      await choose('split')
      await page.getByLabel(words.accounts).fill(apart.join('\n'))
      await write(`split in ${language}`)

      await choose('merge')
      await page.getByRole('combobox', { name: words.other }).fill(other.name)
      await page.getByRole('option', { name: other.name }).click()
      await write(`merged in ${language}`)

      await choose('rename')
      await page.getByLabel(words.alias, { exact: true }).fill(`Egret ${language}`)
      await button.click()
      await page.getByRole('heading', { level: 1, name: `${one.name} (“Egret ${language}”)` }).waitFor()
      expect(await seriousFindings(page)).toEqual([])

      const { feedback } = (await service.send<Said>(`/v1/campaigns/${one.id}/feedback`)).body
      const of = (kind: string) => feedback.find((said) => said.kind === kind)
      expect(of('dismiss')).toMatchObject({
        reason: 'household-or-small-firm',
        note: `dismissed in ${language}`,
      })
      expect(of('split')?.accounts).toEqual(apart)
      expect(of('merge')).toMatchObject({ other: other.id, note: `merged in ${language}` })

      // A note on an account stands on its page, and with its campaign.
      await page.goto(`${service.url}/accounts/${apart[0]}`)
      await page.getByLabel(words.note).fill(`called its owner in ${language}`)
      await page.getByRole('button', { name: words.say, exact: true }).click()
      await page
        .getByRole('table', { name: words.notes })
        .getByText(`called its owner in ${language}`)
        .waitFor()
      expect(await seriousFindings(page)).toEqual([])
      await page.goto(`${service.url}/campaigns/${one.id}?tab=feedback`)
      await shown.getByText(`called its owner in ${language}`).waitFor()

      // The other side of the merge shows it, and lists and the palette know the name that people gave.
      await page.goto(`${service.url}/campaigns/${other.id}?tab=feedback`)
      await page.getByRole('table', { name: words.said }).getByText(`merged in ${language}`).waitFor()
      await page.goto(`${service.url}/campaigns`)
      await page.getByRole('row', { name: `Egret ${language}` }).waitFor()
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog').getByRole('textbox').fill(`Egret ${language}`)
      await page.keyboard.press('Enter')
      await page.waitForURL(new RegExp(`/campaigns/${one.id}`))
    })
  })
}
