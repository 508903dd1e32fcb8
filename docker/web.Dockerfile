# The web role: pages, API, live streams, and the sweeper. It loads neither NumPy nor torch, so it
# does not carry them, nor what needs them.
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
    grep -vE '^(numpy|scipy|torch|sympy|mpmath|networkx|matplotlib|contourpy)==' requirements.lock > web.lock \
    && if [ -s /run/certificates.crt ]; then export PIP_CERT=/run/certificates.crt; fi \
    && .venv/bin/pip install --no-cache-dir --find-links docker/wheels -r web.lock
COPY . .
RUN --mount=type=secret,id=certificates,target=/run/certificates.crt \
    if [ -s /run/certificates.crt ]; then export NODE_EXTRA_CA_CERTS=/run/certificates.crt; fi \
    && .venv/bin/python -m frontend.build \
    && .venv/bin/python -m compileall -q config courses exercises frontend/*.py grader practice \
    && rm -r docker/wheels

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates python3 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home descent
COPY --from=build /srv/descent /srv/descent
WORKDIR /srv/descent
RUN install -d -o descent -g descent var
USER descent
ENV PATH=/srv/descent/.venv/bin:$PATH PYTHONUNBUFFERED=1
EXPOSE 8000
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s --retries=12 \
    CMD ["python", "-c", "from urllib.request import Request, urlopen; urlopen(Request('http://127.0.0.1:8000/healthz', headers={'Host': 'localhost'}), timeout=2)"]
CMD ["python", "-m", "uvicorn", "config.asgi:application", "--host", "0.0.0.0", "--port", "8000", \
     "--no-access-log", "--lifespan=off", "--timeout-graceful-shutdown=10"]
