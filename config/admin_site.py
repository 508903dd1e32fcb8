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

    def admin_view(  # type: ignore[override]  # the stub's own type variable is not public
        self,
        view: Callable[..., Any],
        cacheable: bool = False,
    ) -> Callable[..., Any]:
        """Serve one admin page."""
        inner: Callable[..., Any] = super().admin_view(view, cacheable)
        return without_trusted_types(inner)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Serve the admin's sign-in page."""
        page: Callable[..., Any] = without_trusted_types(super().login)
        response: HttpResponse = page(request, extra_context)
        return response
