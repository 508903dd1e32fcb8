"""The self-test holds here, and says what is missing where it is."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from django.core.management import call_command

from grader.sandbox import self_test as module
from grader.sandbox.cgroups.groups import Usage
from grader.sandbox.check_text import check_json, check_lines, check_summary
from grader.sandbox.errors import SandboxUnavailable
from grader.sandbox.limits import Flavour
from grader.sandbox.mounts import mounts_for
from grader.sandbox.pool import ZygotePool
from grader.sandbox.self_test import Finding, SelfTest, require_sandbox, self_test

pytestmark = pytest.mark.sandbox


def test_every_finding_holds_here():
    check = self_test()
    assert check.can_grade
    assert len(check.findings) > 20
    assert [finding for finding in check.findings if finding.level == "broken"] == []
    weaker = [finding.name for finding in check.findings if finding.level == "advice"]
    by_group = "cgroup" in check.in_force["memory is held by"]
    assert weaker == ([] if by_group else ["memory and scratch files are limited together"])
    who = check.in_force["code runs as"]
    assert ("host user 65534" if os.geteuid() == 0 else f"({os.geteuid()})") in who
    require_sandbox()


def test_without_control_groups_it_holds_more_weakly_and_says_what_would_help():
    check = self_test(memory_by="watch")
    assert check.can_grade
    assert "watch by the supervisor" in check.in_force["memory is held by"]
    text = "\n".join(line for _, line in check_lines(check))
    assert "weaker  memory and scratch files are limited together\n        Seen: each" in text
    assert "To strengthen it: give the worker a control group" in text
    summary = f"All {len(check.findings)} hold, 1 more weakly: this machine can grade."
    assert check_summary(check) == ("advice", summary)


def test_what_is_broken_is_told_with_its_mend():
    findings = [
        Finding("one thing", "holds"),
        Finding("another", "broken", "it got out", "close the door"),
    ]
    check = SelfTest({"kernel": "Linux 6", "bubblewrap": "0.8"}, findings)
    assert not check.can_grade
    lines = list(check_lines(check))
    assert [line for _, line in lines] == [
        "In force on this machine:",
        "  kernel      Linux 6",
        "  bubblewrap  0.8",
        "",
        "Tried on this machine:",
        "holds   one thing",
        "BROKEN  another",
        "        Seen: it got out",
        "        To mend it: close the door.",
        "",
    ]
    assert {line for level, line in lines if level == "broken"} == {line for _, line in lines[6:9]}
    summary = "1 of 2 do not hold: nothing is graded here."
    assert check_summary(check) == ("broken", summary)
    data = json.loads(check_json(check))
    assert data["can_grade"] is False
    assert data["in_force"] == {"kernel": "Linux 6", "bubblewrap": "0.8"}
    assert data["findings"][1] == {
        "name": "another",
        "level": "broken",
        "detail": "it got out",
        "mend": "close the door",
    }


def test_the_command_tells_all_and_fails_where_the_sandbox_does(capsys, monkeypatch, tmp_path):
    call_command("sandbox_check", "--json")
    assert json.loads(capsys.readouterr().out)["can_grade"] is True
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit, match="1"):
        call_command("sandbox_check")
    out = capsys.readouterr().out
    assert "BROKEN  a sandbox starts" in out
    assert "To mend it: bwrap is missing: install the system package bubblewrap." in out


@pytest.mark.parametrize("left", ["process", "group"])
def test_what_a_run_leaves_behind_is_found(monkeypatch, left, tmp_path):
    monkeypatch.setattr(module, "_END_LIMIT_S", 0.0)
    with ZygotePool() as pool:
        if left == "process":
            with subprocess.Popen(["sleep", "60"]) as process:
                monkeypatch.setattr(pool, "zygote_pids", lambda: [os.getpid()])
                finding = module._left_behind_look(pool)
                process.kill()
            assert f"process {process.pid}" in finding.detail.replace("  ", " ")
        elif pool.groups.place is None:
            pytest.skip("no control groups that this user may write to")
        else:
            group = pool.groups.place.group_make(memory_limit_bytes=1 << 30, task_limit=9)
            finding = module._left_behind_look(pool)
            assert str(group.folders[0]) in finding.detail
        assert finding.level == "broken"


def test_without_bubblewrap_the_sandbox_is_unavailable(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SandboxUnavailable, match="install the system package bubblewrap"):
        require_sandbox()


def test_without_user_namespaces_the_sandbox_is_unavailable():
    inner = "from grader.sandbox.self_test import require_sandbox; require_sandbox()"
    outer = ["bwrap", "--dev-bind", "/", "/", "--unshare-user", "--disable-userns"]
    result = subprocess.run(
        [*outer, "--", sys.executable, "-c", inner], capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert "SandboxUnavailable" in result.stderr
    assert "user namespaces" in result.stderr


def test_a_sandbox_that_does_not_hold_is_refused(monkeypatch):
    monkeypatch.setattr(module, "_LIMITS", module.Limits(thread_limit=500, wall_limit_s=20.0))
    monkeypatch.setattr(module, "_FOREIGN_MODULES", ["msgspec"])
    with pytest.raises(SandboxUnavailable) as refused:
        require_sandbox()
    assert "a judge is confined like a learner's code" in str(refused.value)
    assert "only the allowed packages can be imported" in str(refused.value)


def test_only_the_flavours_distributions_are_mounted():
    names = {
        flavour: {mount.target.rpartition("/")[2] for mount in mounts_for(Flavour(flavour))[0]}
        for flavour in ("numpy", "scipy", "torch")
    }
    assert "numpy" in names["numpy"]
    assert "scipy" not in names["numpy"]
    assert "scipy" in names["scipy"]
    assert "torch" not in names["scipy"]
    assert {"numpy", "scipy", "torch", "sympy", "mpmath"} <= names["torch"]
    assert not {"django", "celery", "psycopg", "grader", "site-packages"} & names["torch"]


def test_memory_that_is_not_held_is_found(monkeypatch):
    with ZygotePool() as pool:
        if pool.groups.place is None:
            pytest.skip("no control groups that this user may write to")
        uncounted = Usage(peak_bytes=0, file_bytes=0, oom_kills=0, limit_hits=0)
        monkeypatch.setattr("grader.sandbox.cgroups.groups.Group.usage_get", lambda _: uncounted)
        findings = list(module._memory_try(pool))
    assert [finding.level for finding in findings] == ["broken", "broken"]
    assert all("leave the worker's control group" in finding.mend for finding in findings)
