"""The Celery application: queues, and what the sweeper does on a schedule."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("descent")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    task_ignore_result=True,
    task_default_queue="default",
    task_serializer="json",
    accept_content=["json"],
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    # The database is the truth: a request must not wait for a broker that is down.
    task_publish_retry=False,
    broker_transport_options={"socket_connect_timeout": 1, "socket_timeout": 30},
    beat_schedule={
        "sweep-gradings": {"task": "grader.tasks.sweep_gradings", "schedule": 5.0},
        "sweep-cell-runs": {"task": "courses.tasks.sweep_cell_runs", "schedule": 5.0},
        "prune-cell-runs": {"task": "courses.tasks.prune_cell_runs", "schedule": 3600.0},
        "prune": {"task": "grader.tasks.prune", "schedule": 3600.0},
        "figures": {
            "task": "practice.tasks.compute_figures",
            "schedule": crontab(hour="3", minute="20"),
        },
        "pooled-fit": {
            "task": "practice.tasks.fit_pooled",
            "schedule": crontab(day_of_month="1", hour="3", minute="40"),
        },
    },
)
app.autodiscover_tasks()
