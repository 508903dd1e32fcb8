"""The HTTP API of notes and reading progress."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated, TypeVar

from django.http import HttpRequest
from ninja import Field, Router, Schema

from courses.models import Part, Section
from courses.notes import NoteConflict, NoteRefused, NoteText, note_get, note_save
from courses.reading import section_read_record
from frontend.problems import Problem
from grader.learners import LearnerAuth, LearnerGoneError, LearnerRequest

router = Router(tags=["lessons"], auth=LearnerAuth())

Row = TypeVar("Row", Part, Section)
INT32 = 2**31 - 1


class NoteIn(Schema):
    """A note's text, and the revision that it was written on top of (0 for a new note)."""

    text: str
    base_revision: Annotated[int, Field(ge=0, le=INT32)]


class NoteOut(Schema):
    """A note as it is stored; revision 0 means that there is none yet."""

    text: str
    revision: int


class SectionReadOut(Schema):
    """When a section was first read."""

    id: str
    read_at: datetime


@router.get("/notes/{part_id}", response=NoteOut, summary="Your note on a part", auth=None)
def note(request: HttpRequest, part_id: str) -> NoteText:
    """Return the note; who has none, or is nobody yet, gets an empty one."""
    learner = LearnerAuth(creates_learner=False).learner(request)
    return note_get(learner, _row_get(Part, part_id).id)


@router.put("/notes/{part_id}", response=NoteOut, summary="Save your note on a part")
def note_put(request: LearnerRequest, part_id: str, body: NoteIn) -> NoteText:
    """Store the note; 409 with the stored text where it was saved elsewhere since."""
    part = _row_get(Part, part_id)
    try:
        with learner_gone_is_told():
            return note_save(request.auth, part, body.text, body.base_revision)
    except NoteRefused as refused:
        raise Problem(422, "The note cannot be saved", str(refused)) from None
    except NoteConflict as conflict:
        raise Problem(
            409,
            "The note was changed elsewhere",
            "Join your text with the stored one and save again on top of its revision.",
            text=conflict.note.text,
            revision=conflict.note.revision,
        ) from None


@router.put("/sections/{section_id}/read", response=SectionReadOut, summary="Mark a section read")
def section_read(request: LearnerRequest, section_id: str) -> SectionReadOut:
    """Note that you read a section; a second time changes nothing."""
    section = _row_get(Section, section_id)
    with learner_gone_is_told():
        read = section_read_record(request.auth, section)
    return SectionReadOut(id=section.id, read_at=read.read_at)


def _row_get(model: type[Row], row_id: str) -> Row:
    """Return a part or section, a retired one too: what a learner adds to it is still theirs."""
    # PostgreSQL's text holds no NUL, so no row has such an id.
    row = None if "\0" in row_id else model._default_manager.filter(pk=row_id).first()
    if row is None:
        raise Problem(404, "Not found", f"There is no {model._meta.verbose_name} {row_id!r}.")
    return row


@contextmanager
def learner_gone_is_told() -> Iterator[None]:
    """Ask a guest who signed in while this request was under way to send it again."""
    try:
        yield
    except LearnerGoneError:
        raise Problem(
            401, "This guest has an account now", "Send it again, signed in as that account."
        ) from None
