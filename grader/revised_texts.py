"""Saves and joins texts that learners change on several devices: nothing typed is overwritten."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from grader.learners import learner_lock
from grader.models import Learner


@dataclass(frozen=True)
class StoredText:
    """A text as a device sees it; revision 0 is the empty text that was never saved."""

    text: str
    revision: int


@dataclass(frozen=True)
class TextKind:
    """One sort of text. `measure` tells a text's length, `refusal` what to say of a wrong one.

    `model` is a RevisedText with a learner.
    """

    model: Any
    words: str
    limit: int
    measure: Callable[[str], int]
    joint: str
    refusal: Callable[[int], str]


class TextConflict(Exception):
    """The text was saved elsewhere since; `stored` is what is stored."""

    def __init__(self, stored: StoredText) -> None:
        super().__init__(f"The stored text has revision {stored.revision}.")
        self.stored = stored


class TextRefused(Exception):
    """The text cannot be stored; `is_too_long` tells whether a shorter one could."""

    def __init__(self, message: str, *, is_too_long: bool = False) -> None:
        super().__init__(message)
        self.is_too_long = is_too_long


def text_get(kind: TextKind, learner: Learner | None, **of: Any) -> StoredText:
    """Return the learner's text on what `of` names."""
    row = _row_get(kind, learner.pk, of) if learner else None
    return StoredText(row.text, row.revision) if row else StoredText("", 0)


@transaction.atomic
def text_save(
    kind: TextKind, learner: Learner, text: str, base_revision: int, **of: Any
) -> StoredText:
    """Store a text that was written on top of a revision.

    A text that is stored already is accepted again, so that a client may repeat a lost request.
    Raises TextConflict when another revision is stored, TextRefused when the text cannot be,
    LearnerGoneError when the learner signed in meanwhile.
    """
    _text_check(kind, text)
    learner_lock(learner.pk)
    row = _row_get(kind, learner.pk, of)
    if row is None:
        _length_check(kind, text, kind.limit)
        if base_revision != 0:
            raise TextConflict(StoredText("", 0))
        row = kind.model._default_manager.create(learner=learner, text=text, **of)
    if row.text == text:
        return StoredText(row.text, row.revision)
    # Two texts joined at sign-in may be too long: they may shrink step by step, not grow.
    allowed = kind.measure(row.text) if row.is_joined else 0
    _length_check(kind, text, max(kind.limit, allowed))
    if row.revision != base_revision:
        raise TextConflict(StoredText(row.text, row.revision))
    row.text = text
    row.revision += 1
    row.is_joined = kind.measure(text) > kind.limit
    row.save()
    return StoredText(row.text, row.revision)


def texts_merge(kind: TextKind, guest_id: UUID, learner_id: UUID, *of: str) -> None:
    """Move a guest's texts to the account; where both have one it becomes one text of both.

    `of` names the fields that tell what a text is on. Call it inside the merge's transaction.
    """
    rows = kind.model._default_manager.select_for_update().filter(learner=guest_id)
    for guests in rows.order_by("pk"):
        own = _row_get(kind, learner_id, {name: getattr(guests, name) for name in of}, lock=True)
        if own is None:
            guests.learner_id = learner_id
            guests.save()
        else:
            _join(kind, guests, own)


def _join(kind: TextKind, guests: Any, own: Any) -> None:
    """Keep both texts: nothing that a learner typed is dropped."""
    guests.delete()
    if not guests.text.strip() or guests.text == own.text:
        return
    own.text = f"{own.text}{kind.joint}{guests.text}" if own.text.strip() else guests.text
    own.is_joined = kind.measure(own.text) > kind.limit
    # Both devices hold an older revision, so both will see that the text changed.
    own.revision = max(own.revision, guests.revision) + 1
    own.save()


def _row_get(kind: TextKind, learner_id: UUID, of: dict[str, Any], *, lock: bool = False) -> Any:
    rows = kind.model._default_manager.filter(learner=learner_id, **of)
    return (rows.select_for_update() if lock else rows).first()


def _text_check(kind: TextKind, text: str) -> None:
    """Refuse what PostgreSQL cannot hold."""
    if "\0" in text:
        raise TextRefused(f"A {kind.words} cannot hold NUL characters.")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise TextRefused(f"The {kind.words} holds half of a character.") from None


def _length_check(kind: TextKind, text: str, limit: int) -> None:
    length = kind.measure(text)
    if length > limit:
        raise TextRefused(kind.refusal(length), is_too_long=True)
