"""Pages of the grader."""

from django.urls import path

from grader import instructing, views

app_name = "grader"
urlpatterns = [
    path("exercises/", views.exercises, name="exercises"),
    path("exercises/<slug:slug>/", views.exercise, name="exercise"),
    path("exercises/<slug:slug>/notebook/", views.notebook, name="notebook"),
    path("instructors/exercises/", instructing.validations, name="validations"),
    path("instructors/exercises/<slug:slug>/", instructing.kill_matrix, name="kill_matrix"),
    path(
        "submissions/<uuid:submission_id>/panel/",
        views.submission_panel,
        name="submission_panel",
    ),
]
