# docker build -t kubehint . && docker run --rm --network none -v "$PWD:/work:ro" kubehint scan .
FROM node:20.19.5-alpine3.22 AS build
WORKDIR /kubehint
COPY . .
RUN npm ci --ignore-scripts && node esbuild.mjs

FROM node:20.19.5-alpine3.22
COPY --from=build /kubehint/dist /kubehint/dist
COPY --from=build /kubehint/package.json /kubehint/LICENSE /kubehint/
RUN printf '#!/bin/sh\nexec node /kubehint/dist/cli.js "$@"\n' > /usr/local/bin/kubehint && chmod 755 /usr/local/bin/kubehint
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["kubehint"]
CMD ["scan", "."]
