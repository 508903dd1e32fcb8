"""Wiring: settings, URLs, the ASGI and Celery applications, and what `make run` starts."""
