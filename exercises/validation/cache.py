"""Keeps valid reports, so that a second validation runs only what changed."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from exercises.format.exercise import Exercise
from exercises.validation.rules import ValidationReport


def sources_hash(folders: Iterable[Path]) -> str:
    """Return a hash of every Python file under these folders: names and contents."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            content = path.read_bytes()
            name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()


class ReportCache:
    """Reports in a folder, by the exercise's content and the code that judges it.

    Only valid ones are kept: a broken rule is tried again.
    """

    def __init__(self, folder: Path, code_hash: str) -> None:
        """Use this folder, which need not exist, for reports made with this code."""
        self._folder = folder
        self._code_hash = code_hash

    def get(self, exercise: Exercise) -> ValidationReport | None:
        """Return the report of exactly this exercise and code, or None."""
        try:
            data = self._path(exercise).read_bytes()
            return msgspec.json.decode(data, type=ValidationReport)
        except (OSError, msgspec.MsgspecError):
            return None

    def put(self, exercise: Exercise, report: ValidationReport) -> None:
        """Keep a valid report."""
        if not report.is_valid:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._path(exercise)
        partial = path.with_suffix(".partial")
        partial.write_bytes(msgspec.json.encode(report))
        partial.replace(path)

    def _path(self, exercise: Exercise) -> Path:
        key = hashlib.sha256(f"{exercise.content_hash}{self._code_hash}".encode()).hexdigest()
        return self._folder / f"{exercise.slug}-{key[:32]}.json"
