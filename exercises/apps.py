"""The exercises app: the catalogue in the database."""

from django.apps import AppConfig


class ExercisesConfig(AppConfig):
    """Exercises and their revisions."""

    name = "exercises"
    verbose_name = "Exercises"
