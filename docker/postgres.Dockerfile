# PostgreSQL from Debian, initialised on first start with the database and password of its environment.
FROM debian:trixie-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends postgresql \
    && rm -rf /var/lib/apt/lists/*
COPY docker/postgres-start /usr/local/bin/postgres-start
RUN install -d -o postgres -g postgres /var/lib/descent
USER postgres
VOLUME /var/lib/descent
STOPSIGNAL SIGINT
HEALTHCHECK --interval=2s --timeout=3s --retries=30 CMD ["pg_isready", "--quiet", "--host=127.0.0.1"]
CMD ["/usr/local/bin/postgres-start"]
