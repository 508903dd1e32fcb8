"""What all tests share: one thread for linear algebra, and one pool of zygotes a process."""

import math
import os
from collections.abc import Iterator

import pytest

# Read as NumPy and torch are loaded. Tests run beside each other; more threads only wait there.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

from grader.judging.pool import JUDGE_PRELOADS, judge_mounts  # noqa: E402
from grader.sandbox.pool import ZygotePool  # noqa: E402


@pytest.fixture(scope="session")
def zygotes() -> Iterator[ZygotePool]:
    """Return the session's pool of zygotes: warming one with torch takes seconds."""
    with ZygotePool(
        judge_mounts=judge_mounts(),
        judge_preloads=JUDGE_PRELOADS,
        # A zygote that an attack has cast doubt on stays, so that tests see it was none the worse.
        doubt_pause_s=math.inf,
        runs_per_zygote=1 << 30,
    ) as pool:
        yield pool
