"""Settings for tests: Descent's own, on a PostgreSQL and a Valkey of this test run alone."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ.setdefault("DESCENT_LOCAL", "1")

# Workers of pytest-xdist inherit the addresses, so only the first process starts the servers.
if "DATABASE_URL" not in os.environ or "BROKER_URL" not in os.environ:
    from config.local.services import postgres_start, valkey_start

    var = Path(tempfile.mkdtemp(prefix="descent-test-"))
    # Registered first, so it runs last: after both servers have stopped.
    atexit.register(shutil.rmtree, var, ignore_errors=True)
    os.environ["DESCENT_VAR"] = str(var)
    os.environ.setdefault("DATABASE_URL", postgres_start(var))
    os.environ.setdefault("BROKER_URL", valkey_start(var))

from config.settings import *  # noqa: F403

# A process of pytest-xdist may clear its cache while another counts in its own; 0 is the broker's.
worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
CACHES["default"]["OPTIONS"] = {"db": 1 + worker % 15}  # noqa: F405
# What a test changes it sees at once.
PRACTICE_LOOKUPS_KEPT_S = 0
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
