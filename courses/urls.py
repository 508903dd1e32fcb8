"""Addresses of the reading pages; courses/links.py knows them too."""

from django.urls import path

from courses import notebook_views, search_views, views

app_name = "courses"

urlpatterns = [
    path("", views.home, name="home"),
    path("lessons/<slug:lesson_id>/", views.lesson, name="lesson"),
    path("search/", search_views.search, name="search"),
    path("search/results/", search_views.search_results, name="search-results"),
    path("map/", views.concept_map, name="map"),
    path("concepts/<slug:slug>/preview/", views.concept_preview, name="concept-preview"),
    path("lessons/<slug:lesson_id>/concepts/", views.concepts, name="concepts"),
    path("lessons/<slug:lesson_id>/notebook/", notebook_views.notebook, name="notebook"),
    path(
        "lessons/<slug:lesson_id>/notebook.ipynb",
        notebook_views.notebook_file,
        name="notebook_file",
    ),
    path("lessons/<slug:lesson_id>/part-<int:number>/", views.part, name="part"),
    path(
        "lessons/<slug:lesson_id>/part-<int:number>/questions/", views.questions, name="questions"
    ),
]
