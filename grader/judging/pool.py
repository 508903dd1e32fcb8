"""The zygotes that grading runs in."""

from pathlib import Path

from exercises.format.exercise import Exercise
from grader.sandbox.limits import Flavour
from grader.sandbox.mounts import Mount, code_mount
from grader.sandbox.pool import RUNS_PER_ZYGOTE, ZygotePool

ROOT = Path(__file__).resolve().parents[2]
JUDGE_CODE = ("grader.judging", "exercises.checking", "exercises.figures", "reference")
JUDGE_PRELOADS = ("exercises.checking", "grader.judging.judge.rehearsal:judge_rehearse")


def judge_mounts() -> tuple[Mount, ...]:
    """Return what judges see beside the libraries; checks and solutions travel with each task."""
    return tuple(code_mount(ROOT / name.replace(".", "/"), name) for name in JUDGE_CODE)


def pool_make(*, runs_per_zygote: int = RUNS_PER_ZYGOTE) -> ZygotePool:
    """Return a pool whose judges can judge. Close it, or use it as a context manager."""
    return ZygotePool(
        judge_mounts=judge_mounts(),
        judge_preloads=JUDGE_PRELOADS,
        runs_per_zygote=runs_per_zygote,
    )


def solution_flavour(exercise: Exercise, device: str) -> Flavour:
    """Return the flavour that runs the learner's code: the exercise's libraries, no more."""
    return Flavour(exercise.flavour, "solution", "cuda" if device == "cuda" else "cpu")


def judge_flavour(exercise: Exercise, device: str) -> Flavour:
    """Return the flavour of the judge. It always has SciPy: a reference may use it."""
    is_torch = exercise.flavour == "torch"
    return Flavour("torch" if is_torch else "scipy", "judge", "cuda" if device == "cuda" else "cpu")
