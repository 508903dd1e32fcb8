"""The one way a content file is refused."""

from pathlib import Path


class ExerciseError(Exception):
    """A file of an exercise, or of the concept graph, breaks the format.

    `path` is the file, `reason` says which key or line and why.
    """

    def __init__(self, path: Path, reason: str) -> None:
        """Keep path and reason apart so that a caller can show either."""
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        """Name the file, then the reason."""
        return f"{self.path}: {self.reason}"
