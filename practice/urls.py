"""URLs of the practice app."""

from django.urls import path

from practice import views

app_name = "practice"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("settings/", views.settings_post, name="settings"),
    path("history/", views.history, name="history"),
    path("history/<uuid:event_id>/", views.review, name="review"),
]
