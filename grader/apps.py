"""The grader app: submissions, their grading, and live progress."""

from django.apps import AppConfig


class GraderConfig(AppConfig):
    """Connects sign-in to learners, and Celery's worker to the sandbox."""

    name = "grader"
    verbose_name = "Grader"

    def ready(self) -> None:
        """Subscribe to sign-ins and to the start and end of a worker."""
        from django.contrib.auth.signals import user_logged_in

        from grader import merging, workers

        user_logged_in.connect(merging.on_user_logged_in, dispatch_uid="grader.merging")
        workers.connect()
