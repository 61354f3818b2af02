// `stillwatch campaigns confirm`, `dismiss`, `rename` and the like: what a person says of a campaign of a kept store, and
// how well analyses agree with it. Nothing that was found or decided changes.
import { userInfo } from 'node:os'
import type { Command } from 'commander'
import { Option } from 'commander'
import { readNewestKept } from '../../campaigns/life/kept.js'
import { reportCalibration } from '../../feedback/calibration-report.js'
import {
  DISMISSALS,
  type Dismissal,
  type Feedback,
  type FeedbackAsked,
  makeFeedback,
} from '../../feedback/feedback.js'
import { keepFeedback, readFeedback } from '../../feedback/kept-feedback.js'
import { Problem } from '../../model/problem.js'
import { renderCalibration, renderFeedback } from '../../report/feedback-text.js'
import { addStoreOptions, type StoreFlags, withKeptStore } from '../kept-store.js'
import { writeOut } from '../output.js'

interface Flags extends StoreFlags {
  readonly note?: string
  readonly by?: string
}
interface ListFlags extends StoreFlags {
  readonly format: 'table' | 'json'
}

/** Adds the commands to the noun. */
export function addFeedback(campaigns: Command): void {
  const saying = (name: string, says: string) =>
    addStoreOptions(campaigns.command(name).description(says).argument('<campaign>', 'id or name'))
      .option('--note <text>', 'in words, for who asks later')
      .option('--by <name>', 'who says it; the name of the system’s user without it')

  saying('confirm', 'say that a group is a campaign; changes nothing but the calibration report').action(
    (campaign: string, flags: Flags) => say(flags, { kind: 'confirm', campaign, note: flags.note ?? '' }),
  )
  saying('dismiss', 'say that a group is no campaign, and why; its verdict stays the analysis’s')
    .addOption(
      new Option('--reason <reason>', 'what it is instead').choices(DISMISSALS).makeOptionMandatory(),
    )
    .action((campaign: string, flags: Flags & { readonly reason: Dismissal }) =>
      say(flags, { kind: 'dismiss', campaign, reason: flags.reason, note: flags.note ?? '' }),
    )
  saying('rename', 'call a campaign something beside its given name; an empty name takes that back')
    .argument('<alias>', 'what to call it')
    .action((campaign: string, alias: string, flags: Flags) =>
      say(flags, { kind: 'rename', campaign, alias, note: flags.note ?? '' }),
    )
  saying('note', 'write something down beside a campaign').action((campaign: string, flags: Flags) =>
    say(flags, { kind: 'note', campaign, note: flags.note ?? '' }),
  )
  saying('split', 'propose that accounts of a campaign belong apart')
    .argument('<account...>', 'those that do')
    .action((campaign: string, accounts: string[], flags: Flags) =>
      say(flags, { kind: 'split', campaign, accounts, note: flags.note ?? '' }),
    )
  saying('merge', 'propose that two campaigns are one')
    .argument('<other>', 'id or name of the other')
    .action((campaign: string, other: string, flags: Flags) =>
      say(flags, { kind: 'merge', campaign, other, note: flags.note ?? '' }),
    )

  const format = () =>
    new Option('--format <format>', 'how it is printed').choices(['table', 'json']).default('table')
  addStoreOptions(campaigns.command('feedback').description('what people said of campaigns, newest first'))
    .addOption(format())
    .action(async (flags: ListFlags) => {
      const all = await withKeptStore(flags, readFeedback)
      await writeOut(flags.format === 'json' ? `${JSON.stringify(all, null, 2)}\n` : renderFeedback(all))
    })
  addStoreOptions(
    campaigns
      .command('calibration')
      .description('probabilities and detectors of analyses against what people answered'),
  )
    .addOption(format())
    .action(async (flags: ListFlags) => {
      const report = reportCalibration(await withKeptStore(flags, readFeedback))
      await writeOut(
        flags.format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : renderCalibration(report),
      )
    })
}

async function say(flags: Flags, asked: FeedbackAsked): Promise<void> {
  const row = await withKeptStore(flags, async (store): Promise<Feedback> => {
    const newest = await readNewestKept(store)
    if (!newest)
      throw new Problem(
        'no-analysis',
        `${store.location} holds no analysis`,
        'Run `stillwatch analyze INPUT… --store` with it first.',
      )
    const made = makeFeedback(flags.by ?? userInfo().username, asked, {
      newest,
      said: await readFeedback(store),
    })
    await keepFeedback(store, [made])
    return made
  })
  await writeOut(`${row.id}: ${row.kind} written down beside ${row.name}; what was found is unchanged\n`)
}
