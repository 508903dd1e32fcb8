"""The texts of sections and questions, kept ready in the process.

They are nearly all of a part's page and the same for every reader, so a page is rendered around
markers, and the texts go in at the end, as bytes.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from django.template.loader import render_to_string

from courses.models import Question, Section
from courses.pages import PartPage, QuestionPlace, SectionPlace
from courses.question_texts import question_text

MARKER = re.compile(rb"<!--text of ([^<>]+)-->")
Kept = tuple[str, tuple[datetime, bytes]]
# What was read of each section and question, and when it had last been changed.
_kept: dict[str, tuple[datetime, bytes]] = {}


def texts_fill(page: bytes, part: PartPage) -> bytes:
    """Return the page of a part with each text in the place of its marker."""
    _kept.update(_sections_read(_stale(part.sections)))
    _kept.update(_questions_read(_stale(part.questions)))
    pieces = MARKER.split(page)
    pieces[1::2] = [_kept[text_id.decode()][1] for text_id in pieces[1::2]]
    return b"".join(pieces)


def _stale(places: Sequence[SectionPlace | QuestionPlace]) -> list[str]:
    """Return the ids of the texts that are not kept, or were changed since."""
    never = (None, b"")
    return [each.id for each in places if _kept.get(each.id, never)[0] != each.updated_at]


def _sections_read(ids: list[str]) -> Iterator[Kept]:
    if not ids:
        return
    rows = Section.objects.filter(pk__in=ids).values_list("pk", "updated_at", "html")
    for section_id, updated_at, html in rows:
        yield section_id, (updated_at, html.encode())


def _questions_read(ids: list[str]) -> Iterator[Kept]:
    if not ids:
        return
    for question in Question.objects.filter(pk__in=ids):
        html = render_to_string("courses/question.html", {"question": question_text(question)})
        yield question.pk, (question.updated_at, html.encode())
