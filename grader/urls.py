"""Pages of the grader."""

from django.urls import path

from grader import instructing, views, your_data

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
    path("your-data/", your_data.your_data, name="your_data"),
    path("your-data/download/", your_data.download, name="your_data_download"),
    path("your-data/delete/", your_data.delete, name="your_data_delete"),
]
