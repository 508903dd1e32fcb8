"""CPU and CUDA give the same verdicts: the same checks, inputs and arithmetic on both."""

import sys

import msgspec
import numpy as np
import pytest
from torch.overrides import TorchFunctionMode
from torch.utils._device import _device_constructors

from exercises.format.loading import exercise_get, exercises_list
from grader.bench.bare import BareSolution
from grader.bench.subjects import job_of
from grader.judging.devices import device_is_here
from grader.judging.judge.seeding import generator_for
from grader.judging.judge.sources import module_execute, reference_load
from tests.grader.judging.conftest import LIBRARY

SEED = 20
EXERCISES = [
    *(each for each in exercises_list() if "cuda" in each.devices),
    exercise_get("softmax", LIBRARY),
]
SOLUTIONS = [
    pytest.param(exercise, path, id=f"{exercise.slug}-{path.stem}")
    for exercise in EXERCISES
    for path in (
        *(each.path for each in exercise.solutions_correct),
        *(each.path for each in exercise.mistakes),
    )
]
SETTINGS = """
def settings():
    return [
        torch.backends.cuda.matmul.allow_tf32,
        torch.backends.cudnn.allow_tf32,
        torch.backends.cudnn.benchmark,
        torch.get_float32_matmul_precision(),
        torch.get_deterministic_debug_mode(),
        os.environ["CUBLAS_WORKSPACE_CONFIG"],
        bool(torch.empty(1000).isnan().all()),
        torch.cuda.is_initialized(),
    ]
"""
WANTED = "[False, False, False, 'highest', 1, ':4096:8', True, False]"


@pytest.mark.sandbox
@pytest.mark.skipif(not device_is_here("cuda"), reason="this machine has no CUDA device")
@pytest.mark.parametrize(("exercise", "path"), SOLUTIONS)
def test_a_solution_gets_the_same_verdicts_on_both_devices(graded, exercise, path):
    reports = [
        graded(exercise, path.read_bytes(), seed=SEED, device=device) for device in ("cpu", "cuda")
    ]
    cpu, cuda = ([(check.id, check.verdict, check.mistake) for check in r.checks] for r in reports)
    assert cuda == cpu
    assert [report.device for report in reports] == ["cpu", "cuda"]


@pytest.mark.sandbox
def test_learners_code_computes_with_the_settings_that_devices_share(graded, softmax):
    code = f"import os, torch\n{SETTINGS}\ndef softmax(x, dim):\n    return x.softmax(dim)\n"
    report = graded(softmax, code + "print(settings())\n")
    assert report.verdict == "passed"
    assert report.stdout.strip() == WANTED


@pytest.mark.sandbox
def test_the_judge_computes_with_the_same_settings(graded, softmax, tmp_path):
    checks = (
        "import os, torch\nfrom exercises.checking.failures import fail\n"
        f"{SETTINGS}\ndef value(solution, reference, rng):\n    fail(str(settings()))\n"
        "large = value\n"
    )
    (tmp_path / "checks.py").write_text(checks)
    exercise = msgspec.structs.replace(softmax, folder=tmp_path, mistakes=())
    report = graded(exercise, "def softmax(x, dim):\n    return x\n")
    assert [check.message for check in report.checks] == [WANTED] * 2


@pytest.mark.sandbox
def test_a_call_ends_when_its_kernels_do_and_has_their_errors(graded, softmax):
    # What only a machine with CUDA does of itself is played here by the learner's own code.
    code = """
import torch

def kernels_end():
    print("waited")
    raise RuntimeError("CUDA error: an illegal memory access was encountered")

torch.cuda.is_initialized = lambda: True
torch.cuda.synchronize = kernels_end

def softmax(x, dim):
    return x.softmax(dim)
"""
    report = graded(softmax, code, scope="public")
    assert report.stdout == "waited\n"
    assert report.verdict == "error"
    assert "illegal memory access" in report.checks[0].message


class TensorsMade(TorchFunctionMode):
    """Notes where the checks make a tensor without saying on which device."""

    def __init__(self):
        super().__init__()
        self.made, self.unplaced = 0, []

    def __torch_function__(self, func, types, args=(), kwargs=None):
        kwargs = kwargs or {}
        caller = sys._getframe(1)
        if func in _device_constructors() and caller.f_code.co_filename == "checks.py":
            self.made += 1
            if kwargs.get("device") is None:
                self.unplaced.append(f"{func.__name__} in line {caller.f_lineno}")
        return func(*args, **kwargs)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.slug)
def test_checks_say_on_which_device_they_make_each_tensor(exercise):
    checks = module_execute("checks", (exercise.folder / "checks.py").read_text())
    job = job_of(exercise, "")
    reference = reference_load(job["references"])
    functions = {name: reference.function(name) for name in job["references"]}
    solution, tensors = BareSolution(functions, job), TensorsMade()
    with tensors:
        for check in exercise.checks:
            getattr(checks, check.id)(solution, reference, generator_for(SEED, check.id))
    assert tensors.made
    assert tensors.unplaced == []


def test_a_tensor_that_is_left_to_chance_is_noticed():
    checks = module_execute("checks", "import torch\ndef make():\n    return torch.zeros(2)\n")
    with TensorsMade() as tensors:
        checks.make()
    assert tensors.unplaced == ["zeros in line 3"]
    assert np.all(checks.make().numpy() == 0)
