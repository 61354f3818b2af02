// Every setting of the command line and the environment in one table; help and the reference come from it. This is
// the only file that reads the environment.

export interface Setting {
  /** Long option without dashes. */
  readonly name: string
  readonly env: string
  /** Default as text; undefined for none. */
  readonly default?: string
  readonly says: string
}

export const SETTINGS = [
  {
    name: 'store',
    env: 'STILLWATCH_STORE',
    says: 'where fingerprints are kept: a directory, or http://user:password@host:8123 of a ClickHouse server; without it a directory that goes away',
  },
  { name: 'database', env: 'STILLWATCH_DATABASE', default: 'stillwatch', says: 'database on a server' },
  {
    name: 'cluster',
    env: 'STILLWATCH_CLUSTER',
    says: 'name of the cluster that the server of --store belongs to: tables lie on all its shards then',
  },
  {
    name: 'pseudonym-key',
    env: 'STILLWATCH_PSEUDONYM_KEY',
    says: 'secret that keys the pseudonyms of accounts in reports; without it they differ from run to run',
  },
] as const satisfies readonly Setting[]

export type SettingName = (typeof SETTINGS)[number]['name']

/** Value of a setting: the option given, else the environment, else the default. */
export function settingValue(name: SettingName, option: string | undefined): string | undefined {
  const setting: Setting = SETTINGS.find((candidate) => candidate.name === name) ?? SETTINGS[0]
  return option ?? process.env[setting.env] ?? setting.default
}

/** What a setting does and the variable that sets it, for help. */
export function settingSays(name: SettingName): string {
  const setting: Setting = SETTINGS.find((candidate) => candidate.name === name) ?? SETTINGS[0]
  return `${setting.says} [${setting.env}]`
}

/** Whether colours are wanted, by the NO_COLOR and FORCE_COLOR conventions. */
export function isColourWanted(isTerminal: boolean): boolean {
  if (process.env.NO_COLOR) return false
  return isTerminal || Boolean(process.env.FORCE_COLOR)
}

/** Columns of the output: as COLUMNS says, else as the terminal says, else 100. */
export function outputColumns(terminal: number | undefined): number {
  const wanted = Number(process.env.COLUMNS)
  return Number.isInteger(wanted) && wanted > 0 ? wanted : (terminal ?? 100)
}
