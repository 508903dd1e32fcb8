"""Celery tasks of practice."""

from celery import shared_task

from practice.figures import figures_compute
from practice.pooled_fit import pooled_fit_create


# By the time of the next one it is not worth running any more.
@shared_task(name="practice.tasks.compute_figures", ignore_result=True, expires=3600)
def compute_figures() -> None:
    """Compute levels and times of the exercises from what learners did."""
    figures_compute()


@shared_task(name="practice.tasks.fit_pooled", ignore_result=True, expires=86_400)
def fit_pooled() -> None:
    """Fit the numbers that each fold begins with to what all learners did."""
    pooled_fit_create()
