# The CPU grading role: runs learners' code under bubblewrap. See docker/seccomp.json for the system
# calls that the container itself needs for that.
FROM debian:bookworm-slim AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates python3 python3-venv \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/descent
RUN python3 -m venv .venv
COPY requirements.lock ./
COPY docker/wheels docker/wheels
# Builds behind a proxy hand in the proxy's certificates as the secret `certificates`.
RUN --mount=type=secret,id=certificates,target=/run/certificates.crt \
    if [ -s /run/certificates.crt ]; then export PIP_CERT=/run/certificates.crt; fi \
    && .venv/bin/pip install --no-cache-dir --find-links docker/wheels -r requirements.lock
COPY . .
# Content is loaded here too, which renders formulas with npm's packages.
RUN --mount=type=secret,id=certificates,target=/run/certificates.crt \
    if [ -s /run/certificates.crt ]; then export NODE_EXTRA_CA_CERTS=/run/certificates.crt; fi \
    && .venv/bin/python -m frontend.build
RUN .venv/bin/python -m compileall -q config courses exercises frontend grader practice reference \
    && rm -r docker/wheels

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        bubblewrap ca-certificates libgomp1 libseccomp2 python3 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home descent
COPY --from=build /srv/descent /srv/descent
WORKDIR /srv/descent
RUN install -d -o descent -g descent var
USER descent
ENV PATH=/srv/descent/.venv/bin:$PATH PYTHONUNBUFFERED=1 GRADING_THREADS=2
CMD ["sh", "-c", "exec celery -A config worker -Q grade.cpu -n grade-cpu@%h --pool=threads --concurrency=$GRADING_THREADS --loglevel=INFO"]
