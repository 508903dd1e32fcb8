"""All URLs of the site."""

from django.contrib import admin
from django.urls import include, path

from config.api import api
from config.health import health

urlpatterns = [
    path("", include("courses.urls")),
    path("", include("grader.urls")),
    path("practice/", include("practice.urls")),
    path("accounts/", include("allauth.urls")),
    path("api/v1/", api.urls),
    path("admin/", admin.site.urls),
    path("healthz", health),
]
