"""What a run could leave behind on its host, in its zygote and in the supervisor."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from grader.sandbox.identity import identity_get

# A zygote's pages change hands with every fork; what a run left there would be more than this.
MEMORY_BOUND_BYTES = 4 << 20
# Where all may write, and where the tests run.
FOLDERS = ("/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", ".")
_SYSTEM_V = ("shm", "sem", "msg")


@dataclass(frozen=True)
class Remains:
    """One look at everything that a run must leave as it was."""

    files: frozenset[str]
    system_v: frozenset[str]
    mounts: str
    zygote_maps: str
    zygote_memory_bytes: int
    descriptors: int

    @classmethod
    def take(cls, zygote: int, folders: Iterable[str | Path] = FOLDERS) -> Remains:
        """Look at the host, at the zygote with this pid, and at this process."""
        uid = _host_uid(zygote)
        return cls(
            files=_files(uid, folders),
            system_v=_system_v(uid),
            mounts=Path(f"/proc/{zygote}/mountinfo").read_text(),
            zygote_maps=_maps(zygote),
            zygote_memory_bytes=_memory_bytes(zygote),
            descriptors=len(os.listdir("/proc/self/fd")),  # noqa: PTH208
        )

    def grown_since(self, before: Remains) -> list[str]:
        """Return the names of what is more, or other, than it was before."""
        grown_bytes = self.zygote_memory_bytes - before.zygote_memory_bytes
        same = {
            "files": self.files <= before.files,
            "system_v": self.system_v <= before.system_v,
            "mounts": self.mounts == before.mounts,
            "zygote_maps": self.zygote_maps == before.zygote_maps,
            "zygote_memory_bytes": grown_bytes < MEMORY_BOUND_BYTES,
            "descriptors": self.descriptors <= before.descriptors,
        }
        return [name for name, is_same in same.items() if not is_same]


def _host_uid(zygote: int) -> int:
    """Return the uid by which the host knows the runs of a zygote."""
    run_uid = identity_get().run_uid
    if run_uid is None:
        return os.getuid()
    for line in Path(f"/proc/{zygote}/uid_map").read_text().splitlines():
        inside, outside, count = map(int, line.split())
        if inside <= run_uid < inside + count:
            return outside + run_uid - inside
    raise AssertionError("The runs' user is not mapped.")


def _files(uid: int, folders: Iterable[str | Path]) -> frozenset[str]:
    """Return the runs' files where all may write; of an ordinary user, those named as ours."""
    found = set()
    for folder in folders:
        try:
            entries = list(os.scandir(folder))
        except FileNotFoundError:
            continue
        for entry in entries:
            try:
                is_theirs = entry.stat(follow_symlinks=False).st_uid == uid
            except FileNotFoundError:
                continue
            if is_theirs and (uid != os.getuid() or "behind" in entry.name):
                found.add(entry.path)
    return frozenset(found)


def _system_v(uid: int) -> frozenset[str]:
    found = set()
    for kind in _SYSTEM_V:
        header, *lines = Path(f"/proc/sysvipc/{kind}").read_text().splitlines()
        columns = header.split()
        for line in lines:
            fields = dict(zip(columns, line.split(), strict=True))
            if int(fields["cuid"]) == uid:
                found.add(f"{kind} {fields['key']} {fields['perms']}")
    return frozenset(found)


def _maps(pid: int) -> str:
    return Path(f"/proc/{pid}/maps").read_text()


def _memory_bytes(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Rss:"):
            return int(line.split()[1]) * 1024
    raise AssertionError("The kernel does not tell the zygote's memory.")
