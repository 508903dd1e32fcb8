"""The practice app."""

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    """Subscribes to what the grader reports."""

    name = "practice"
    verbose_name = "Practice"

    def ready(self) -> None:
        """Connect the receivers once every app is loaded."""
        from grader.signals import learner_merged, submission_graded
        from practice import attempts, results, settings

        submission_graded.connect(results.on_submission_graded, dispatch_uid="practice-results")
        learner_merged.connect(attempts.on_learner_merged, dispatch_uid="practice-merge")
        learner_merged.connect(settings.on_learner_merged, dispatch_uid="practice-settings-merge")
