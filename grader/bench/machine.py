"""What the measurements were taken on, in one line."""

import os
import platform
from importlib.metadata import version
from pathlib import Path


def machine_describe() -> str:
    """Return processor, cores, memory, kernel and versions."""
    cores = len(os.sched_getaffinity(0))
    memory_bytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    parts = [
        _processor(),
        f"{cores} cores",
        f"{memory_bytes / (1 << 30):.0f} GiB",
        f"Linux {platform.release()}",
        f"Python {platform.python_version()}",
        *(f"{name} {version(name)}" for name in ("numpy", "scipy", "torch")),
        f"load {os.getloadavg()[0]:.1f} at the start",
    ]
    return ", ".join(parts)


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return platform.machine()
