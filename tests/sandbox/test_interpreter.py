"""The interpreter of every zygote is isolated, and the same."""

from __future__ import annotations

import sys

import pytest

from grader.sandbox.limits import Flavour
from grader.sandbox.pool import ZygotePool
from tests.sandbox.conftest import Sandbox

pytestmark = pytest.mark.sandbox

# What -I stands for, but for the one that would ignore PYTHONHASHSEED.
FLAGS = {
    "safe_path": 1,
    "no_user_site": 1,
    "no_site": 1,
    "dont_write_bytecode": 1,
    "hash_randomization": 0,
    "optimize": 0,
    "inspect": 0,
    "interactive": 0,
    "debug": 0,
    "dev_mode": 0,
}
ORDERS = """
def solve():
    words = ["grad", "hess", "step", "norm", "loss", "rate", "beta", "seed"]
    return [hash("abc"), hash(b"abc"), list(set(words)), list(frozenset(words[::-1]))]
"""
ISOLATION = """
import os, sys

def solve():
    names = {flags}
    flags = {{name: int(getattr(sys.flags, name)) for name in names}}
    return [flags, dict(os.environ), sys.path, sys.warnoptions, list(sys._xoptions)]
"""


def test_sets_are_ordered_alike_in_every_zygote(sandbox):
    with ZygotePool() as other:
        theirs = Sandbox(other).play(ORDERS).value
    judges = sandbox.play(ORDERS, flavour=Flavour("scipy", "judge")).value
    assert sandbox.play(ORDERS).value == theirs == judges


def test_nothing_reaches_the_interpreter_but_what_we_pass(monkeypatch, tmp_path):
    (tmp_path / "sitecustomize.py").write_text("raise SystemExit('sitecustomize ran')\n")
    monkeypatch.chdir(tmp_path)
    for name, value in {
        "PYTHONHASHSEED": "1",
        "PYTHONPATH": str(tmp_path),
        "PYTHONSTARTUP": str(tmp_path / "sitecustomize.py"),
        "PYTHONINSPECT": "1",
        "PYTHONOPTIMIZE": "2",
        "PYTHONWARNINGS": "error",
        "LD_PRELOAD": "/nonexistent.so",
        "SECRET": "1",
    }.items():
        monkeypatch.setenv(name, value)
    with ZygotePool() as pool:
        code = ISOLATION.format(flags=list(FLAGS))
        flags, environment, path, *options = Sandbox(pool).play(code).value
    assert flags == FLAGS
    assert options == [[], []]
    assert {name for name in environment if name.startswith(("PYTHON", "LD_"))} <= {
        "PYTHONHASHSEED",
        "LD_LIBRARY_PATH",
    }
    assert environment["PYTHONHASHSEED"] == "0"
    assert "SECRET" not in environment
    inside = ("/descent/", sys.base_prefix)
    assert path
    assert all(each.startswith(inside) for each in path), path
