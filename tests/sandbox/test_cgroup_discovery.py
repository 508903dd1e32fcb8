"""Control groups are found, understood and divided only where they are given to us."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

import pytest

from grader.sandbox.cgroups.discovery import (
    Hierarchy,
    hierarchies_read,
    own_folder,
    place_find,
    place_try,
)
from grader.sandbox.cgroups.groups import CgroupUnavailable, Place, Usage
from grader.sandbox.cgroups.version_1 import Version1
from grader.sandbox.cgroups.version_2 import (
    LEAF,
    Version2,
    base_prepare,
    is_delegated,
)
from grader.sandbox.errors import SandboxUnavailable
from grader.sandbox.limits import MIB
from grader.sandbox.pool import ZygotePool

pytestmark = pytest.mark.sandbox


def test_the_limits_of_version_2_are_those_of_the_kernels_documentation(tmp_path):
    names = ["memory.max", "memory.swap.max", "memory.oom.group", "pids.max"]
    written = Version2().limits([tmp_path], 5 * MIB, 12)
    assert [(path.name, text) for path, text in written] == [
        ("memory.max", "5242880"),
        ("memory.oom.group", "1"),
        ("pids.max", "12"),
    ]
    (tmp_path / names[1]).touch()
    written = Version2().limits([tmp_path], 5 * MIB, 12)
    assert (tmp_path / "memory.swap.max", "0") in written


def test_the_counts_of_version_2_are_read_from_its_files(tmp_path):
    (tmp_path / "memory.stat").write_text("anon 1\ninactive_file 20\nactive_file 3\n")
    (tmp_path / "memory.events").write_text("low 0\noom 4\noom_kill 2\noom_group_kill 1\n")
    usage = Version2().usage_get([tmp_path])
    assert usage == Usage(peak_bytes=None, file_bytes=23, oom_kills=2, limit_hits=4)
    (tmp_path / "memory.peak").write_text("4096\n")
    assert Version2().usage_get([tmp_path]).peak_bytes == 4096


def test_a_version_2_group_that_is_not_ours_is_left_alone(tmp_path):
    (tmp_path / "cgroup.controllers").write_text("cpu memory pids\n")
    (tmp_path / "cgroup.subtree_control").write_text("\n")
    (tmp_path / "cgroup.procs").write_text("")
    with pytest.raises(CgroupUnavailable, match="not delegated"):
        base_prepare(tmp_path, is_namespace_root=False)
    assert (tmp_path / "cgroup.subtree_control").read_text() == "\n"
    assert base_prepare(tmp_path / LEAF, is_namespace_root=True) == (tmp_path, ["memory", "pids"])
    assert (tmp_path / "cgroup.subtree_control").read_text() == "+memory +pids"


def test_what_systemd_has_marked_is_delegated(tmp_path):
    assert not is_delegated(tmp_path)
    try:
        os.setxattr(tmp_path, "user.delegate", b"1")
    except OSError:
        pytest.skip("extended attributes do not work here")
    assert is_delegated(tmp_path)


@pytest.mark.skipif(os.geteuid() != 0, reason="gives folders away")
def test_a_users_groups_are_delegated_where_they_begin(tmp_path, monkeypatch):
    (tmp_path / "service" / "below").mkdir(parents=True)
    for folder in (tmp_path / "service", tmp_path / "service" / "below"):
        os.chown(folder, 65534, 65534)
    monkeypatch.setattr(os, "geteuid", lambda: 65534)
    assert is_delegated(tmp_path / "service")
    assert not is_delegated(tmp_path / "service" / "below")
    assert not is_delegated(tmp_path)


def test_a_version_2_group_without_the_memory_controller_is_of_no_use(tmp_path):
    (tmp_path / "cgroup.controllers").write_text("cpu pids\n")
    with pytest.raises(CgroupUnavailable, match="offers no memory controller"):
        base_prepare(tmp_path, is_namespace_root=True)


MOUNTS = r"""
30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate
31 23 0:27 /docker/ab\040c /sys/fs/cgroup/memory ro,nosuid - cgroup cgroup rw,memory
32 23 0:28 / /sys/fs/cgroup/pids ro - cgroup cgroup rw,pids
33 23 0:29 / /tmp rw - tmpfs tmpfs rw
"""


def test_mounted_hierarchies_are_found_with_what_they_show():
    second, memory, pids = hierarchies_read(MOUNTS.strip())
    assert second == Hierarchy(2, frozenset(), PurePosixPath("/"), Path("/sys/fs/cgroup"))
    assert memory.root == PurePosixPath("/docker/ab c")
    assert pids.controllers == {"rw", "pids"}
    membership = "5:pids:/\n4:memory,hugetlb:/docker/ab c/x\n0::/system.slice/descent.service\n"
    assert own_folder(memory, membership) == Path("/sys/fs/cgroup/memory/x")
    assert own_folder(pids, membership) == Path("/sys/fs/cgroup/pids")
    assert own_folder(second, membership) == Path("/sys/fs/cgroup/system.slice/descent.service")


@pytest.mark.parametrize("path", ["/../elsewhere", "/docker/other"])
def test_a_group_out_of_sight_is_not_guessed_at(path):
    memory = hierarchies_read(MOUNTS.strip())[1]
    with pytest.raises(CgroupUnavailable, match="not to be seen"):
        own_folder(memory, f"4:memory:{path}\n")


def test_a_place_that_cannot_be_used_says_why(tmp_path):
    with pytest.raises(CgroupUnavailable, match=r"no group can be made in .*missing"):
        Place(Version1(), [tmp_path / "missing"])
    # An ordinary folder is no control group: the kernel's files are not in it.
    with pytest.raises(CgroupUnavailable, match=r"No such file.*memory.limit_in_bytes"):
        place_try(Version1(), [tmp_path])
    assert list(tmp_path.iterdir()) == []


def test_what_is_asked_for_and_not_there_is_refused(monkeypatch):
    monkeypatch.setattr("grader.sandbox.cgroups.discovery._hierarchies", list)
    with pytest.raises(SandboxUnavailable, match="cgroup v1: no hierarchy"):
        ZygotePool(memory_by="cgroup v1")
    found = place_find()
    assert found.place is None
    assert [reason.partition(":")[0] for reason in found.reasons] == ["cgroup v2", "cgroup v1"]
