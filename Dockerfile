# The service in a container: one directory, /data, and one port.
#   docker build -t stillwatch .
#   docker run -v stillwatch:/data -p 127.0.0.1:8430:8430 stillwatch
#   docker exec CONTAINER node bin/stillwatch.js keys create gateway --scope decide
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:22-bookworm-slim
WORKDIR /app
COPY --from=build --chown=root:root /app/package.json ./
COPY --from=build /app/bin ./bin
COPY --from=build /app/dist ./dist
COPY --from=build /app/node_modules ./node_modules
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
ENV NODE_ENV=production STILLWATCH_STORE=/data STILLWATCH_LISTEN=0.0.0.0:8430
EXPOSE 8430
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8430/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "bin/stillwatch.js"]
CMD ["serve"]
