"""The texts of questions, which the lessons have: config/wiring.py registers where to ask."""

from collections.abc import Callable
from typing import Any, Protocol

from django.utils.safestring import SafeString

from grader.models import Learner


class Answered(Protocol):
    """A past answer: which question, in which revision, and what was chosen."""

    item_id: str
    item_rev: str

    @property
    def payload(self) -> dict[str, Any]:
        """`choice`, and for a generated question `instance`."""


Question = Callable[[Learner | None, str], SafeString | None]
Review = Callable[[Answered], SafeString | None]
_question: list[Question] = []
_review: list[Review] = []


def register(question: Question, review: Review) -> None:
    """Make these the ones that are asked."""
    _question[:], _review[:] = [question], [review]


def question_html(learner: Learner | None, item_id: str) -> SafeString | None:
    """Return a question as it is to be asked now, or None where there is none."""
    return _question[0](learner, item_id) if _question else None


def review_html(event: Answered) -> SafeString | None:
    """Return a question with a past answer to it, or None where it is asked no more."""
    return _review[0](event) if _review else None
