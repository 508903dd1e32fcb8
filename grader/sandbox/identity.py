"""Who a zygote is in its user namespace, and who its runs become.

A worker that is root maps two users, so that learners' code never runs as the host's root, and so
that the thread limit holds, which the kernel does not apply to root. Anyone else maps one user.
"""

from __future__ import annotations

import json
import os
import pwd
from dataclasses import dataclass
from pathlib import Path

from grader.sandbox.errors import SandboxUnavailable

_RUN_UID = 1000
_HOST_NOBODY = 65534


@dataclass(frozen=True)
class Identity:
    """Uids within the zygote's user namespace; `id_map` is None where bubblewrap maps the one."""

    zygote_uid: int
    run_uid: int | None
    id_map: str | None


def identity_get() -> Identity:
    """Return the identity for the current user."""
    if os.geteuid() == 0:
        return Identity(0, _RUN_UID, f"0 0 1\n{_RUN_UID} {_HOST_NOBODY} 1\n")
    return Identity(_RUN_UID, None, None)


def identity_describe() -> str:
    """Return in words as whom learners' code runs."""
    if os.geteuid() == 0:
        return f"host user {_HOST_NOBODY}, which owns nothing; the worker is root"
    return f"the worker's own user, {_user_name(os.geteuid())}, without its files"


def _user_name(uid: int) -> str:
    try:
        return f"{pwd.getpwuid(uid).pw_name} ({uid})"
    except KeyError:
        return str(uid)


class IdMapping:
    """The two pipes over which bubblewrap waits for us to write its id maps."""

    def __init__(self, id_map: str) -> None:
        self._id_map = id_map
        self._info_read, self.info_write = os.pipe()
        self.block_read, self._block_write = os.pipe()

    def complete(self) -> None:
        """Write the maps, once bubblewrap has inherited its ends. Raises SandboxUnavailable."""
        self._theirs_close()
        try:
            with os.fdopen(self._info_read, "rb") as info:
                said = info.read()
            if not said:
                return  # Bubblewrap has failed before; its log says why.
            pid = int(json.loads(said)["child-pid"])
            for name in ("uid_map", "gid_map"):
                Path(f"/proc/{pid}/{name}").write_text(self._id_map)
        except (OSError, ValueError, KeyError) as error:
            raise SandboxUnavailable(
                f"The sandbox's users could not be mapped ({error}): give the worker CAP_SETUID, "
                "CAP_SETGID and CAP_SETFCAP, or run it as an ordinary user."
            ) from error
        finally:
            os.close(self._block_write)

    def abandon(self) -> None:
        """Close all ends, where bubblewrap could not be started."""
        self._theirs_close()
        os.close(self._info_read)
        os.close(self._block_write)

    def _theirs_close(self) -> None:
        os.close(self.info_write)
        os.close(self.block_read)
