# Valkey from Debian. It keeps nothing: the database is the truth, the broker a doorbell.
FROM debian:trixie-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends valkey-server valkey-tools \
    && rm -rf /var/lib/apt/lists/*
USER valkey
HEALTHCHECK --interval=2s --timeout=3s --retries=30 CMD ["valkey-cli", "ping"]
CMD ["valkey-server", "--bind", "0.0.0.0", "--protected-mode", "no", "--save", "", "--appendonly", "no", \
     "--dir", "/tmp"]
