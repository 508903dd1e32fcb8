"""All URLs of the site."""

from django.contrib import admin
from django.urls import include, path

from config.api import api
from config.health import health
from frontend import offline

urlpatterns = [
    path("", include("courses.urls")),
    path("", include("grader.urls")),
    path("practice/", include("practice.urls")),
    path("accounts/", include("allauth.urls")),
    path("api/v1/", api.urls),
    path("admin/", admin.site.urls),
    path("healthz", health),
    path("service-worker.js", offline.service_worker, name="service_worker"),
    path("offline/", offline.offline, name="offline"),
]
