"""Checks for the programs that Descent takes from the system, and installs them where it may.

Runs before the virtual environment exists: standard library only.
Usage: python3 config/local/debian.py bubblewrap chromium
"""

import ctypes.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from typing import NamedTuple


class Need(NamedTuple):
    """A Debian package, how to see that it is there, and what it is for."""

    package: str
    is_present: Callable[[], bool]
    purpose: str


def _has_program(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


NEEDS = {
    "bubblewrap": Need("bubblewrap", _has_program("bwrap"), "runs learners' code in a sandbox"),
    "libseccomp": Need(
        "libseccomp2",
        lambda: ctypes.util.find_library("seccomp") is not None,
        "limits the system calls of learners' code",
    ),
    "chromium": Need(
        "chromium", _has_program("chromium", "chromium-browser"), "drives the browser tests"
    ),
}


def main(names: list[str]) -> int:
    """Return 0 when everything named is present or could be installed."""
    missing = [NEEDS[name] for name in names if not NEEDS[name].is_present()]
    if not missing:
        return 0
    packages = [need.package for need in missing]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing Debian packages: {' '.join(packages)} …", flush=True)
        _apt_get("update", "-qq")
        _apt_get("install", "-y", "-qq", "--no-install-recommends", *packages)
        missing = [need for need in missing if not need.is_present()]
    for need in missing:
        print(
            f"Descent needs {need.package} (it {need.purpose}). Install it with "
            f"`sudo apt-get install {need.package}`, or your system's equivalent, and try again.",
            file=sys.stderr,
        )
    return 1 if missing else 0


def _apt_get(*arguments: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", *arguments]
    subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
