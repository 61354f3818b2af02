// `stillwatch act`: what an analyst does about a campaign or an account, and takes back.
import type { Command } from 'commander'
import { InvalidArgumentError, Option } from 'commander'
import { renderActs } from '../../report/decision-text.js'
import { act as doAct } from '../../respond/act.js'
import { type Act, closedActs, readActs } from '../../respond/kept/acts.js'
import { isSeen, noAccount, noAccountYet } from '../../respond/kept/seen-account.js'
import { ACTIONS } from '../../respond/ladder.js'
import { noOneToExempt, OUTCOMES, type Outcome } from '../../respond/make-act.js'
import type { Store } from '../../store/store.js'
import { type ActorFlags, actorOf, addActor, respondNow } from '../acting.js'
import { addStoreOptions, type StoreFlags, withKeptStore } from '../kept-store.js'
import { writeOut } from '../output.js'

interface Flags extends StoreFlags, ActorFlags {
  readonly for: string
}

interface ApplyFlags extends Flags {
  readonly action: string
  readonly reason: string
  readonly enforce?: boolean
  readonly membership?: number
  readonly percent?: number
  readonly replaces?: string
  readonly requestsPerMinute?: number
  readonly per?: string
  readonly model?: string
  readonly maxTokens?: number
  readonly withholdReasoning?: boolean
  readonly withholdLogprobs?: boolean
  readonly url?: string
  readonly tag?: string
}

interface ExemptFlags extends Flags {
  readonly account?: string
  readonly campaign?: string
  readonly unknown?: boolean
}

/** What was done, and what must be told with it. */
interface Performed {
  readonly made: Act
  readonly says?: string
}

/** Adds the commands. */
export function addAct(program: Command): void {
  const act = program
    .command('act')
    .description('act on a campaign or an account in a kept store, and undo it')
  const acting = (command: Command) => addActor(addStoreOptions(command))

  acting(
    act
      .command('apply')
      .description('act on all accounts of a campaign at once; in shadow unless --enforce is given')
      .argument('<campaign>', 'id or name'),
  )
    .addOption(new Option('--action <step>', 'step of the ladder').choices(ACTIONS).makeOptionMandatory())
    .requiredOption('--reason <code>', 'code that the customer may see, of the policy’s reasons')
    .option('--for <span>', 'how long, such as 12h, 7d or 2w', '7d')
    .option('--enforce', 'do it; without it, it is counted only')
    .option(
      '--percent <share>',
      'share of the accounts that it is enforced on; the rest stays in shadow',
      number,
    )
    .option('--replaces <act>', 'act on this campaign that it is another stage of')
    .option('--membership <probability>', 'least probability of membership of the accounts', number, 0.9)
    .option('--requests-per-minute <rate>', 'throttle: requests that pass', number)
    .addOption(new Option('--per <whom>', 'throttle: whose rate it is').choices(['account', 'campaign']))
    .option('--model <model>', 'degrade: model that answers instead')
    .option('--max-tokens <count>', 'degrade: greatest max_tokens', number)
    .option('--withhold-reasoning', 'degrade: hidden reasoning is not sent')
    .option('--withhold-logprobs', 'degrade: log probabilities are not sent')
    .option('--url <address>', 'step-up: where customers show who they are')
    .option('--tag <word>', 'tag: word that goes with the request')
    .action((campaign: string, flags: ApplyFlags) =>
      perform(flags, async (store) => {
        const { action, enforce, reason, membership, requestsPerMinute, per, model, maxTokens, url, tag } =
          flags
        const { withholdReasoning, withholdLogprobs, percent } = flags
        const all = {
          requestsPerMinute,
          per,
          model,
          maxTokens,
          withholdReasoning,
          withholdLogprobs,
          url,
          tag,
        }
        const named = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
        const rollout = percent !== undefined && { rollout: { percent } }
        const step = { action, mode: enforce ? 'enforce' : 'shadow', ...named, ...rollout }
        const made = await doAct(store, actorOf(flags), {
          kind: 'apply',
          campaign,
          step,
          reason,
          for: flags.for,
          membership,
          replaces: flags.replaces,
        })
        return { made }
      }),
    )

  acting(act.command('exempt').description('spare an account or a campaign, whatever the policy says'))
    .option('--account <id>', 'account')
    .option('--campaign <campaign>', 'id or name of a campaign, all of whose accounts are spared')
    .requiredOption('--for <span>', 'how long, such as 30d')
    .option('--unknown', 'also an account that was never seen, as before its first request')
    .action((flags: ExemptFlags) =>
      perform(flags, async (store) => {
        const { account, campaign, unknown = false } = flags
        if ((account === undefined) === (campaign === undefined)) throw noOneToExempt()
        const isNew = account !== undefined && !(await isSeen(store, account))
        if (isNew && !unknown) throw noAccountYet(account)
        const made = await doAct(store, actorOf(flags), { kind: 'exempt', account, campaign, for: flags.for })
        return isNew ? { made, says: `nothing is known of ${account} yet` } : { made }
      }),
    )

  acting(
    act
      .command('appeal')
      .description('reopen an account’s case on the customer’s word')
      .argument('<account>', 'account id'),
  ).action((account: string, flags: Flags) =>
    perform(flags, async (store) => {
      if (!(await isSeen(store, account))) throw noAccount(account)
      return { made: await doAct(store, actorOf(flags), { kind: 'appeal', account }) }
    }),
  )

  acting(
    act
      .command('settle')
      .description('settle an appeal: spare the account for a time, or let its decisions stand')
      .argument('<appeal>', 'id of the appeal'),
  )
    .addOption(new Option('--outcome <outcome>', 'how').choices(OUTCOMES).makeOptionMandatory())
    .option('--for <span>', 'how long a granted one spares the account', '90d')
    .action((appealed: string, flags: Flags & { readonly outcome: Outcome }) =>
      perform(flags, async (store) => ({
        made: await doAct(store, actorOf(flags), {
          kind: 'settle',
          act: appealed,
          outcome: flags.outcome,
          for: flags.for,
        }),
      })),
    )

  acting(
    act
      .command('undo')
      .description('take an act back; decisions that followed from it are lifted at once')
      .argument('<act>', 'id of the act'),
  ).action((undone: string, flags: Flags) =>
    perform(flags, async (store) => ({
      made: await doAct(store, actorOf(flags), { kind: 'undo', act: undone }),
    })),
  )

  acting(
    act
      .command('approve')
      .description('approve what somebody else proposed; the last one that it takes puts it in force')
      .argument('<act>', 'id of the proposal'),
  ).action((proposal: string, flags: Flags) =>
    perform(flags, async (store) => ({
      made: await doAct(store, actorOf(flags), { kind: 'approve', act: proposal }),
    })),
  )

  addStoreOptions(act.command('list').description('what analysts did, newest first'))
    .addOption(
      new Option('--format <format>', 'how it is printed').choices(['table', 'json']).default('table'),
    )
    .option('--open', 'only what is neither undone, settled nor ended')
    .action(async (flags: StoreFlags & { readonly format: string; readonly open?: boolean }) => {
      const acts = await withKeptStore(flags, readActs)
      const closed = closedActs(acts)
      const isOpen = ({ id, kind, ends }: Act) =>
        !closed.has(id) && STANDING.has(kind) && Date.parse(ends) > Date.now()
      const shown = flags.open ? acts.filter(isOpen) : acts
      await writeOut(
        flags.format === 'json' ? `${JSON.stringify(shown, null, 2)}\n` : renderActs(shown, closed),
      )
    })
}

/** Kinds of acts that last; the others settle one of them. */
const STANDING: ReadonlySet<string> = new Set(['apply', 'exempt', 'appeal', 'grant', 'propose'])

/** Does it, decides anew at once, and says both. */
async function perform(flags: StoreFlags, work: (store: Store) => Promise<Performed>): Promise<void> {
  const said = await withKeptStore(flags, async (store) => {
    const { made, says } = await work(store)
    const told = says === undefined ? '' : `; ${says}`
    return `${made.id}: ${made.kind} written down${told}\n${await respondNow(store)}`
  })
  await writeOut(said)
}

function number(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('It is no number.')
  return value
}
