"""Celery tasks of practice."""

from celery import shared_task

from practice.figures import figures_compute


# By the time of the next one it is not worth running any more.
@shared_task(name="practice.tasks.compute_figures", ignore_result=True, expires=3600)
def compute_figures() -> None:
    """Compute levels and times of the exercises from what learners did."""
    figures_compute()
