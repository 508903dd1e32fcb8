"""Finds out whether and where this process may make control groups."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from grader.sandbox.cgroups.groups import CgroupUnavailable, Place, Version, file_write
from grader.sandbox.cgroups.version_1 import Version1
from grader.sandbox.cgroups.version_2 import Version2, base_prepare
from grader.sandbox.errors import SandboxError, SandboxUnavailable

MemoryBy = Literal["cgroup v2", "cgroup v1", "watch"]

_ESCAPED = re.compile(r"\\([0-7]{3})")


@dataclass(frozen=True)
class Found:
    """The place for groups, or None and why there is none, for each version a reason."""

    place: Place | None
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Hierarchy:
    """One mounted hierarchy. `root` is the group that is shown at `folder`."""

    version: Literal[1, 2]
    controllers: frozenset[str]
    root: PurePosixPath
    folder: Path


def place_find(memory_by: MemoryBy | None = None) -> Found:
    """Return the place for this worker's groups: the newest version that works, or that asked for.

    Raises SandboxUnavailable where the version that is asked for does not work.
    """
    openers: dict[MemoryBy, Callable[[], Place]] = {"cgroup v2": _open_2, "cgroup v1": _open_1}
    reasons: list[str] = []
    for kind, opener in openers.items():
        if memory_by not in (None, kind):
            continue
        try:
            return Found(opener(), tuple(reasons))
        except (CgroupUnavailable, OSError) as error:
            reasons.append(f"{kind}: {error}")
    if memory_by in openers:
        raise SandboxUnavailable(f"Control groups do not work here ({'; '.join(reasons)}).")
    return Found(None, tuple(reasons))


def hierarchies_read(mount_table: str) -> list[Hierarchy]:
    """Return the control group hierarchies in the text of a /proc/PID/mountinfo."""
    found = []
    for line in mount_table.splitlines():
        before, _, after = line.partition(" - ")
        kind, _, options = after.split(" ")[:3]
        if kind not in {"cgroup", "cgroup2"}:
            continue
        root, folder = (_unescape(field) for field in before.split(" ")[3:5])
        controllers = frozenset(options.split(",")) if kind == "cgroup" else frozenset[str]()
        version: Literal[1, 2] = 1 if kind == "cgroup" else 2
        found.append(Hierarchy(version, controllers, PurePosixPath(root), Path(folder)))
    return found


def own_folder(hierarchy: Hierarchy, membership: str) -> Path:
    """Return the folder of our own group, by the text of our /proc/self/cgroup.

    Raises CgroupUnavailable where the hierarchy does not show our group.
    """
    for line in membership.splitlines():
        _, names, path = line.split(":", 2)
        is_ours = (
            not names if hierarchy.version == 2 else hierarchy.controllers & {*names.split(",")}
        )
        if not is_ours:
            continue
        own = PurePosixPath(path)
        if own.is_relative_to(hierarchy.root) and ".." not in own.parts:
            return hierarchy.folder / own.relative_to(hierarchy.root)
    raise CgroupUnavailable(f"our own group is not to be seen in {hierarchy.folder}")


def _unescape(field: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 8)), field)


def _hierarchies() -> list[Hierarchy]:
    return hierarchies_read(Path("/proc/self/mountinfo").read_text())


def _membership() -> str:
    return Path("/proc/self/cgroup").read_text()


def _open_1() -> Place:
    bases: dict[str, Path] = {}
    for name in ("memory", "pids"):
        for hierarchy in _hierarchies():
            if hierarchy.version == 1 and name in hierarchy.controllers and name not in bases:
                bases[name] = own_folder(hierarchy, _membership())
    if "memory" not in bases:
        raise CgroupUnavailable("no hierarchy with the memory controller is mounted")
    folders = [bases[name] for name in ("memory", "pids") if name in bases]
    return place_try(Version1(), folders)


def _open_2() -> Place:
    for hierarchy in _hierarchies():
        if hierarchy.version == 2:
            own = own_folder(hierarchy, _membership())
            base, controllers = base_prepare(own, is_namespace_root=own == hierarchy.folder)
            own = own_folder(hierarchy, _membership())  # Anew, for we may have been moved.
            return place_try(Version2(controllers), [base], handed_down=controllers, own=own)
    raise CgroupUnavailable("no hierarchy is mounted")


def place_try(
    version: Version,
    bases: Sequence[Path],
    *,
    handed_down: Sequence[str] = (),
    own: Path | None = None,
) -> Place:
    """Return a place that has proved able to make a group. Raises CgroupUnavailable, OSError."""
    place = Place(version, bases, own)
    try:
        if handed_down:
            text = " ".join(f"+{name}" for name in handed_down)
            file_write(place.folders[0] / "cgroup.subtree_control", text)
        place.group_make(memory_limit_bytes=1 << 30, task_limit=64).remove()
    except SandboxError as error:
        place.close()
        raise CgroupUnavailable(str(error)) from error
    except BaseException:
        place.close()
        raise
    return place
