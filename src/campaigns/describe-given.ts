// From a named group, as it was judged, to what the contract says of it.
import { JUDGEMENT_SCHEMA, type Judgement } from '../model/judgement.js'
import { listEvidence, round, toldProbability, toldRate } from './evidence.js'
import type { Judged } from './judge.js'
import type { Given, GivenGroups } from './judge-given.js'

export function describeGiven(
  judged: Judged,
  { accounts, unknown }: Given,
  detectors: GivenGroups['detectors'],
): Judgement {
  const { facts } = judged
  return {
    schema: JUDGEMENT_SCHEMA,
    verdict: judged.verdict,
    ...(judged.explanation !== undefined && { explanation: judged.explanation }),
    probability: toldProbability(judged),
    q_value: toldRate(judged),
    bits: round(judged.bits, 2),
    accounts,
    unknown,
    owners: facts.owners,
    exchanges: facts.exchanges,
    input_tokens: facts.inputTokens,
    output_tokens: facts.outputTokens,
    first_seen: facts.first,
    last_seen: facts.last,
    evidence: listEvidence(judged).map(({ said: _, ...told }) => told),
    explanations: judged.explanations.map(({ name, holds, why }) => ({ name, holds, why: why.text })),
    lacking: judged.lacking.map(({ name, why }) => ({ name, why: why.text })),
    detectors,
  }
}
