"""The bubblewrap command line of a zygote."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import PurePosixPath

from grader.sandbox.errors import SandboxUnavailable
from grader.sandbox.identity import Identity
from grader.sandbox.limits import Flavour
from grader.sandbox.mounts import (
    CODE_FOLDER,
    PACKAGES_FOLDER,
    Link,
    Mount,
    interpreter_library,
    interpreter_path,
    masked_folders,
    mounts_for,
)

_BOOT = (
    "import sys; sys.path[:0] = sys.argv[2:];"
    "from grader.inside.zygote import main; main(int(sys.argv[1]))"
)
# What -I is made of, without the one flag (-E) that would ignore PYTHONHASHSEED: no environment but
# ours reaches the interpreter anyway.
_ISOLATION = ("-P", "-s", "-S", "-B")
_SCRATCH = "/tmp"  # noqa: S108 a mount point for each run's own tmpfs
_ENVIRONMENT = {
    "HOME": _SCRATCH,
    "USER": "learner",
    "PATH": "/nonexistent",
    "LANG": "C.UTF-8",
    # One thread a library: a run is measured by its own work, and forks stay safe.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    # Every arena of malloc would take 64 MiB of the address space that is limited.
    "MALLOC_ARENA_MAX": "1",
    # Without it cuBLAS picks among workspaces, and sums in another order from run to run.
    "CUBLAS_WORKSPACE_CONFIG": ":4096:8",
    # The order of a set of strings, which an answer may depend on, is that of every other zygote.
    "PYTHONHASHSEED": "0",
    # Importing the compiler that torch.func drags in asks for one; nothing is compiled.
    "TORCHINDUCTOR_CACHE_DIR": _SCRATCH,
}


def bwrap_path() -> str:
    """Return bubblewrap's path. Raises SandboxUnavailable."""
    path = shutil.which("bwrap")
    if path is None:
        raise SandboxUnavailable("bwrap is missing: install the system package bubblewrap.")
    return path


def command_make(
    flavour: Flavour,
    identity: Identity,
    *,
    control_fd: int,
    extra_mounts: Sequence[Mount],
    info_fds: tuple[int, int] | None,
) -> list[str]:
    """Return the argument list that starts a zygote of a flavour.

    `info_fds` are bubblewrap's --info-fd and --userns-block-fd, where we write the uid map.
    """
    mounts, links = mounts_for(flavour)
    capabilities = ["CAP_SYS_ADMIN"]
    if identity.run_uid is not None:
        capabilities += ["CAP_SETUID", "CAP_SETGID", "CAP_KILL"]
    command = [bwrap_path(), "--unshare-all", "--unshare-user", "--die-with-parent"]
    command += ["--new-session", "--hostname", "descent", "--clearenv"]
    command += ["--uid", str(identity.zygote_uid), "--gid", str(identity.zygote_uid)]
    command += ["--cap-drop", "ALL"]
    for capability in capabilities:
        command += ["--cap-add", capability]
    library = interpreter_library()
    loader = {} if library is None else {"LD_LIBRARY_PATH": str(library.parent)}
    for name, value in {**_ENVIRONMENT, **loader}.items():
        command += ["--setenv", name, value]
    if info_fds is not None:
        command += ["--info-fd", str(info_fds[0]), "--userns-block-fd", str(info_fds[1])]
    command += _filesystem([*mounts, *extra_mounts], links)
    command += ["--", interpreter_path(), *_ISOLATION, "-c", _BOOT, str(control_fd)]
    return [*command, CODE_FOLDER, PACKAGES_FOLDER]


def _filesystem(mounts: Sequence[Mount], links: Sequence[Link]) -> list[str]:
    targets = [mount.target for mount in mounts] + [link.path for link in links]
    if hidden := [target for target in targets if target.startswith(f"{_SCRATCH}/")]:
        raise SandboxUnavailable(
            f"{hidden[0]} would be hidden by the runs' own {_SCRATCH}: install Python elsewhere."
        )
    # Parents that bubblewrap makes itself are closed to everyone but their owner.
    parents = {str(parent) for target in targets for parent in PurePosixPath(target).parents}
    arguments: list[str] = []
    for folder in sorted(parents - {"/"}):
        arguments += ["--dir", folder]
    for mount in mounts:
        kind = "--dev-bind" if mount.is_device else "--ro-bind"
        arguments += [kind, str(mount.source), mount.target]
    for link in links:
        arguments += ["--symlink", link.target, link.path]
    for folder in masked_folders():
        arguments += ["--tmpfs", folder, "--remount-ro", folder]
    return [*arguments, "--dir", _SCRATCH, "--remount-ro", "/", "--chdir", _SCRATCH]
