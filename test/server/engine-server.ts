// A real engine server for tests, from the library that the npm package brings: a small launcher, compiled where there
// is a C compiler, runs the engine's command line, which listens for HTTP while a statement sleeps.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface EngineServer {
  readonly url: string
  stop(): Promise<void>
}

const PEERS = fileURLToPath(new URL('../../.peers/', import.meta.url))
const LAUNCHER = fileURLToPath(new URL('launcher.c', import.meta.url))
/** Seconds that the server lives at most, should its test die. */
const LIFE = 600
const READY_WITHIN = 20_000

/** Why no server can be started here; undefined when one can. */
export function whyNoServer(): string | undefined {
  if (process.platform !== 'linux') return `no server from the library on ${process.platform}`
  if (findLibrary() === undefined) return 'the engine’s library is not where the package puts it'
  try {
    execFileSync('cc', ['--version'], { stdio: 'ignore' })
  } catch {
    return 'no C compiler (cc) to build the launcher with'
  }
  return undefined
}

/** Where an engine listens, and what it keeps its data in. */
export interface Engine {
  readonly directory: string
  readonly host: string
  readonly port: number
  /** Port for other engines, and the configuration that names them. */
  readonly tcpPort?: number
  readonly configuration?: string
}

/** Starts a server on a free port with a directory of its own. */
export async function startEngineServer(): Promise<EngineServer> {
  const directory = mkdtempSync(join(tmpdir(), 'stillwatch-server-'))
  const discard = () => rmSync(directory, { recursive: true, force: true })
  try {
    const { url, stop } = await startEngine({ directory, host: '127.0.0.1', port: await freePort() })
    return {
      url,
      stop: async () => {
        await stop()
        discard()
      },
    }
  } catch (error) {
    discard()
    throw error
  }
}

/** Starts an engine where it is said; stopping it is a kill, as of a machine that loses power. */
export async function startEngine({
  directory,
  host,
  port,
  tcpPort,
  configuration,
}: Engine): Promise<EngineServer> {
  const url = `http://${host}:${port}`
  const statements = `SYSTEM START LISTEN HTTP; ${tcpPort === undefined ? '' : 'SYSTEM START LISTEN TCP; '}SELECT sleepEachRow(1) FROM numbers(${LIFE}) SETTINGS max_block_size = 1, function_sleep_max_microseconds_per_block = 0 FORMAT Null`
  const server = spawn(
    buildLauncher(),
    [
      findLibrary() ?? '',
      ...(configuration === undefined ? [] : [`--config-file=${configuration}`]),
      `--path=${join(directory, 'data')}`,
      `--http_port=${port}`,
      ...(tcpPort === undefined ? [] : [`--tcp_port=${tcpPort}`]),
      `--listen_host=${host}`,
      '--multiquery',
      `--query=${statements}`,
    ],
    { cwd: directory, stdio: 'ignore' },
  )
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const stop = async () => {
    server.kill('SIGKILL')
    await ended
  }
  for (const started = Date.now(); Date.now() - started < READY_WITHIN; ) {
    if (server.exitCode !== null) break
    if (await answers(url)) return { url, stop }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await stop()
  throw new Error(`the engine did not listen on ${url} within ${READY_WITHIN / 1000} s`)
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/ping`)).ok
  } catch {
    return false
  }
}

function buildLauncher(): string {
  mkdirSync(PEERS, { recursive: true })
  const built = join(PEERS, 'engine-launcher')
  if (!existsSync(built)) execFileSync('cc', ['-O1', '-o', built, LAUNCHER, '-ldl'])
  return built
}

function findLibrary(): string | undefined {
  const require = createRequire(import.meta.url)
  const kinds = [`${process.arch}-gnu`, process.arch]
  for (const kind of kinds) {
    try {
      const library = join(
        dirname(require.resolve(`@chdb/lib-${process.platform}-${kind}/package.json`)),
        'libchdb.so',
      )
      if (existsSync(library)) return library
    } catch {
      // Another package holds this platform's library.
    }
  }
  return undefined
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address !== null && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('no free port')),
      )
    })
  })
}
