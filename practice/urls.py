"""URLs of the practice app."""

from django.urls import path

from practice import views

app_name = "practice"
urlpatterns = [path("", views.queue, name="queue")]
