// Template skeletons: what exchanges of one template have in common word for word, with slots where they differ. The
// text is read back from the inputs for a few exchanges a campaign and is kept nowhere.
import { joinedText } from '../fingerprint/fingerprint-sql.js'
import type { Campaign, Template } from '../model/analysis.js'
import type { ReadingPlan } from '../sources/reading.js'
import type { Store } from '../store/store.js'

/** Exchanges read back for a template, and characters read of each. */
const SAMPLES = 6
const CHARACTERS = 1500
/** Templates of a campaign that get a skeleton, and its members, busiest first, whose exchanges are looked through. */
const MOST_TEMPLATES = 3
const MOST_MEMBERS = 36
/** Table of the templates whose exchanges are looked for, while they are. */
const WANTED = 'work_wanted'
export const SLOT = '⟨…⟩'

interface SampleRow {
  readonly campaign: number
  readonly template: number
  readonly id: string
}

/** The campaigns with skeletons in the templates of those that are accused. */
export async function addSkeletons(
  store: Store,
  plan: ReadingPlan,
  all: readonly Campaign[],
): Promise<readonly Campaign[]> {
  const accused = all.filter(({ verdict, templates }) => verdict !== 'explained' && templates.length > 0)
  if (accused.length === 0) return all
  const wanted = await chooseSamples(store, accused)
  if (wanted.length === 0) return all
  const texts = await readTexts(store, plan, [...new Set(wanted.map((row) => row.id))])
  const skeletons = new Map<string, string>()
  const groups = new Map<string, string[]>()
  for (const row of wanted) {
    const text = texts.get(row.id)
    if (text === undefined) continue
    const key = `${row.campaign}/${row.template}`
    groups.set(key, [...(groups.get(key) ?? []), text])
  }
  for (const [key, samples] of groups) {
    const skeleton = skeletonOf(samples)
    if (skeleton !== undefined) skeletons.set(key, skeleton)
  }
  return all.map((campaign): Campaign => {
    const index = accused.indexOf(campaign)
    if (index < 0) return campaign
    const templates = campaign.templates.map((template, position): Template => {
      const skeleton = skeletons.get(`${index}/${position}`)
      return skeleton === undefined ? template : { ...template, skeleton }
    })
    return { ...campaign, templates: distinct(templates) }
  })
}

/** Templates whose skeletons differ: several anchor families can stem from one text. */
function distinct(templates: readonly Template[]): Template[] {
  const seen = new Set<string>()
  return templates.filter((template) => {
    if (template.skeleton === undefined) return true
    const isNew = !seen.has(template.skeleton)
    seen.add(template.skeleton)
    return isNew
  })
}

/** Exchanges of different accounts that carry most of each template's anchors. */
async function chooseSamples(store: Store, campaigns: readonly Campaign[]): Promise<SampleRow[]> {
  const wanted = campaigns.flatMap(({ templates, accounts }, campaign) =>
    templates.slice(0, MOST_TEMPLATES).map(({ anchors }, template) => ({
      campaign,
      template,
      anchors,
      members: accounts.slice(0, MOST_MEMBERS).map(({ id }) => id),
    })),
  )
  await store.command(
    `CREATE TABLE ${WANTED} (campaign UInt32, template UInt32, anchors Array(UInt32), members Array(String)) ENGINE = MergeTree ORDER BY campaign`,
  )
  try {
    await store.insert(WANTED, wanted)
    return await store.query<SampleRow>(`SELECT campaign, template, id
FROM (
  SELECT w.campaign AS campaign, w.template AS template, e.id AS id, length(arrayIntersect(e.anchors, w.anchors)) AS common
  FROM exchange AS e
  GLOBAL INNER JOIN (SELECT campaign, template, anchors, account FROM ${WANTED} ARRAY JOIN members AS account) AS w ON w.account = e.account
  WHERE common >= least(2, length(w.anchors))
  ORDER BY common DESC, cityHash64(id)
  LIMIT 1 BY campaign, template, e.account
)
ORDER BY common DESC, cityHash64(id)
LIMIT ${SAMPLES} BY campaign, template`)
  } finally {
    await store.command(`DROP TABLE IF EXISTS ${WANTED}`)
  }
}

/** Text of some exchanges, from the store where it was kept, else from the inputs. */
async function readTexts(
  store: Store,
  plan: ReadingPlan,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  for (const row of await store.query<{ id: string; text: string }>(
    "SELECT id, text FROM exchange WHERE id IN {ids: Array(String)} AND text != ''",
    { parameters: { ids } },
  ))
    texts.set(row.id, row.text)
  const missing = () => ids.filter((id) => !texts.has(id))
  for (const how of ['quick', 'thorough'] as const)
    for (const reading of plan.readings) {
      if (missing().length === 0) break
      const open = await reading.open()
      try {
        const relation = open.selectNaming(missing(), how)
        if (relation === undefined) continue
        for (const found of await readFrom(store, relation, missing())) texts.set(...found)
      } finally {
        await open.close()
      }
    }
  return texts
}

/** Texts of the exchanges of a landing SELECT; none of what can't be read any more. */
async function readFrom(store: Store, relation: string, ids: readonly string[]): Promise<[string, string][]> {
  const asked = "arrayFilter((content, role) -> role != 'assistant', messages.content, messages.role)"
  const parts = ['system', joinedText(asked), 'prompt'].map(
    (part) => `substringUTF8(${part}, 1, ${CHARACTERS})`,
  )
  const rows = await store
    .query<{ id: string; parts: string[] }>(
      `SELECT id, [${parts.join(', ')}] AS parts FROM (${relation}) WHERE id IN {ids: Array(String)}`,
      { parameters: { ids } },
    )
    .catch(() => [])
  return rows.map(({ id, parts }) => [
    id,
    parts
      .filter((part) => part !== '')
      .join('\n')
      .slice(0, CHARACTERS),
  ])
}

/** Words that all samples share in order, slots between; undefined when fewer than four words are shared. */
export function skeletonOf(samples: readonly string[]): string | undefined {
  if (samples.length < 2) return undefined
  let common = tokens(samples[0] ?? '').map((token) => ({ token, isSlotAfter: false }))
  let isSlotFirst = false
  for (const sample of samples.slice(1)) {
    const other = tokens(sample)
    const kept = longestCommon(
      common.map(({ token }) => token),
      other,
    )
    if (kept.length === 0) return undefined
    isSlotFirst ||= kept[0]?.[0] !== 0 || kept[0]?.[1] !== 0
    common = kept.map(([i, j], position) => {
      const next = kept[position + 1]
      const gap =
        next === undefined
          ? i < common.length - 1 || j < other.length - 1
          : next[0] !== i + 1 || next[1] !== j + 1
      const between = next === undefined ? common.slice(i) : common.slice(i, next[0])
      return {
        token: common[i]?.token ?? '',
        isSlotAfter: gap || between.some(({ isSlotAfter }) => isSlotAfter),
      }
    })
  }
  if (common.filter(({ token }) => /[\p{L}\p{N}]/u.test(token)).length < 4) return undefined
  const text = common.map(({ token, isSlotAfter }) => token + (isSlotAfter ? ` ${SLOT} ` : '')).join('')
  return `${isSlotFirst ? `${SLOT} ` : ''}${text}`.replace(/[ \t]+/g, ' ').trim()
}

/** Words with the white space after them; characters of scripts without spaces by themselves. */
function tokens(text: string): string[] {
  return (
    text.match(
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+\s*|\s+/gu,
    ) ?? []
  ).slice(0, 400)
}

/** Index pairs of a longest common subsequence; white space after a word counts for nothing. */
function longestCommon(one: readonly string[], other: readonly string[]): [number, number][] {
  const a = one.map((token) => token.trim())
  const b = other.map((token) => token.trim())
  const width = b.length + 1
  const table = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      table[i * width + j] =
        a[i] === b[j]
          ? (table[(i + 1) * width + j + 1] as number) + 1
          : Math.max(table[(i + 1) * width + j] as number, table[i * width + j + 1] as number)
  const pairs: [number, number][] = []
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) pairs.push([i++, j++])
    else if ((table[(i + 1) * width + j] as number) >= (table[i * width + j + 1] as number)) i++
    else j++
  }
  return pairs
}
