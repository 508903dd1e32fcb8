"""What is in force on this machine, in words for whoever operates it."""

from __future__ import annotations

import platform
import subprocess

from grader.sandbox.cgroups.discovery import Found
from grader.sandbox.command import bwrap_path
from grader.sandbox.errors import SandboxUnavailable
from grader.sandbox.identity import identity_describe

ADDRESS_SPACE = "a limit of the address space"


def in_force_get(groups: Found) -> dict[str, str]:
    """Return what holds a run here: {subject: words}."""
    return {
        "code runs as": identity_describe(),
        "memory is held by": memory_describe(groups),
        "system calls": f"a filter for {platform.machine()} that refuses what is not listed",
        "kernel": f"{platform.system()} {platform.release()}",
        "bubblewrap": _bwrap_version(),
        "Python": platform.python_version(),
    }


def memory_describe(groups: Found) -> str:
    """Return in words what holds a run's memory."""
    place = groups.place
    if place is None:
        return f"{ADDRESS_SPACE} and a watch by the supervisor"
    return f"{place.kind} at {place.folders[0].parent}, and {ADDRESS_SPACE}"


def _bwrap_version() -> str:
    try:
        result = subprocess.run(
            [bwrap_path(), "--version"], capture_output=True, text=True, check=True, timeout=10
        )
    except (SandboxUnavailable, OSError, subprocess.SubprocessError) as error:
        return f"none that answers ({error})"
    return result.stdout.strip().rpartition(" ")[2]
