// Makes a fresh clone ready with Node and the npm registry alone: installs what package-lock.json names when
// node_modules is missing or older than it, and compiles when a source is newer than the last build.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

function run(command, args) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (result.status !== 0) {
    process.stderr.write(
      `setup: \`${command} ${args.join(' ')}\` failed; its message is above. Fix it and run this again.\n`,
    )
    process.exit(2)
  }
}

function newest(folder) {
  let latest = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) latest = Math.max(latest, newest(path))
    else if (/\.(tsx?|css)$/.test(entry.name)) latest = Math.max(latest, statSync(path).mtimeMs)
  }
  return latest
}

const major = Number(process.versions.node.split('.')[0])
if (major < 20) {
  process.stderr.write(`setup: Node ${process.versions.node} is too old; Stillwatch needs 20.19 or newer.\n`)
  process.exit(2)
}
const installed = join(root, 'node_modules', '.package-lock.json')
if (
  !existsSync(installed) ||
  statSync(installed).mtimeMs < statSync(join(root, 'package-lock.json')).mtimeMs - 1000
) {
  process.stderr.write('setup: installing dependencies (npm ci), about a minute the first time\n')
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
}
const built = join(root, 'dist', 'console', 'index.html')
const sources = Math.max(
  ...['src', 'simulate', 'bench', 'console/src'].map((folder) => newest(join(root, folder))),
)
if (!existsSync(built) || statSync(built).mtimeMs < sources) {
  process.stderr.write('setup: compiling\n')
  run('npm', ['run', '--silent', 'build'])
}
