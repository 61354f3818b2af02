// Gateways in their own words: each protocol is a function of `respond/gateways`, mounted here behind a key.
import type { FastifyReply } from 'fastify'
import { GATEWAYS } from '../../respond/gateways/catalog.js'
import { answerCrowdsec, type BouncerPulls } from '../../respond/gateways/crowdsec.js'
import { answerEnvoy } from '../../respond/gateways/envoy.js'
import type { GatewayContext, GatewayRequest, GatewayResponse } from '../../respond/gateways/gateway.js'
import { answerLitellm } from '../../respond/gateways/litellm.js'
import { answerNginx } from '../../respond/gateways/nginx.js'
import { answerPortkey } from '../../respond/gateways/portkey.js'
import { type AnyRoute, type Asked, route } from '../http/route.js'
import type { Service } from '../service.js'

/** Bytes of a request that a gateway passes on, texts included. */
const BODY_BYTES = 16 * 1024 * 1024

type Answering = (request: GatewayRequest, asked: Asked) => GatewayResponse

export function gatewayRoutes({ desk, metrics }: Service, pulls: BouncerPulls): readonly AnyRoute[] {
  const context = (): GatewayContext => ({
    ask: (request) => {
      const answer = desk.decide(request)
      metrics.add('stillwatch_decisions_total', { action: answer.action })
      return answer
    },
    accountOfKey: (hash) => desk.accountOfKey(hash),
    words: desk.words,
    appealUrl: desk.appealUrl,
  })
  const answering: Readonly<Record<string, Answering>> = {
    envoy: (request) => answerEnvoy(request, context()),
    nginx: (request) => answerNginx(request, context()),
    litellm: (request) => answerLitellm(request, context()),
    portkey: (request) => answerPortkey(request, context()),
    crowdsec: (request, { caller }) =>
      answerCrowdsec(request, { table: desk.table, pulls, bouncer: caller?.id ?? '', now: Date.now() }),
  }
  return GATEWAYS.flatMap(({ id, title, routes }) =>
    routes.map(({ method, path }) => {
      const answer = answering[id]
      if (!answer) throw new Error(`nothing answers the gateway ${id}`)
      return route({
        method: method as 'GET',
        path,
        scope: 'decide',
        isForeign: true,
        says: `Answers ${title}.`,
        takes: ['application/json'],
        bodyLimit: BODY_BYTES,
        gives: { 200: { says: 'As the gateway’s protocol has it.' } },
        handle: (asked, reply) => send(reply, answer(requestOf(asked), asked)),
      })
    }),
  )
}

function requestOf({ request, body }: Asked): GatewayRequest {
  // `headers` would keep the first of two Authorization headers alone.
  const headers = Object.entries(request.raw.headersDistinct).map(([name, values]) => [
    name,
    values?.join(', '),
  ])
  return {
    method: request.method,
    path: request.url,
    headers: Object.fromEntries(headers) as GatewayRequest['headers'],
    body: (body as Buffer).toString(),
  }
}

function send(reply: FastifyReply, { status, headers, body }: GatewayResponse): FastifyReply {
  void reply.code(status).headers(headers)
  return reply.send(body)
}
