// Options that name tables of facts about addresses and mail domains, the same for every command that loads logs.
import type { Command } from 'commander'
import type { FactsOptions } from '../fingerprint/facts/facts.js'

export interface FactFlags {
  readonly asn?: string[]
  readonly country?: string[]
  readonly datacenter?: string[]
  readonly vpn?: string[]
  readonly disposable?: string[]
  readonly freeMail?: string[]
  readonly packagedFacts: boolean
}

/** Adds the options to a command. */
export function addFactOptions(command: Command): Command {
  return command
    .option('--asn <file...>', 'table of network operators: MMDB, or CSV of start,end,asn,name')
    .option('--country <file...>', 'table of countries of addresses: MMDB, or CSV of start,end,code')
    .option('--datacenter <file...>', 'address ranges of data centres, one CIDR a line')
    .option('--vpn <file...>', 'address ranges of VPNs, one CIDR a line')
    .option('--disposable <file...>', 'disposable mail domains, one a line')
    .option('--free-mail <file...>', 'webmail domains, one a line')
    .option('--no-packaged-facts', 'use only the tables named here')
}

/** The tables that the flags name. */
export function factsOf({ packagedFacts, ...named }: FactFlags): FactsOptions {
  const { asn, country, datacenter, vpn, disposable, freeMail } = named
  return { asn, country, datacenter, vpn, disposable, freeMail, packaged: packagedFacts }
}
