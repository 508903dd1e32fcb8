"""When a zygote is to be replaced: what it has been through, and what is thought of it."""

from __future__ import annotations

import math
import signal
import time
from dataclasses import dataclass, field

from grader.sandbox.errors import SandboxError
from grader.sandbox.runs import RunOutcome


@dataclass(eq=False)
class Service:
    """The service of one zygote. Not thread-safe."""

    runs_started: int = 0
    runs_in_flight: int = 0
    doubt: str = ""
    is_retired: bool = False
    # On the clock of time.monotonic.
    began_at: float = field(default_factory=time.monotonic)
    renewable_at: float = -math.inf

    def renewal_reason(self, *, runs_limit: int, doubt_pause_s: float) -> str:
        """Return why the zygote is to be replaced now, or nothing.

        A doubt waits until the zygote has served `doubt_pause_s`: whoever can raise doubts at will
        must not keep the machine busy with starting zygotes.
        """
        now = time.monotonic()
        if now < self.renewable_at:
            return ""
        if self.doubt and now - self.began_at >= doubt_pause_s:
            return self.doubt
        return f"it has started {self.runs_started} runs" if self.runs_started >= runs_limit else ""


def doubt_of(outcome: RunOutcome | None, error: SandboxError | None) -> str:
    """Return the doubt that a run's end casts on its zygote, or nothing."""
    if error is not None:
        return str(error)
    if outcome is not None and outcome.signal == signal.SIGSYS:
        return "a run was killed for a system call that only an attacker makes"
    return ""
