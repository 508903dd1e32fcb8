"""The start and the end of a worker process that grades."""

import os
from typing import Any

from celery import signals

from grader.presence import QUEUES, Presence

# What this worker's queues ask for; processes that it forks inherit it.
_devices: list[str] = []
# How this worker is known to be up; the process that the operator started has it.
_presence: Presence | None = None


def connect() -> None:
    """Hear from Celery when a worker starts and ends."""
    signals.worker_init.connect(on_worker_init, dispatch_uid="grader-init")
    signals.worker_process_init.connect(on_worker_process_init, dispatch_uid="grader-process")
    signals.worker_ready.connect(on_worker_ready, dispatch_uid="grader-ready")
    signals.worker_shutting_down.connect(on_worker_shutting_down, dispatch_uid="grader-leaving")
    signals.worker_process_shutdown.connect(
        on_worker_process_end, dispatch_uid="grader-process-end"
    )
    signals.worker_shutdown.connect(on_worker_end, dispatch_uid="grader-end")


def on_worker_init(sender: Any, **kwargs: Any) -> None:
    """Refuse to start without a sound sandbox; warm it where the tasks run in this process.

    Celery only logs exceptions of its receivers, so it takes SystemExit to end the worker.
    """
    queues = sender.app.amqp.queues.consume_from
    _devices[:] = [device for queue, device in QUEUES.items() if queue in queues]
    if not _devices:
        return
    # Workers of other queues, and web processes, need no sandbox and none of its libraries.
    from grader.judges import pool_warm
    from grader.judging.devices import device_is_here
    from grader.sandbox.errors import SandboxError
    from grader.sandbox.self_test import require_sandbox

    # It would be known to be up, and fail all that it takes.
    if not all(map(device_is_here, _devices)):
        raise SystemExit(
            "This worker does not start. It is to take from grade.cuda, but this machine has no "
            "CUDA device. To mend it: install NVIDIA's driver, or leave grade.cuda out of -Q."
        )
    try:
        require_sandbox()
        if not _forks(sender):
            pool_warm(_devices)
    except SandboxError as error:
        raise SystemExit(f"This worker does not start. {error}") from None


def on_worker_process_init(**kwargs: Any) -> None:
    """Warm the zygotes of a forked pool process: they end with the process that started them."""
    if _devices:
        from grader.judges import pool_warm

        pool_warm(_devices)


def on_worker_ready(sender: Any, **kwargs: Any) -> None:
    """Be known to be up, once gradings can be taken."""
    global _presence  # noqa: PLW0603 (one for each worker is the point)
    if not _devices:
        return
    user = "root" if os.geteuid() == 0 else "an ordinary user"
    _presence = Presence(
        sender.hostname,
        [queue for queue, device in QUEUES.items() if device in _devices],
        f"Every property of sandbox_check held at the start, as {user}.",
    )
    _presence.start()


def on_worker_shutting_down(**kwargs: Any) -> None:
    """Be known to leave, at once: what runs is finished, but nothing more is taken."""
    if _presence is not None:
        _presence.leave()


def on_worker_end(**kwargs: Any) -> None:
    """End the zygotes, and what says that this worker is up."""
    if _presence is not None:
        _presence.join()
    on_worker_process_end()


def on_worker_process_end(**kwargs: Any) -> None:
    """End the zygotes."""
    if _devices:
        from grader.judges import pool_close

        pool_close()


def _forks(worker: Any) -> bool:
    pool = worker.pool_cls
    return "prefork" in (pool if isinstance(pool, str) else pool.__module__)
