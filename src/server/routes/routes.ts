// Every route of the service, in the order in which the reference lists them. A new one is a line in its file's list.
import { BouncerPulls } from '../../respond/gateways/crowdsec.js'
import type { AnyRoute } from '../http/route.js'
import type { Service } from '../service.js'
import { accountViewRoutes } from './account-view.js'
import { actRoutes } from './acts.js'
import { analysisRoutes } from './analyses.js'
import { auditRoutes } from './audit.js'
import { campaignViewRoutes } from './campaign-view.js'
import { campaignRoutes } from './campaigns.js'
import { caseRoutes } from './cases.js'
import { decisionRoutes } from './decisions.js'
import { detectorRoutes } from './detectors.js'
import { eventRoutes } from './events.js'
import { feedbackRoutes } from './feedback.js'
import { gatewayRoutes } from './gateways.js'
import { healthRoutes } from './health.js'
import { ingestRoutes } from './ingest.js'
import { matchingRoutes } from './matching.js'
import { memberRoutes } from './members.js'
import { openApiRoute } from './open-api.js'
import { outboxRoutes } from './outbox.js'
import { overviewRoutes } from './overview.js'
import { peopleRoutes } from './people.js'
import { policyRoutes } from './policies.js'
import { probeRoutes } from './probes.js'
import { publicEventRoutes } from './public-events.js'
import { receivedRoutes } from './received.js'
import { recognitionRoutes } from './recognitions.js'
import { sampleRoutes } from './sample.js'
import { searchRoutes } from './search.js'
import { sharingRoutes } from './sharing.js'
import { statusRoutes } from './status.js'
import { taxiiRoutes } from './taxii.js'

export function routesOf(service: Service): readonly AnyRoute[] {
  const pulls = new BouncerPulls()
  const routes = [
    ...ingestRoutes(service),
    ...decisionRoutes(service),
    ...gatewayRoutes(service, pulls),
    ...probeRoutes(service, pulls),
    ...actRoutes(service),
    ...feedbackRoutes(service),
    ...policyRoutes(service),
    ...auditRoutes(service),
    ...overviewRoutes(service),
    ...publicEventRoutes(service),
    ...campaignRoutes(service),
    ...campaignViewRoutes(service),
    ...memberRoutes(service),
    ...caseRoutes(service),
    ...accountViewRoutes(service),
    ...recognitionRoutes(service),
    ...searchRoutes(service),
    ...detectorRoutes(service),
    ...eventRoutes(service),
    ...analysisRoutes(service),
    ...sharingRoutes(service),
    ...outboxRoutes(service),
    ...receivedRoutes(service),
    ...taxiiRoutes(service),
    ...matchingRoutes(service),
    ...peopleRoutes(service),
    ...statusRoutes(service),
    ...sampleRoutes(service),
    ...healthRoutes(service),
  ]
  return [...routes, openApiRoute(routes, service.options.version)]
}
