"""What can go wrong with the sandbox itself. None of it is the learner's fault."""

from __future__ import annotations


class SandboxError(Exception):
    """The sandbox did not do its work; the run has no outcome and may be tried again."""


class SandboxUnavailable(SandboxError):
    """The machine cannot run the sandbox; the message says how to mend it."""
