"""The service worker's script, and the page it shows in place of pages that were never visited."""

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from frontend.assets import MANIFEST, asset_get


@require_safe
@cache_control(no_cache=True)
def service_worker(_request: HttpRequest, *, manifest: Path = MANIFEST) -> HttpResponse:
    """Serve the script from the root: a worker answers only for what lies beside or below it."""
    script = manifest.parent / asset_get("service-worker.js", manifest=manifest).file
    return HttpResponse(
        script.read_bytes(),
        content_type="text/javascript; charset=utf-8",
        headers={"Service-Worker-Allowed": "/"},
    )


@require_safe
@cache_control(no_cache=True)
def offline(request: HttpRequest) -> HttpResponse:
    return render(request, "offline.html")
