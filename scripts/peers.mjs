// Brings the programs that benches and tests compare Stillwatch with into .peers/, which git ignores: a Python
// environment with what bench/peers/requirements.txt names. Nothing needs them: what compares says when it goes
// without. Glasswally is compared too where its program lies at .peers/glasswally; it is not brought from here.
// `node scripts/peers.mjs`
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const environment = join(root, '.peers', 'python')
const python = join(environment, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] })
  if (status === 0) return
  const why = error === undefined ? `ended with ${status}` : error.message
  process.stderr.write(
    `peers: \`${command} ${args.join(' ')}\` failed (${why}). Install Python 3.10 or newer with venv and run this again.\n`,
  )
  process.exit(2)
}

if (!existsSync(python)) run('python3', ['-m', 'venv', environment])
run(python, ['-m', 'pip', 'install', '--quiet', '--requirement', join('bench', 'peers', 'requirements.txt')])
process.stderr.write('peers: ready in .peers/\n')
if (!existsSync(join(root, '.peers', 'glasswally')))
  process.stderr.write(
    'peers: no program .peers/glasswally (github.com/m0rs3c0d3/Glasswally): comparisons go without it\n',
  )
