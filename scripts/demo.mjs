// `npm run demo`: two weeks of traffic with campaigns hidden in it, analysed as a provider's log would be, and the
// result compared with the truth. Everything it writes is in demo-out/.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(fileURLToPath(new URL('.', import.meta.url)), '..')
const out = join(root, 'demo-out')
const load = (path) => import(new URL(`../dist/${path}`, import.meta.url).href)
const shown = (name) => relative(process.cwd(), join(out, name))

async function demo() {
  const { simulate } = await load('simulate/simulate.js')
  const { score } = await load('simulate/score.js')
  const { createProgress, writeOut } = await load('src/cli/output.js')
  const { isColourWanted } = await load('src/config/settings.js')
  const { runPipeline } = await load('src/pipeline.js')
  const { renderHtml } = await load('src/report/html.js')
  const { renderJson } = await load('src/report/json.js')
  const { pseudonymise } = await load('src/report/pseudonyms.js')
  const { renderTable } = await load('src/report/table.js')
  const { readVersion } = await load('src/version.js')

  const progress = createProgress(false)
  mkdirSync(out, { recursive: true })
  let tenth = -1
  const made = await simulate({
    scenario: 'demo',
    out,
    seed: 1,
    scale: 1,
    onProgress: (done, total) => {
      const now = Math.floor((10 * done) / total)
      if (now > tenth) progress.say(`making traffic · ${10 * now} %`)
      tenth = now
    },
  })
  const report = await runPipeline({
    inputs: [made.files.exchanges],
    accounts: [made.files.accounts],
    command: 'stillwatch analyze demo-out/exchanges.jsonl --accounts demo-out/accounts.jsonl',
    version: readVersion(),
    onProgress: (line) => progress.say(line.replaceAll(made.files.exchanges, shown('exchanges.jsonl'))),
  })
  progress.done()

  writeFileSync(join(out, 'result.json'), renderJson(report.analysis))
  writeFileSync(join(out, 'report.html'), renderHtml(pseudonymise(report, 'demo')))
  const colour = isColourWanted(process.stdout.isTTY === true)
  await writeOut(renderTable(report.analysis, { colour, width: process.stdout.columns ?? 100 }))

  const truth = JSON.parse(readFileSync(made.files.truth, 'utf8'))
  await writeOut(`\n${closing(score(truth, report.analysis))}`)
}

function closing(result) {
  const found = result.attackAccounts === 0 ? 0 : Math.round(result.recall * result.attackAccounts)
  return `Against the truth: ${found} of ${result.attackAccounts} campaign accounts found (${(100 * result.recall).toFixed(1)} %), ${result.attacksFound} of ${result.attacks} campaigns nearly whole,
and ${result.falselyAccused} of ${result.honestAccounts} honest accounts accused.

Report: ${shown('report.html')} (open it in a browser)
Next:   node bin/stillwatch.js score ${shown('truth.json')} ${shown('result.json')}
        node bin/stillwatch.js analyze YOUR-LOGS.jsonl --report report.html
`
}

try {
  await demo()
} catch (error) {
  const { reportFailure } = await load('src/cli/output.js')
  process.exitCode = reportFailure(error)
}
