// Every route of the service, in the order in which the reference lists them. A new one is a line in its file's list.
import type { AnyRoute } from '../http/route.js'
import type { Service } from '../service.js'
import { actRoutes } from './acts.js'
import { analysisRoutes } from './analyses.js'
import { campaignRoutes } from './campaigns.js'
import { decisionRoutes } from './decisions.js'
import { eventRoutes } from './events.js'
import { gatewayRoutes } from './gateways.js'
import { healthRoutes } from './health.js'
import { ingestRoutes } from './ingest.js'
import { openApiRoute } from './open-api.js'
import { peopleRoutes } from './people.js'

export function routesOf(service: Service): readonly AnyRoute[] {
  const routes = [
    ...ingestRoutes(service),
    ...decisionRoutes(service),
    ...gatewayRoutes(service),
    ...actRoutes(service),
    ...campaignRoutes(service),
    ...eventRoutes(service),
    ...analysisRoutes(service),
    ...peopleRoutes(service),
    ...healthRoutes(service),
  ]
  return [...routes, openApiRoute(routes, service.options.version)]
}
