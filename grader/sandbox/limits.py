"""The limits of one run, and the flavours of zygotes that runs are forked from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MIB = 1 << 20


@dataclass(frozen=True)
class Limits:
    """What one run may use. Exceeding any of them ends or refuses the step, never the worker."""

    wall_limit_s: float = 30.0
    cpu_limit_s: float = 30.0
    memory_limit_bytes: int = 512 * MIB
    scratch_limit_bytes: int = 64 * MIB
    file_size_limit_bytes: int = 16 * MIB
    output_limit_bytes: int = 64 * 1024
    frame_limit_bytes: int = 64 * MIB
    frame_count_limit: int = 200_000
    oracle_call_limit: int = 100_000
    thread_limit: int = 16
    open_file_limit: int = 64


@dataclass(frozen=True)
class Flavour:
    """What a zygote has preloaded (each name includes those before it), for whom, and where.

    A notebook has matplotlib beside all three, and `grader.notebook.inside`; it is nobody's judge.
    """

    name: Literal["numpy", "scipy", "torch", "notebook"]
    role: Literal["solution", "judge"] = "solution"
    device: Literal["cpu", "cuda"] = "cpu"
