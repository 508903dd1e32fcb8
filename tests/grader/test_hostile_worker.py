"""A real worker grades hostile code, then the next learner's, and stays the same process."""

import platform

import psycopg
import pytest

from exercises.format.exercise import Exercise as Folder
from grader.models import Grading, Learner
from grader.progress.events import EVENTS_CHANNEL
from tests.grader.conftest import Broker
from tests.grader.samples import Submit
from tests.grader.test_workers import environment, worker
from tests.sandbox.programs import PROGRAMS

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.sandbox,
    pytest.mark.skipif(platform.machine() != "x86_64", reason="raw system call numbers"),
]

QUIET_LIMIT_S = 60
# One of each family, and the verdicts that it may get: "failed" too where it raises, for one check
# of the exercise wants an error of another kind. The limits are the exercise's own here, so
# none of these waits for its time to run out.
SAMPLE = {
    "01_host_files": {"failed", "error"},
    "04_gc_objects": {"failed", "error"},
    "09_builtins": {"failed", "error"},
    "12_hard_exit": {"error"},
    "13_poses_as_the_judge": {"error"},
    "18_pickle": {"failed", "error"},
    "20_truncated": {"error"},
    "21_fork_bomb": {"failed", "error"},
    "22_thread_bomb": {"failed", "error"},
    "23_memory_fast": {"failed", "memory"},
    "24_many_files": {"failed", "error"},
    "25_endless_print": {"output limit"},
    "27_tcp": {"failed", "error"},
    "30_seccomp": {"error"},
    "32_symlinks": {"failed", "error"},
    "35_leaves_things": {"failed", "error"},
    "36_segfault": {"error"},
    "46_file_syntax": {"error"},
}


def code_of(name: str) -> str:
    """Return a program's code, for the exercise of these tests."""
    program = next(program for program in PROGRAMS if program.name == name)
    named = "def newton_decrement(g, S=None, Y=None, gamma=None)"
    return program.code.decode().replace("def two_loop(g, S, Y, gamma=None)", named)


def done_await(listener: "psycopg.Connection[tuple[object, ...]]") -> None:
    """Return when every grading is done."""
    waiting = Grading.objects.exclude(state=Grading.State.DONE)
    while waiting.exists():
        assert list(listener.notifies(timeout=QUIET_LIMIT_S, stop_after=1)), "nothing happens"


def test_a_worker_outlives_hostile_code(broker: Broker, submit: Submit, folder: Folder) -> None:
    right = folder.solutions_correct[0].path.read_text()
    mistake = folder.mistakes[0].path.read_text()
    listener = psycopg.connect(environment(broker)["DATABASE_URL"], autocommit=True)
    with worker(broker), listener:
        listener.execute(f"LISTEN {EVENTS_CHANNEL}")
        hostile = {name: submit(code_of(name), by=Learner.objects.create()) for name in SAMPLE}
        done_await(listener)
        others = [submit(code, by=Learner.objects.create()) for code in (right, mistake)]
        done_await(listener)

    for name, submission in hostile.items():
        grading = submission.gradings.get()
        assert grading.verdict in SAMPLE[name], (name, grading.verdict, grading.message)
        assert "ESCAPED" not in grading.stdout
    passed, failed = [submission.gradings.get() for submission in others]
    assert (passed.verdict, passed.points) == ("passed", folder.max_points)
    assert failed.verdict == "failed"
    # One process did it all: it ended when it was told to, and nothing was graded twice.
    assert {grading.fencing_token for grading in Grading.objects.all()} == {1}
    assert {grading.internal_failures for grading in Grading.objects.all()} == {0}
