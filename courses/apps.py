"""The courses app: lessons, skill checks, notes and reading progress."""

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    """Connects what happens when a guest becomes an account."""

    name = "courses"
    verbose_name = "Courses"

    def ready(self) -> None:
        """Subscribe to merges of learners."""
        from courses.merging import rows_merge
        from grader.signals import learner_merged

        learner_merged.connect(rows_merge, dispatch_uid="courses.rows_merge")
