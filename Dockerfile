# An image with stackpick and nothing else in it.
#
#   docker build -t stackpick .
#   docker run --rm stackpick ask "Django or Node.js for an MVP?"
#   docker run --rm -v "$PWD/docs:/docs:ro" stackpick ask --knowledge /docs "Why Postgres?"
#   docker run --env-file .env -v stackpick:/data stackpick serve
#
# The first stage builds. Modules are fetched before the source is copied, so that a change of the source
# alone does not fetch them again; the two caches outlive the build. CGO_ENABLED=0 makes the binary
# independent of any C library, -trimpath leaves the builder's paths out of it, and -s -w leaves out what only
# debuggers need. The copied .git tells "stackpick version" the commit.
#
# The second stage is the image: certificates, time zones, a user without rights (65532), no shell. The
# built-in knowledge is inside the binary; what the bot stores is in the volume /data. Variables are given with -e or
# --env-file; .env.example lists them. The HTTP side listens on loopback unless STACKPICK_LISTEN says otherwise:
# 0.0.0.0:8080 where a proxy in another container must reach it.

FROM golang:1.26 AS builder
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY . .
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \
    CGO_ENABLED=0 go build -trimpath -ldflags "-s -w" -o /stackpick ./cmd/stackpick && mkdir /data

FROM gcr.io/distroless/static:nonroot
COPY --from=builder /stackpick /stackpick
COPY --from=builder --chown=65532:65532 /data /data
ENV STACKPICK_DATA=/data
VOLUME /data
ENTRYPOINT ["/stackpick"]
