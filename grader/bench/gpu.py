"""`make bench-gpu`: first and later verdicts of the K-FAC step by layer size, CPU against CUDA."""

import functools
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from exercises.format.exercise import Device, Exercise, Limits
from exercises.format.loading import exercise_get
from grader.bench.rows import Effort, Row, Timing, duration, timing_of
from grader.bench.subjects import TORCH_SLUG, exercise_make, right_code
from grader.bench.verdicts import passed
from grader.judging.pool import judge_flavour, pool_make, solution_flavour
from grader.sandbox.limits import MIB

GROUP = "The K-FAC step by layer size, float32"
CUDA_DEVICE = Path("/dev/nvidiactl")
SIZES = (256, 512, 1024, 2048, 4096)
LIMIT_S = 120.0
ITEM_BYTES = 4
TORCH_OWN_BYTES = 1024 * MIB

CHECKS = '''\
import numpy as np
import torch

from exercises.checking.failures import fail

SIZE, DAMPING = @SIZE@, 0.1


def step(solution, reference, rng):
    """Multiply the step by both damped factors; what remains to G is the backward error."""
    G = _tensor(solution, rng)
    A, B = (_second_moment(_tensor(solution, rng)) for _ in range(2))
    step = solution(G, A, B, DAMPING)
    damped_A, damped_B = _damped(A), _damped(B)
    left_over = torch.linalg.norm(damped_B @ step @ damped_A - G)
    sizes = torch.linalg.norm(damped_A) * torch.linalg.norm(damped_B) * torch.linalg.norm(step)
    error = float(left_over / (sizes + torch.linalg.norm(G)))
    if not error < 1e-4:
        fail(f"The backward error is {error:.3g}.")


def _tensor(solution, rng):
    array = rng.standard_normal((SIZE, SIZE), dtype=np.float32)
    return torch.as_tensor(array, device=solution.device)


def _second_moment(rows):
    return rows.mT @ rows / SIZE


def _damped(matrix):
    return matrix + DAMPING * torch.eye(SIZE, device=matrix.device)
'''


def gpu_rows(
    effort: Effort,
    sizes: Sequence[int] = SIZES,
    devices: tuple[Device, Device] = ("cpu", "cuda"),
) -> Iterator[Row]:
    """Yield the first verdict of a warm zygote and the later ones, the first device by the second.

    The first device is the one that is put beside the second.
    """
    code = right_code(exercise_get(TORCH_SLUG)).replace("def kfac_step(", "def solve(")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            exercise = _exercise_make(Path(folder), size, code, devices)
            slow, quick = (_times(exercise, code, device, effort) for device in devices)
        for name, beside, measured in (
            ("first verdict", slow[0], quick[0]),
            ("later verdicts", slow[1], quick[1]),
        ):
            yield Row(
                GROUP,
                f"{size} by {size}: {name}, {devices[0]} by {devices[1]}",
                beside.median_s / measured.median_s,
                "x",
                f"{devices[1]} {duration(measured.median_s)}",
                f"{devices[0]} {duration(beside.median_s)}",
                len(measured.seconds),
            )


def _times(exercise: Exercise, code: str, device: Device, effort: Effort) -> tuple[Timing, Timing]:
    """Return the time of the first verdict of warm zygotes, and those of later ones."""
    with pool_make() as zygotes:
        zygotes.start(solution_flavour(exercise, device))
        zygotes.start(judge_flavour(exercise, device))
        run = functools.partial(passed, exercise, code.encode(), zygotes=zygotes, device=device)
        began = time.perf_counter()
        run(0)
        first = Timing((time.perf_counter() - began,))
        return first, timing_of(run, effort)


def _exercise_make(folder: Path, size: int, code: str, devices: tuple[Device, Device]) -> Exercise:
    matrix_bytes = ITEM_BYTES * size * size
    return exercise_make(
        folder,
        checks=CHECKS.replace("@SIZE@", str(size)),
        code=code,
        parameters=("G", "A", "B", "lam"),
        limits=Limits(
            wall_limit_s=LIMIT_S,
            cpu_limit_s=LIMIT_S,
            frame_limit_bytes=3 * matrix_bytes + MIB,
            memory_limit_bytes=16 * matrix_bytes + TORCH_OWN_BYTES,
        ),
        libraries=("numpy", "torch"),
        devices=tuple(dict.fromkeys(devices)),
    )
