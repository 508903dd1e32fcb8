"""The HTTP API of notes and reading progress."""

from datetime import datetime
from typing import TypeVar

from django.http import HttpRequest
from ninja import Router, Schema

from courses.models import Part, Section
from courses.notes import note_get, note_save
from courses.reading import section_read_record
from frontend.problems import Problem
from grader.learners import LearnerAuth, LearnerRequest
from grader.revised_texts import StoredText
from grader.texts_api import TextBody, TextOut, learner_gone_is_told, refusals_are_told

router = Router(tags=["lessons"], auth=LearnerAuth())

Row = TypeVar("Row", Part, Section)


class SectionReadOut(Schema):
    """When a section was first read."""

    id: str
    read_at: datetime


@router.get("/notes/{part_id}", response=TextOut, summary="Your note on a part", auth=None)
def note(request: HttpRequest, part_id: str) -> StoredText:
    """Return the note; who has none, or is nobody yet, gets an empty one."""
    learner = LearnerAuth(creates_learner=False).learner(request)
    return note_get(learner, _row_get(Part, part_id).id)


@router.put("/notes/{part_id}", response=TextOut, summary="Save your note on a part")
def note_put(request: LearnerRequest, part_id: str, body: TextBody) -> StoredText:
    """Store the note; 409 with the stored text where it was saved elsewhere since."""
    part = _row_get(Part, part_id)
    with refusals_are_told("note"):
        return note_save(request.auth, part, body.text, body.base_revision)


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
