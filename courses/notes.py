"""Private notes on parts."""

from uuid import UUID

from courses.models import NOTE_LIMIT_CHARACTERS, Note, Part
from grader.models import Learner
from grader.revised_texts import StoredText, TextKind, text_get, text_save, texts_merge

NOTE = TextKind(
    Note,
    words="note",
    limit=NOTE_LIMIT_CHARACTERS,
    measure=len,
    joint="\n\n— Written before signing in: —\n\n",
    refusal=lambda length: (
        f"A note may have {NOTE_LIMIT_CHARACTERS} characters; this one has {length}."
    ),
)


def note_get(learner: Learner | None, part_id: str) -> StoredText:
    """Return the learner's note on a part."""
    return text_get(NOTE, learner, part_id=part_id)


def note_save(learner: Learner, part: Part, text: str, base_revision: int) -> StoredText:
    """Store a note that was written on top of a revision; raises as text_save does."""
    return text_save(NOTE, learner, text, base_revision, part=part)


def notes_merge(guest_id: UUID, learner_id: UUID) -> None:
    """Give a guest's notes to the account, inside the merge's transaction."""
    texts_merge(NOTE, guest_id, learner_id, "part_id")
