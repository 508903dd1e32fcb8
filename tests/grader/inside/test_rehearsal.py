"""A rehearsal warms its process and leaves nothing else behind."""

import os
import subprocess
import sys

import pytest

from grader.inside.rehearsal import with_peer

CODE = """
import importlib, os, sys, threading
import numpy as np

module, function = sys.argv[1].split(":")
rehearse = getattr(importlib.import_module(module), function)
before = os.listdir("/proc/self/fd")
rehearse()
assert os.listdir("/proc/self/fd") == before
assert threading.active_count() == 1
assert not {"solution", "checks"} & set(sys.modules)
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("alone")
"""


@pytest.mark.parametrize(
    "entry",
    [
        "grader.inside.rehearsal:solution_rehearse",
        "grader.judging.judge.rehearsal:judge_rehearse",
    ],
)
def test_a_rehearsal_leaves_no_descriptor_thread_module_or_process(entry):
    result = subprocess.run(
        [sys.executable, "-c", CODE, entry], capture_output=True, text=True, check=False
    )
    assert (result.stdout, result.stderr) == ("alone\n", "")


def test_a_peer_that_fails_fails_the_rehearsal():
    with pytest.raises(RuntimeError, match="rehearsal"):
        with_peer(lambda sock: None, lambda sock: os._exit(3))
