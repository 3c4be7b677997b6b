# The image of the services in docker-compose.yml: one for all of them, they differ in their command.
FROM node:20.19.5-bookworm-slim AS build
WORKDIR /opt/raceway
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY prisma.config.ts tsconfig.json tsconfig.build.json ./
COPY prisma prisma
COPY src src
RUN npm run generate && npm run build && npm prune --omit=dev

FROM node:20.19.5-bookworm-slim
ENV NODE_ENV=production RACEWAY_HOME=/var/lib/raceway
WORKDIR /opt/raceway
RUN mkdir /var/lib/raceway && chown node:node /var/lib/raceway
COPY --from=build /opt/raceway/node_modules node_modules
COPY --from=build /opt/raceway/dist dist
COPY package.json ./
COPY prisma prisma
COPY exercises exercises
COPY sandbox sandbox
COPY src/setup src/setup
USER node
CMD ["node", "dist/cli.js", "api"]
