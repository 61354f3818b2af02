// As much of the package's interface as tests use; it brings no types of its own.
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http'

  export interface Context {
    readonly path: string
    body: unknown
  }

  export class Provider {
    constructor(issuer: string, configuration: object)
    use(middleware: (context: Context, next: () => Promise<void>) => Promise<void>): void
    callback(): RequestListener
  }
}
