"""Settings for tests: Descent's own, on a PostgreSQL and a Valkey that live under var/test."""

import os
from pathlib import Path

var = Path(__file__).resolve().parent.parent / "var" / "test"
os.environ.setdefault("DESCENT_VAR", str(var))
os.environ.setdefault("DESCENT_LOCAL", "1")

if "DATABASE_URL" not in os.environ or "BROKER_URL" not in os.environ:
    from config.local.services import postgres_start, valkey_start

    # Workers of pytest-xdist inherit the addresses, so only the first process starts the servers.
    os.environ.setdefault("DATABASE_URL", postgres_start(var))
    os.environ.setdefault("BROKER_URL", valkey_start(var))

from config.settings import *  # noqa: E402, F403

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
