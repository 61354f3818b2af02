// `stillwatch policy`: reads, previews, backtests, compares and puts in force what is done about campaigns.
import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { Option } from 'commander'
import { Problem } from '../../model/problem.js'
import {
  renderBacktest,
  renderHistory,
  renderPolicyChanges,
  renderPreview,
} from '../../report/policy-text.js'
import { adoptOrPropose } from '../../respond/adopt.js'
import { backtestPolicy } from '../../respond/backtest.js'
import { readPolicies, readPolicyInForce } from '../../respond/kept/policies.js'
import { readNewestAnalysis } from '../../respond/kept/subjects.js'
import { DEFAULT_POLICY } from '../../respond/policy/default-policy.js'
import { diffPolicies } from '../../respond/policy/diff.js'
import { parsePolicy } from '../../respond/policy/parse-policy.js'
import type { Policy } from '../../respond/policy/policy.js'
import { previewPolicy } from '../../respond/preview.js'
import { readEvaluation } from '../../respond/respond.js'
import { type ActorFlags, actorOf, addActor, respondNow } from '../acting.js'
import { addStoreOptions, type StoreFlags, withKeptStore } from '../kept-store.js'
import { writeOut } from '../output.js'

/** Accounts that a backtest lists as JSON. */
const MOST_CHANGED = 100_000

interface Flags extends StoreFlags {
  readonly format: 'table' | 'json'
}

interface AdoptFlags extends StoreFlags, ActorFlags {
  readonly withoutShadow?: boolean
}

/** Adds the commands. */
export function addPolicy(program: Command): void {
  const policy = program.command('policy').description('what is done about campaigns, as one reviewed file')
  const withFormat = (command: Command) =>
    command.addOption(
      new Option('--format <format>', 'how it is printed').choices(['table', 'json']).default('table'),
    )
  const withStore = (command: Command) => withFormat(addStoreOptions(command))
  const takesFile = (command: Command) => command.argument('<file>', 'policy file; - for standard input')

  policy
    .command('default')
    .description('print the policy that ships: certain campaigns only, everything in shadow')
    .action(() => writeOut(DEFAULT_POLICY))

  withFormat(
    takesFile(policy.command('check').description('read a policy and say what is wrong with it')),
  ).action(async (file: string, flags: Flags) => {
    const read = readPolicy(file)
    const enforced = read.rules.filter(({ mode }) => (mode ?? read.defaults.mode) === 'enforce')
    await writeOut(
      flags.format === 'json'
        ? `${JSON.stringify(read, null, 2)}\n`
        : `${file}: version ${read.version}, ${read.rules.length} rules, ${enforced.length} of them enforced${enforced.length > 0 ? `: ${enforced.map(({ name }) => name).join(', ')}` : ''}\n`,
    )
  })

  withStore(
    takesFile(
      policy
        .command('preview')
        .description(
          'whom a policy would hit by the newest analysis of a kept store, look-alikes and customers apart',
        ),
    ),
  ).action(async (file: string, flags: Flags) => {
    const read = readPolicy(file)
    const preview = await withKeptStore(flags, async (store) => {
      const kept = await readNewestAnalysis(store)
      return previewPolicy(await readEvaluation(store, kept, Date.now(), read), kept.analysis)
    })
    await writeOut(flags.format === 'json' ? `${JSON.stringify(preview, null, 2)}\n` : renderPreview(preview))
  })

  withStore(
    takesFile(
      policy
        .command('backtest')
        .description('what a policy would have done to the traffic of a kept store, analysis by analysis'),
    ),
  ).action(async (file: string, flags: Flags) => {
    const read = readPolicy(file)
    const backtest = await withKeptStore(flags, async (store) =>
      backtestPolicy(store, read, { inForce: await readPolicyInForce(store), most: MOST_CHANGED }),
    )
    await writeOut(
      flags.format === 'json' ? `${JSON.stringify(backtest, null, 2)}\n` : renderBacktest(backtest),
    )
  })

  withFormat(
    policy
      .command('diff')
      .description('what changed from one policy to another, rule by rule')
      .argument('<before>', 'policy file')
      .argument('<after>', 'policy file'),
  ).action(async (before: string, after: string, flags: Flags) => {
    const changes = diffPolicies(readPolicy(before), readPolicy(after))
    await writeOut(
      flags.format === 'json' ? `${JSON.stringify(changes, null, 2)}\n` : renderPolicyChanges(changes),
    )
  })

  addActor(
    addStoreOptions(
      takesFile(
        policy
          .command('adopt')
          .description('put a policy in force in a kept store; decisions are made by it from then on'),
      ),
    ),
  )
    .option('--without-shadow', 'enforce rules that were never in shadow in this store')
    .action(async (file: string, flags: AdoptFlags) => {
      const text = readText(file)
      const said = await withKeptStore(flags, async (store) => {
        const { policy: adopted, proposal } = await adoptOrPropose(store, {
          text,
          file,
          ...actorOf(flags),
          isShadowSkipped: flags.withoutShadow === true,
        })
        if (proposal)
          return `${proposal.id}: policy ${adopted.version} is proposed; others approve it with \`stillwatch act approve ${proposal.id}\`\n`
        return `policy ${adopted.version} is in force\n${await respondNow(store)}`
      })
      await writeOut(said)
    })

  withStore(
    policy
      .command('history')
      .description('policies that were in force in a kept store, newest first')
      .option('--show <version>', 'print the text of a version'),
  ).action(async (flags: Flags & { readonly show?: string }) => {
    const policies = await withKeptStore(flags, readPolicies)
    if (flags.show !== undefined) {
      const shown = policies.find(({ version }) => version === flags.show)
      if (!shown)
        throw new Problem(
          'no-policy',
          `no policy ${flags.show} was in force`,
          'Run `stillwatch policy history --store` without --show to see those that were.',
        )
      await writeOut(shown.text)
      return
    }
    await writeOut(
      flags.format === 'json' ? `${JSON.stringify(policies, null, 2)}\n` : renderHistory(policies),
    )
  })
}

function readPolicy(file: string): Policy {
  return parsePolicy(readText(file), file)
}

function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    throw new Problem(
      'policy-unreadable',
      `cannot read the policy ${file}: ${error instanceof Error ? error.message : String(error)}`,
      'Name a file that is there; `stillwatch policy default > policy.yaml` makes one.',
      { cause: error },
    )
  }
}
