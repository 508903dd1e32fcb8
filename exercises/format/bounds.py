"""What an exercise's limits may be: sound in themselves, and within the operator's bounds."""

import math
from collections.abc import Iterator

from msgspec import Struct

from exercises.format.exercise import Limits

KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30

# Below these nothing can be graded; a value this small is a slip of the unit.
LEAST = {
    "memory_limit_bytes": 16 * MIB,
    "scratch_limit_bytes": 4 * KIB,
    "file_size_limit_bytes": 4 * KIB,
    "frame_limit_bytes": 4 * KIB,
    "frame_count_limit": 16,
    "open_file_limit": 8,
}


class Bounds(Struct, frozen=True):
    """The largest value of each limit that the operator allows, by the names of `Limits`."""

    wall_limit_s: float = 300.0
    cpu_limit_s: float = 300.0
    memory_limit_bytes: int = 8 * GIB
    scratch_limit_bytes: int = GIB
    file_size_limit_bytes: int = GIB
    output_limit_bytes: int = 4 * MIB
    frame_limit_bytes: int = 512 * MIB
    frame_count_limit: int = 20_000_000
    oracle_call_limit: int = 10_000_000
    thread_limit: int = 256
    open_file_limit: int = 1024


def setting_name(limit: str) -> str:
    """Return the name of the operator's setting that bounds this limit."""
    return f"GRADER_MAX_{limit.upper()}"


def limits_faults(limits: Limits) -> Iterator[tuple[str, str]]:
    """Yield the name of each limit that makes no sense whatever the bounds, and why."""
    for name, wanted in _set(limits):
        least = LEAST.get(name, 0)
        if not (wanted > 0 and math.isfinite(wanted)):
            yield name, f"must be a number above 0, not {wanted}"
        elif wanted < least:
            yield name, f"{_show(name, wanted)} is too little: {_show(name, least)} are the least"


def bounds_faults(limits: Limits, bounds: Bounds) -> Iterator[tuple[str, str]]:
    """Yield the name of each limit that is beyond the operator's bounds, and what would help."""
    for name, wanted in _set(limits):
        allowed = getattr(bounds, name)
        # Written so that NaN, of which no comparison holds, is beyond any bound.
        if not wanted <= allowed:
            reason = f"wants {_show(name, wanted)}, but at most {_show(name, allowed)} are allowed"
            mend = f"the operator's setting {setting_name(name)} would allow more"
            yield name, f"{reason} here; {mend}"


def _set(limits: Limits) -> Iterator[tuple[str, float]]:
    for name in limits.__struct_fields__:
        value = getattr(limits, name)
        if value is not None:
            yield name, value


def _show(name: str, value: float) -> str:
    if name.endswith("_s"):
        return f"{value:g} s"
    if not name.endswith("_bytes"):
        return f"{value:,}"
    for size, unit in ((GIB, "GiB"), (MIB, "MiB"), (KIB, "KiB")):
        if value >= size and value % (size / 4) == 0:
            return f"{value / size:g} {unit}"
    return f"{value:,} bytes"
