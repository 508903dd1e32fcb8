#!/usr/bin/env bash
# Builds the images, runs the site from them, and does the main job once over HTTP: a guest submits
# a stored solution of every exercise and a wrong one, and reads the verdicts. Everything it starts is removed again.
#
# BUILD_OPTIONS are handed to `docker build`, for instance `--network=host` or, behind a proxy,
# `--secret id=certificates,src=/etc/ssl/certs/ca-certificates.crt`.
set -euo pipefail
cd "$(dirname "$0")/.."

export SECRET_KEY=${SECRET_KEY:-$(head -c 32 /dev/urandom | base64)}
export POSTGRES_PASSWORD=${POSTGRES_PASSWORD:-$(head -c 12 /dev/urandom | od -An -tx1 | tr -d ' \n')}
export PORT=${PORT:-8787}
export DOCKER_BUILDKIT=1
site=http://127.0.0.1:$PORT

if docker compose version >/dev/null 2>&1; then compose=(docker compose); else compose=(docker-compose); fi
compose+=(--project-name descent-verify)
trap '"${compose[@]}" logs --no-color --tail=20 prepare web worker >&2 || true; "${compose[@]}" down --volumes --remove-orphans >/dev/null 2>&1' EXIT

for role in postgres valkey web worker; do
    echo "Building descent-$role …"
    # shellcheck disable=SC2086
    docker build --quiet ${BUILD_OPTIONS:-} --file "docker/$role.Dockerfile" --tag "descent-$role" .
done

cd docker
"${compose[@]}" up --detach --no-build
echo "Waiting for $site …"
for attempt in $(seq 300); do
    if curl --silent --fail --output /dev/null "$site/healthz"; then break; fi
    if [ "$attempt" = 300 ]; then echo "The site did not answer within 300 s." >&2; exit 1; fi
    sleep 1
done

echo "The worker's own check of its sandbox:"
"${compose[@]}" exec -T worker python manage.py sandbox_check

python3 verify.py "$site"
trap - EXIT
"${compose[@]}" down --volumes --remove-orphans >/dev/null 2>&1
echo "Verified: the images run the main job."
