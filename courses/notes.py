"""Private notes: the one text that a learner changes, so each save names what it is based on."""

from dataclasses import dataclass

from django.db import transaction

from courses.models import NOTE_LIMIT_CHARACTERS, Note, Part
from grader.learners import learner_lock
from grader.models import Learner


@dataclass(frozen=True)
class NoteText:
    """A note as a device sees it; revision 0 is the empty note that was never saved."""

    text: str
    revision: int


class NoteConflict(Exception):
    """The note was saved elsewhere since; `note` is what is stored."""

    def __init__(self, note: NoteText) -> None:
        super().__init__(f"The stored note has revision {note.revision}.")
        self.note = note


class NoteRefused(Exception):
    """The text cannot be stored."""


def note_get(learner: Learner | None, part_id: str) -> NoteText:
    """Return the learner's note on a part."""
    note = Note.objects.filter(learner=learner, part=part_id).first() if learner else None
    return NoteText(note.text, note.revision) if note else NoteText("", 0)


@transaction.atomic
def note_save(learner: Learner, part: Part, text: str, base_revision: int) -> NoteText:
    """Store a text that was written on top of a revision.

    A text that is stored already is accepted again, so that a client may repeat a lost request.
    Raises NoteConflict when another revision is stored, NoteRefused when the text cannot be,
    LearnerGoneError when the learner signed in meanwhile.
    """
    _text_check(text)
    learner_lock(learner.pk)
    note = Note.objects.filter(learner=learner, part=part).first()
    if note is None:
        _length_check(text, NOTE_LIMIT_CHARACTERS)
        if base_revision != 0:
            raise NoteConflict(NoteText("", 0))
        note = Note.objects.create(learner=learner, part=part, text=text)
    if note.text == text:
        return NoteText(note.text, note.revision)
    # Two notes joined at sign-in may be too long: they may shrink step by step, not grow.
    allowed = len(note.text) if note.is_joined else 0
    _length_check(text, max(NOTE_LIMIT_CHARACTERS, allowed))
    if note.revision != base_revision:
        raise NoteConflict(NoteText(note.text, note.revision))
    note.text = text
    note.revision += 1
    note.is_joined = len(text) > NOTE_LIMIT_CHARACTERS
    note.save()
    return NoteText(note.text, note.revision)


def _text_check(text: str) -> None:
    """Refuse what PostgreSQL cannot hold."""
    if "\0" in text:
        raise NoteRefused("A note cannot hold NUL characters.")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise NoteRefused("The note holds half of a character.") from None


def _length_check(text: str, limit: int) -> None:
    if len(text) > limit:
        raise NoteRefused(f"A note may have {limit} characters; this one has {len(text)}.")
