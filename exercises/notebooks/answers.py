"""The answers of the reference that an exercise's public checks ask for, kept in its folder."""

from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from exercises.format.exercise import Exercise

FILE = "public-answers.json"


class PublicAnswers(Struct, frozen=True):
    """What was recorded of this content.

    `calls` are check and name, digest of inputs and answer, in the order of the calls;
    `left_out` says of each public check that cannot run elsewhere why not.
    """

    content_hash: str
    calls: list[tuple[str, Any, Any]]
    left_out: dict[str, str]


def answers_get(exercise: Exercise) -> PublicAnswers | None:
    """Return the answers kept with an exercise; None where there are none, or of other content."""
    try:
        data = (exercise.folder / FILE).read_bytes()
        answers = msgspec.json.decode(data, type=PublicAnswers)
    except (OSError, msgspec.MsgspecError):
        return None
    return answers if answers.content_hash == exercise.content_hash else None


def answers_put(exercise: Exercise, answers: PublicAnswers) -> Path:
    """Keep the answers with the exercise; return the file."""
    path = exercise.folder / FILE
    calls = ",\n  ".join(msgspec.json.encode(call).decode() for call in answers.calls)
    path.write_text(
        f'{{"content_hash": "{answers.content_hash}",\n'
        f' "left_out": {msgspec.json.encode(answers.left_out).decode()},\n'
        f' "calls": [\n  {calls}\n]}}\n',
        encoding="utf-8",
    )
    return path
