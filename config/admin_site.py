"""The operators' site."""

from collections.abc import Callable
from typing import Any

from csp.decorators import csp_replace
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse

# Django's admin scripts build HTML from strings, which Trusted Types forbids.
without_trusted_types = csp_replace({"require-trusted-types-for": None, "trusted-types": None})


class DescentAdminSite(AdminSite):
    """Django's admin under Descent's content security policy, less Trusted Types."""

    site_header = "Descent: operators"
    site_title = "Descent"
    index_title = "What is in the database"

    def admin_view(
        self, view: Callable[..., HttpResponse], cacheable: bool = False
    ) -> Callable[..., HttpResponse]:
        """Serve one admin page."""
        inner = super().admin_view(view, cacheable)

        @without_trusted_types
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return inner(request, *args, **kwargs)

        return wrapped

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Serve the admin's sign-in page."""
        return without_trusted_types(super().login)(request, extra_context)
