"""Runs known mistakes within bounds of time and memory, inside the judge."""

import contextlib
import mmap
import resource
import signal
import warnings
from collections.abc import Iterator
from types import FrameType


class TimeIsUp(BaseException):
    """The guarded code ran too long. No `except Exception` of its own holds it up."""


@contextlib.contextmanager
def guarded(seconds: float, reserve_bytes: int) -> Iterator[None]:
    """Bound the time of a block, and leave it `reserve_bytes` less memory than the judge has.

    The reserve is address space mapped without access: it costs no memory, and what is left under
    the address space limit is what a solution process would have. Without such a limit it does
    nothing.

    Raises:
        TimeIsUp: when the block takes longer.

    """
    previous = signal.signal(signal.SIGALRM, _time_is_up)
    with _reserved(reserve_bytes), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, previous)


def _time_is_up(_signal: int, _frame: FrameType | None) -> None:
    raise TimeIsUp


@contextlib.contextmanager
def _reserved(reserve_bytes: int) -> Iterator[None]:
    limited = resource.getrlimit(resource.RLIMIT_AS)[0] != resource.RLIM_INFINITY
    if not limited or reserve_bytes <= 0:
        yield
        return
    flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS
    try:
        reserve = mmap.mmap(-1, reserve_bytes, flags=flags, prot=0)
    except OSError:
        # The judge itself is short of memory: the block gets what there is.
        yield
        return
    with reserve:
        yield
