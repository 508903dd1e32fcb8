"""The self-test holds here, and says what is missing where it is."""

from __future__ import annotations

import subprocess
import sys

import pytest

from grader.sandbox import self_test as module
from grader.sandbox.errors import SandboxUnavailable
from grader.sandbox.limits import Flavour
from grader.sandbox.mounts import mounts_for
from grader.sandbox.self_test import require_sandbox, self_test

pytestmark = pytest.mark.sandbox


def test_every_finding_holds_here():
    findings = self_test()
    assert len(findings) > 15
    assert [finding for finding in findings if not finding.holds] == []
    require_sandbox()


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
    broken = {finding.name for finding in self_test() if not finding.holds}
    assert "only the allowed packages can be imported" in broken
    with pytest.raises(SandboxUnavailable, match="only the allowed packages"):
        require_sandbox()


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
