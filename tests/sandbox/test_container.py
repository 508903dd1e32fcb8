"""It holds in an unprivileged container, with the profile of docker/ and read-only groups."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.sandbox

PROFILE = Path(__file__).resolve().parents[2] / "docker" / "seccomp.json"
# An ordinary user without capabilities, who sees control groups but may not write to them.
CONTAINER = ["bwrap", "--dev-bind", "/", "/", "--unshare-user", "--uid", "10001", "--gid", "10001"]
CONTAINER += ["--cap-drop", "ALL", "--ro-bind", "/sys/fs/cgroup", "/sys/fs/cgroup", "--"]
CHECK = """
import ctypes, json, sys
import pyseccomp
from grader.sandbox.check_text import check_json
from grader.sandbox.self_test import self_test

profile = json.load(open(sys.argv[1]))
program = pyseccomp.SyscallFilter(pyseccomp.ERRNO(profile["defaultErrnoRet"]))
for rule in profile["syscalls"]:
    for name in rule["names"]:
        try:
            number = pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name)
        except ValueError:
            continue
        if number >= 0:
            program.add_rule(pyseccomp.ALLOW, number)
program.load()
# The profile is in force: of what it does not list, this would be the most harmless.
assert ctypes.CDLL(None, use_errno=True).ptrace(0, 0, 0, 0) == -1 and ctypes.get_errno() == 1
print(check_json(self_test()))
"""


def test_the_sandbox_holds_in_an_unprivileged_container():
    result = subprocess.run(
        [*CONTAINER, sys.executable, "-c", CHECK, str(PROFILE)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert result.returncode == 0, result.stderr
    check = json.loads(result.stdout)
    assert check["can_grade"], check
    assert "10001" in check["in_force"]["code runs as"]
    assert check["in_force"]["memory is held by"].endswith("a watch by the supervisor")
    (weaker,) = [finding for finding in check["findings"] if finding["level"] == "advice"]
    assert weaker["name"] == "memory and scratch files are limited together"
