// Every command with the file that adds it, which may add another too. Only the one that was asked for is loaded: all of them, with the service and
// what it stands on, take more than a second.
import type { Command } from 'commander'

/** Adds a command, and those below it. */
export type Add = (program: Command) => void

const simulate = async (): Promise<Add> => (await import('./simulate.js')).addSimulate

/** By name, in the order in which help lists them. */
export const COMMANDS: ReadonlyMap<string, () => Promise<Add>> = new Map([
  ['analyze', async () => (await import('./analyze.js')).addAnalyze],
  ['serve', async () => (await import('./serve.js')).addServe],
  ['proxy', async () => (await import('./proxy.js')).addProxy],
  ['simulate', simulate],
  ['score', simulate],
  ['campaigns', async () => (await import('./campaigns.js')).addCampaigns],
  ['case', async () => (await import('./case.js')).addCase],
  ['policy', async () => (await import('./policy.js')).addPolicy],
  ['decisions', async () => (await import('./decisions.js')).addDecisions],
  ['act', async () => (await import('./act.js')).addAct],
  ['share', async () => (await import('./share.js')).addShare],
  ['query', async () => (await import('./query.js')).addQuery],
  ['forget', async () => (await import('./forget.js')).addForget],
  ['detectors', async () => (await import('./detectors.js')).addDetectors],
  ['keys', async () => (await import('./keys.js')).addKeys],
  ['audit', async () => (await import('./audit.js')).addAudit],
  ['doctor', async () => (await import('./doctor.js')).addDoctor],
])
