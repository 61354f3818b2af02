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
  {
    name: 'community-key',
    env: 'STILLWATCH_COMMUNITY_KEY',
    says: 'file of the key that your community shares, from `stillwatch share key`; without it nobody can match what is keyed',
  },
  {
    name: 'partners',
    env: 'STILLWATCH_PARTNERS',
    says: 'YAML file of the partners whose TAXII collections are read, with rights and keys: docs/received.md shows one',
  },
  {
    name: 'pull-every',
    env: 'STILLWATCH_PULL_EVERY',
    default: '15m',
    says: 'time between fetches of what partners share: 5m, 1h; 0 for never',
  },
  {
    name: 'producer',
    env: 'STILLWATCH_PRODUCER',
    says: 'name under which you share; without it nobody is named',
  },
  {
    name: 'listen',
    env: 'STILLWATCH_LISTEN',
    default: '127.0.0.1:8430',
    says: 'address and port of the service; other machines reach it at 0.0.0.0:8430 or [::]:8430, which asks for TLS',
  },
  {
    name: 'state',
    env: 'STILLWATCH_STATE',
    says: 'directory for what the service keeps beside the store: keys, audit log, batches on their way; without it a folder in the store’s directory. The proxy’s, for what waits and the decisions that it knows: stillwatch-proxy without it',
  },
  {
    name: 'every',
    env: 'STILLWATCH_EVERY',
    default: '1h',
    says: 'time between analyses, if something came: 10m, 1h, 1d; 0 for on demand only',
  },
  {
    name: 'whole-every',
    env: 'STILLWATCH_WHOLE_EVERY',
    default: '1d',
    says: 'time after which the whole log of a kept store is analysed again; between, what came is added to the last whole analysis: 6h, 1d; 0 for the whole each time',
  },
  {
    name: 'whole-under',
    env: 'STILLWATCH_WHOLE_UNDER',
    default: '2m',
    says: 'a store whose last whole analysis took less than this is analysed whole each time: 30s, 2m',
  },
  {
    name: 'when-unsure',
    env: 'STILLWATCH_WHEN_UNSURE',
    default: 'open',
    says: 'what is answered while it isn’t known which decisions are in force: open lets pass, closed refuses; closed, the proxy refuses too what it can’t write down',
  },
  {
    name: 'inbox-limit',
    env: 'STILLWATCH_INBOX_LIMIT',
    default: '4GB',
    says: 'bytes that may wait for the store before batches are refused with 429',
  },
  {
    name: 'tls-cert',
    env: 'STILLWATCH_TLS_CERT',
    says: 'PEM file of the service’s certificate, with those that it hangs from',
  },
  { name: 'tls-key', env: 'STILLWATCH_TLS_KEY', says: 'PEM file of its private key' },
  {
    name: 'tls-client-ca',
    env: 'STILLWATCH_TLS_CLIENT_CA',
    says: 'PEM file of who may sign clients’ certificates; clients without one are refused then',
  },
  {
    name: 'cors-origin',
    env: 'STILLWATCH_CORS_ORIGIN',
    says: 'origins of web pages that may ask the service from a browser, such as https://console.example, with commas between',
  },
  {
    name: 'sign-in',
    env: 'STILLWATCH_SIGN_IN',
    default: 'off',
    says: 'how people sign in from a browser: off; link, which is printed at the start for one operator of this machine; or oidc, an identity provider',
  },
  {
    name: 'public-url',
    env: 'STILLWATCH_PUBLIC_URL',
    says: 'address by which browsers reach the service, such as https://stillwatch.example; that of --listen when left out',
  },
  {
    name: 'oidc-issuer',
    env: 'STILLWATCH_OIDC_ISSUER',
    says: 'the identity provider, as it names itself: https://id.example/realms/staff',
  },
  {
    name: 'oidc-client-id',
    env: 'STILLWATCH_OIDC_CLIENT_ID',
    says: 'name by which the provider knows the service; its redirect address is /auth/callback below --public-url',
  },
  {
    name: 'oidc-client-secret-file',
    env: 'STILLWATCH_OIDC_CLIENT_SECRET_FILE',
    says: 'file of the client’s secret; without it the client is a public one',
  },
  {
    name: 'oidc-scopes',
    env: 'STILLWATCH_OIDC_SCOPES',
    default: 'openid profile email',
    says: 'scopes that the provider is asked for, with the one that carries roles among them',
  },
  {
    name: 'oidc-role-claim',
    env: 'STILLWATCH_OIDC_ROLE_CLAIM',
    default: 'groups',
    says: 'claim that gives roles, such as groups or realm_access.roles',
  },
  {
    name: 'oidc-roles',
    env: 'STILLWATCH_OIDC_ROLES',
    says: 'roles by values of that claim: soc-leads=admin,soc=responder,staff=viewer; who has none can’t sign in',
  },
  {
    name: 'session-idle',
    env: 'STILLWATCH_SESSION_IDLE',
    default: '1h',
    says: 'time without a request after which a person signs in again',
  },
  {
    name: 'session-longest',
    env: 'STILLWATCH_SESSION_LONGEST',
    default: '12h',
    says: 'time after which a person signs in again in any case; roles are read anew then',
  },
  {
    name: 'taxii',
    env: 'STILLWATCH_TAXII',
    says: 'file that says which collections the service offers by TAXII 2.1, and to whom; without it none',
  },
  {
    name: 'prices',
    env: 'STILLWATCH_PRICES',
    says: 'file of list prices by model, as JSON: {"currency": "USD", "models": {"NAME": {"input": 3, "output": 15}}}, of a million tokens; without it no campaign is told in money',
  },
  {
    name: 'events',
    env: 'STILLWATCH_EVENTS',
    says: 'file of public events that timelines show, as YAML or NDJSON: docs/console.md shows one; without it models that the log shows first are all that is known',
  },
  {
    name: 'webhook',
    env: 'STILLWATCH_WEBHOOK',
    says: 'address that is told what happens to campaigns, signed as Standard Webhooks has it',
  },
  {
    name: 'webhook-secret-file',
    env: 'STILLWATCH_WEBHOOK_SECRET_FILE',
    says: 'file of the secret that this is signed with: whsec_ and base64, 24 bytes or more',
  },
  {
    name: 'log-level',
    env: 'STILLWATCH_LOG_LEVEL',
    default: 'info',
    says: 'least that the service and the proxy log: debug, info, warn or error',
  },
  {
    name: 'upstream',
    env: 'STILLWATCH_UPSTREAM',
    says: 'address of the API behind the proxy: https://host, or https://host/path that stands before each request’s',
  },
  {
    name: 'proxy-listen',
    env: 'STILLWATCH_PROXY_LISTEN',
    default: '127.0.0.1:8440',
    says: 'address and port of the proxy',
  },
  {
    name: 'status-listen',
    env: 'STILLWATCH_STATUS_LISTEN',
    default: '127.0.0.1:8441',
    says: 'address and port at which the proxy tells its health and metrics to anyone who asks; off for nowhere',
  },
  {
    name: 'service',
    env: 'STILLWATCH_SERVICE',
    says: 'address of the service, for what asks it: http://127.0.0.1:8430',
  },
  { name: 'key-file', env: 'STILLWATCH_KEY_FILE', says: 'file that holds a key of the service' },
  {
    name: 'decisions',
    env: 'STILLWATCH_DECISIONS',
    says: 'file of decisions, in place of the service’s; it is read again when it changes',
  },
  {
    name: 'exchanges',
    env: 'STILLWATCH_EXCHANGES',
    says: 'file that the proxy adds exchanges to, prompts included',
  },
  {
    name: 'key-accounts',
    env: 'STILLWATCH_KEY_ACCOUNTS',
    says: 'file with a line {"key": "SHA-256 of an API key", "account": "…", "org": "…"} for each key; a key without one is its own account, by its hash',
  },
  {
    name: 'account-header',
    env: 'STILLWATCH_ACCOUNT_HEADER',
    says: 'header in which something before the proxy writes the account; whoever can send it is believed',
  },
  {
    name: 'upstream-silence',
    env: 'STILLWATCH_UPSTREAM_SILENCE',
    default: '10m',
    says: 'longest time without a byte of the upstream before a request is given up',
  },
  {
    name: 'spool-limit',
    env: 'STILLWATCH_SPOOL_LIMIT',
    default: '4GB',
    says: 'bytes of exchanges that may wait on the proxy’s disk for the service',
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
