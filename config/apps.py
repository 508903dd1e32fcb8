"""The admin site's configuration, and the wiring of rooms that may not import each other."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class AdminSiteConfig(AdminConfig):
    """The Django admin, with Descent's own site class."""

    default_site = "config.admin_site.DescentAdminSite"


class WiringConfig(AppConfig):
    """Connects signals and item sources across courses and practice."""

    name = "config"
    label = "wiring"

    def ready(self) -> None:
        """Connect once every app is loaded."""
        from config import celery, wiring  # noqa: F401

        wiring.connect()
