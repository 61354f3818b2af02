# The service in a container: one directory, /data, and one port.
#   docker build -t stillwatch .
#   docker run --init -v stillwatch:/data -p 127.0.0.1:8430:8430 stillwatch
#   docker exec CONTAINER node bin/stillwatch.js keys create gateway --scope decide
# The proxy, from the same image:
#   docker run --init -v proxy:/data -p 127.0.0.1:8440:8440 stillwatch proxy --state /data \
#     --proxy-listen 0.0.0.0:8440 --upstream http://models:8000 --service http://stillwatch:8430 --key-file /run/secrets/key
# The health check knows both, with TLS too; where clients need certificates, run with --no-healthcheck.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build

FROM node:22-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:22-bookworm-slim
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY bin ./bin
COPY maps ./maps
COPY --from=build /app/dist/src ./dist/src
COPY --from=build /app/dist/console ./dist/console
COPY --from=build /app/dist/simulate ./dist/simulate
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
ENV NODE_ENV=production STILLWATCH_STORE=/data STILLWATCH_LISTEN=0.0.0.0:8430
EXPOSE 8430 8440
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["node", "--no-warnings", "-e", "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; const ask = async (url) => { if (!(await fetch(url)).ok) throw 0 }; Promise.any(['http://127.0.0.1:8430', 'https://127.0.0.1:8430', 'http://127.0.0.1:8441'].map((at) => ask(at + '/healthz'))).then(() => process.exit(0), () => process.exit(1))"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "bin/stillwatch.js"]
CMD ["serve"]
