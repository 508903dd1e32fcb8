"""The system call filter of a run, compiled to BPF by libseccomp outside the sandbox.

What is allowed to whom, and why, is data: `seccomp.toml` beside this file.
"""

from __future__ import annotations

import errno
import functools
import platform
import tempfile
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from grader.sandbox.errors import SandboxError, SandboxUnavailable

Role = Literal["solution", "judge"]
Device = Literal["cpu", "cuda"]
Architecture = Literal["x86_64", "aarch64"]

_LIST = Path(__file__).with_name("seccomp.toml")
_ALL_BITS = 2**64 - 1


class Condition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """That a system call's argument (0 to 5), under the mask, has a value."""

    argument: Annotated[int, msgspec.Meta(ge=0, le=5)]
    value: int
    mask: int = _ALL_BITS


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is done with one system call; all conditions of `when` must hold."""

    call: str
    do: Literal["allow", "deny", "ignore", "kill"]
    why: Annotated[str, msgspec.Meta(min_length=4)]
    roles: tuple[Role, ...] = ("solution", "judge")
    devices: tuple[Device, ...] = ("cpu", "cuda")
    when: tuple[Condition, ...] = ()
    errno: str = "EPERM"

    @property
    def error_number(self) -> int:
        """Return what a row that denies or ignores sets errno to; 0 is success."""
        return 0 if self.do == "ignore" else int(getattr(errno, self.errno))


class _Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rows: tuple[Row, ...]


@functools.cache
def seccomp_rows() -> tuple[Row, ...]:
    """Return the rows of the list, all roles and devices. Raises SandboxError."""
    try:
        sections = msgspec.convert(tomllib.loads(_LIST.read_text("utf-8")), dict[str, _Section])
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise SandboxError(f"{_LIST.name} cannot be read: {error}") from error
    return tuple(row for section in sections.values() for row in section.rows)


def rows_for(role: Role, device: Device) -> tuple[Row, ...]:
    """Return the rows that hold for a role on a device."""
    return tuple(row for row in seccomp_rows() if role in row.roles and device in row.devices)


@functools.cache
def seccomp_program(
    role: Role, device: Device = "cpu", architecture: Architecture | None = None
) -> bytes:
    """Return the BPF program for runs of a role on a device, 8 bytes an instruction.

    `architecture` is this machine's unless given. Raises SandboxUnavailable where libseccomp is
    missing or does not know this machine's architecture.
    """
    library = _library_get()
    number = _architecture_number(library, architecture or platform.machine())
    program = library.SyscallFilter(library.ERRNO(errno.EPERM))
    program.set_attr(library.Attr.ACT_BADARCH, library.KILL_PROCESS)
    program.set_attr(library.Attr.CTL_OPTIMIZE, 2)
    if number != library.system_arch():
        program.add_arch(number)
        program.remove_arch(library.system_arch())
    for row in rows_for(role, device):
        _row_add(library, program, number, row)
    with tempfile.TemporaryFile() as file:
        program.export_bpf(file)
        file.seek(0)
        return file.read()


def _library_get() -> Any:
    try:
        import pyseccomp
    except (ImportError, RuntimeError, OSError) as error:
        raise SandboxUnavailable(
            "libseccomp is missing: install the system package libseccomp2."
        ) from error
    return pyseccomp


def _architecture_number(library: Any, name: str) -> int:
    numbers = {"x86_64": library.Arch.X86_64, "aarch64": library.Arch.AARCH64}
    if name not in numbers:
        raise SandboxUnavailable(
            f"There is no system call list for {name}: run the worker on {' or '.join(numbers)}."
        )
    return int(numbers[name])


def _row_add(library: Any, program: Any, architecture: int, row: Row) -> None:
    number = library.resolve_syscall(architecture, row.call)
    # Negative: this architecture has no such call. EPERM is what is done with all others anyway.
    if number < 0 or (row.do == "deny" and row.error_number == errno.EPERM):
        return
    actions = {"allow": library.ALLOW, "kill": library.KILL_PROCESS}
    action = actions.get(row.do, library.ERRNO(row.error_number))
    conditions = [
        library.Arg(condition.argument, library.MASKED_EQ, condition.mask, condition.value)
        for condition in row.when
    ]
    # The call by name: libseccomp takes a number for one of the native architecture.
    program.add_rule_exactly(action, row.call, *conditions)
