// Every gateway that can be answered, and with the proxy all that enforce decisions. Docs and tests come from here.
import { CROWDSEC } from './crowdsec.js'
import { ENVOY } from './envoy.js'
import type { Gateway } from './gateway.js'
import { LITELLM } from './litellm.js'
import { NGINX } from './nginx.js'
import { PORTKEY } from './portkey.js'
import { PROXY } from './proxy.js'

export const GATEWAYS: readonly Gateway[] = [ENVOY, NGINX, LITELLM, PORTKEY, CROWDSEC]

export const ENFORCERS: readonly Gateway[] = [PROXY, ...GATEWAYS]
