// `stillwatch decisions`: what gateways are told about accounts, why, and what the customer may be told.
import type { Command } from 'commander'
import { Option } from 'commander'
import { renderDecisions, renderExplanation } from '../../report/decision-text.js'
import type { Decision } from '../../respond/decision.js'
import { readActs } from '../../respond/kept/acts.js'
import { type KeptDecision, readDecisions } from '../../respond/kept/decisions.js'
import { readPolicyInForce } from '../../respond/kept/policies.js'
import { respondNow } from '../acting.js'
import { addStoreOptions, type StoreFlags, withKeptStore } from '../kept-store.js'
import { writeOut } from '../output.js'

interface Flags extends StoreFlags {
  readonly format: 'table' | 'json'
}

interface ListFlags extends Flags {
  readonly account?: string
  readonly campaign?: string
  readonly mode?: string
  readonly all?: boolean
}

/** Adds the commands. */
export function addDecisions(program: Command): void {
  const decisions = program.command('decisions').description('what gateways are told to do about accounts')
  const withStore = (command: Command) =>
    addStoreOptions(command).addOption(
      new Option('--format <format>', 'how it is printed').choices(['table', 'json']).default('table'),
    )

  withStore(decisions.command('list').description('decisions in force in a kept store'))
    .option('--account <id>', 'about this account')
    .option('--campaign <id>', 'for this campaign')
    .addOption(new Option('--mode <mode>', 'of this mode').choices(['shadow', 'enforce']))
    .option('--all', 'those that ended or were lifted too')
    .action(async (flags: ListFlags) => {
      const now = Date.now()
      const found = (await withKeptStore(flags, readDecisions)).filter(
        (kept) => isWanted(kept.decision, flags) && (flags.all || isInForce(kept, now)),
      )
      await writeOut(
        flags.format === 'json'
          ? `${JSON.stringify(found.map(tell), null, 2)}\n`
          : renderDecisions(found, now),
      )
    })

  withStore(
    decisions
      .command('explain')
      .description('why an account is treated as it is, and what its owner may be told')
      .argument('<account>', 'account id'),
  ).action(async (account: string, flags: Flags) => {
    const now = Date.now()
    const [kept, acts, policy] = await withKeptStore(flags, (store) =>
      Promise.all([readDecisions(store), readActs(store), readPolicyInForce(store)]),
    )
    const about = {
      account,
      decisions: kept.filter((one) => one.decision.account === account && isInForce(one, now)).map(tell),
      acts: acts.filter((act) => act.account === account),
      words: policy?.reasons ?? {},
      appealUrl: policy?.appeals.url,
    }
    await writeOut(flags.format === 'json' ? `${JSON.stringify(about, null, 2)}\n` : renderExplanation(about))
  })

  addStoreOptions(
    decisions
      .command('update')
      .description('decide anew by the newest analysis, the policy in force and what analysts did'),
  ).action(async (flags: StoreFlags) => {
    await writeOut(await withKeptStore(flags, respondNow))
  })
}

function isWanted(decision: Decision, { account, campaign, mode }: ListFlags): boolean {
  return (
    (account === undefined || decision.account === account) &&
    (campaign === undefined || decision.campaign === campaign) &&
    (mode === undefined || decision.mode === mode)
  )
}

const isInForce = ({ decision, isLifted }: KeptDecision, now: number) =>
  !isLifted && Date.parse(decision.until) > now

const tell = ({ decision, isLifted, why }: KeptDecision) => ({
  ...decision,
  ...(isLifted && { lifted: why }),
})
