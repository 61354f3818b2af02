// `stillwatch case`: the case file of a campaign or of one of its accounts, and whether one is as it was made.
import { existsSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { type Command, Option } from 'commander'
import type { MadeCase } from '../../case/make-case.js'
import { recheckCase } from '../../case/recheck-case.js'
import { CASE_LANGUAGES, type CaseLanguage } from '../../case/teller.js'
import { type CheckedCase, verifyCase } from '../../case/verify-case.js'
import { settingSays, settingValue } from '../../config/settings.js'
import { Problem } from '../../model/problem.js'
import { formatPlural } from '../../report/quantities.js'
import { visibleLine } from '../../report/visible-text.js'
import { AuditLog } from '../../server/access/audit-log.js'
import { readCustody } from '../../server/access/read-custody.js'
import { type CaseMade, makeCaseHere } from '../../server/engine/case-work.js'
import { TLP_LEVELS, type TlpLevel } from '../../share/stix/tlp.js'
import { askCase } from '../ask-case.js'
import { addStoreOptions, type StoreFlags, withKeptStore, withUntouchedStore } from '../kept-store.js'
import { serviceOf } from '../named-service.js'
import { say, writeOut } from '../output.js'
import { pathsOf, readText } from '../share-state.js'

interface Flags extends StoreFlags {
  readonly state?: string
  readonly service?: string
  readonly keyFile?: string
  readonly account?: string
  readonly analysis?: string
  readonly out?: string
  readonly language: CaseLanguage
  readonly tlp: TlpLevel
  readonly withValues?: boolean
  readonly by?: string
}

interface VerifyFlags extends StoreFlags {
  readonly state?: string
  readonly fingerprint?: string
}

/** Adds the commands. */
export function addCase(program: Command): void {
  const command = program
    .command('case')
    .description('write the case file of a campaign, or of one account in it, as a page and as data')
    .argument('<campaign>', 'id or name')
    // Options behind `verify` are its own.
    .enablePositionalOptions()
  addStoreOptions(command)
    .option('--state <dir>', settingSays('state'))
    .option('--service <url>', `in place of --store: ${settingSays('service')}`)
    .option('--key-file <file>', settingSays('key-file'))
    .option(
      '--out <file>',
      'the page, as FILE.html; the data goes beside it as FILE.json; named after the case when left out',
    )
    .option('--account <id>', 'the case of this account alone; no other is named in it')
    .option('--analysis <id>', 'an earlier analysis; the newest when left out')
    .addOption(new Option('--language <language>', 'of the page').choices([...CASE_LANGUAGES]).default('en'))
    .addOption(
      new Option('--tlp <level>', 'who may see it, as the Traffic Light Protocol 2.0 has it')
        .choices(TLP_LEVELS)
        .default('amber+strict'),
    )
    .option(
      '--with-values',
      'put in values that accounts share (addresses, mail domains, …) and texts in clear',
    )
    .option('--by <name>', 'who makes it; the name of the system’s user without it')
    .action(async (wanted: string, flags: Flags) => {
      checkName(flags.out)
      const made =
        flags.service === undefined ? await makeHere(wanted, flags) : await makeThere(wanted, flags)
      const page = flags.out ?? `${made.seal.case}.html`
      writeNew(page, made.html)
      writeNew(page.replace(/\.html$/, '.json'), made.json)
      await writeOut(`${made.seal.case}\npage ${made.seal.page}\ndata ${made.seal.data}\n`)
      if (made.seal.signature === undefined)
        say(
          'It is not signed: make keys with `stillwatch share identity create` for one that shows whose it is.',
        )
    })

  addStoreOptions(
    command
      .command('verify')
      .description('whether a case file is as it was made, who signed it, and whether the store bears it out')
      .argument('<file>', 'the .html or .json file; - for standard input'),
  )
    .option('--state <dir>', settingSays('state'))
    .option(
      '--fingerprint <text>',
      'of the provider’s root key, as it told it by another way: refuses any other',
    )
    .action(async (file: string, flags: VerifyFlags) => {
      const checked = await verifyCase(readText(file), flags.fingerprint)
      const lines = linesOf(checked, flags.fingerprint !== undefined)
      if (flags.store !== undefined || flags.state !== undefined)
        lines.push(...(await heldAgainst(checked, flags)))
      await writeOut(`${lines.join('\n')}\n`)
    })
}

async function makeHere(wanted: string, flags: Flags): Promise<CaseMade> {
  const { account, analysis, tlp, language, withValues = false, by = userInfo().username } = flags
  const { audit: auditFile, identity: identityFile } = pathsOf(flags)
  const asked = { wanted, account, analysis, withValues }
  const made = await withKeptStore(flags, (store) =>
    makeCaseHere(store, { ...asked, by, tlp, language, auditFile, identityFile }),
  )
  await new AuditLog(auditFile).add({
    actor: 'operator',
    action: 'case.made',
    details: { by, ...made.noted },
  })
  return made
}

function makeThere(wanted: string, flags: Flags): Promise<Pick<MadeCase, 'html' | 'json' | 'seal'>> {
  const { account, analysis, tlp, language, withValues = false, service = '', keyFile } = flags
  return askCase(serviceOf(service, keyFile), wanted, {
    ...(account !== undefined && { account }),
    ...(analysis !== undefined && { analysis }),
    tlp,
    language,
    with_values: withValues,
  })
}

/** Before anything is written down. @throws Problem `bad-value`, `file-unwritable` */
function checkName(out: string | undefined): void {
  if (out === undefined) return
  if (!/[^/]\.html$/.test(out))
    throw new Problem('bad-value', `${out} is no name of a page`, 'Write --out as FILE.html.')
  const taken = [out, out.replace(/\.html$/, '.json')].find((path) => existsSync(path))
  if (taken !== undefined) throw unwritable(taken, 'it is there already')
}

/** What is there is never overwritten: a case file is evidence. @throws Problem `file-unwritable` */
function writeNew(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    throw unwritable(path, error instanceof Error ? error.message : String(error))
  }
}

function unwritable(path: string, why: string): Problem {
  return new Problem(
    'file-unwritable',
    `cannot write ${path}: ${why}`,
    'Name another file with --out; one that is there is never overwritten.',
  )
}

function linesOf({ kind, id, madeAt, seal, signed, auditLines }: CheckedCase, isAsked: boolean): string[] {
  return [
    `${id}, made ${madeAt}: the ${kind} is as it was made`,
    `page ${seal.page}`,
    `data ${seal.data}`,
    ...(auditLines > 0
      ? [`${formatPlural(auditLines, 'line')} of the audit log in it: each has its hash`]
      : []),
    ...(signed
      ? [
          `signed ${signed.signedAt} by ${visibleLine(signed.provider)} with the key ${signed.kid}`,
          isAsked
            ? 'the root key of its card has the fingerprint that was named'
            : `the root key of its card has the fingerprint ${signed.fingerprint}: compare it with the one that the provider tells by another way`,
        ]
      : ['not signed: who made it is not shown by the file itself']),
  ]
}

/** What store and audit log say of it. @throws Problem `case-unborne` when they contradict it */
async function heldAgainst(checked: CheckedCase, flags: VerifyFlags): Promise<string[]> {
  const { seal, file } = checked
  const { audit } = pathsOf(flags)
  const {
    kept,
    lines,
    broken_at: broken,
  } = await readCustody(audit, ({ details }) => details.case === seal.case)
  const line = lines.find(({ action, details }) => action === 'case.made' && details.case === seal.case)
  if (!kept || !line) throw unborne(`no line of ${audit} says that it was made`)
  if (line.details.page !== seal.page || line.details.data !== seal.data)
    throw unborne(`line ${line.seq} of ${audit} has other hashes for it`)
  const told = [
    `line ${line.seq} of the audit log says that ${visibleLine(line.actor)} had it made, ${line.at}`,
    ...(broken === undefined ? [] : [`the audit log’s chain does not follow at line ${broken}`]),
  ]
  if (!file) return [...told, 'name the .json file to have it held against the store as well']
  if (flags.store === undefined && settingValue('store', undefined) === undefined) return told
  const { result, records } = await withUntouchedStore(flags, (store) => recheckCase(store, file))
  if (result === 'other') throw unborne('the store has another result for its analysis')
  if (records === 'other') throw unborne('the log has other records of it now')
  return [
    ...told,
    result === 'same'
      ? 'the store has the analysis with the same result'
      : 'the store doesn’t have its analysis any more',
    records === 'same'
      ? 'the log has the same records of it'
      : 'the log can’t be compared: it has none of its records any more, or they were too many to be hashed',
  ]
}

function unborne(why: string): Problem {
  return new Problem(
    'case-unborne',
    `the file is whole, and the provider’s own records don’t bear it out: ${why}`,
    'Name the store and state that it was made with; if they are these, look at what changed them.',
  )
}
