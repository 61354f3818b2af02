// エンジンが英語で述べる文の日本語訳。英語の文が鍵で、{0}、{1} … に値が入る。
import { detectors } from './sentences/detectors.js'
import { evidence } from './sentences/evidence.js'
import { facts } from './sentences/facts.js'
import { failures } from './sentences/failures.js'
import { judgement } from './sentences/judgement.js'
import { partners } from './sentences/partners.js'
import { policy } from './sentences/policy.js'
import { service } from './sentences/service.js'

export const sentences: Readonly<Record<string, string>> = {
  ...detectors,
  ...evidence,
  ...facts,
  ...failures,
  ...judgement,
  ...partners,
  ...policy,
  ...service,
}
