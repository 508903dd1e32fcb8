"""What the API of every kind of text has in common."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from ninja import Field, Schema

from frontend.problems import Problem
from grader.learners import LearnerGoneError
from grader.revised_texts import TextConflict, TextRefused

INT32 = 2**31 - 1


class TextBody(Schema):
    """A text, and the revision that it was written on top of (0 for a new one)."""

    text: str
    base_revision: Annotated[int, Field(ge=0, le=INT32)]


class TextOut(Schema):
    """A text as it is stored; revision 0 means that there is none yet."""

    text: str
    revision: int


@contextmanager
def refusals_are_told(words: str, *, too_long: int = 422) -> Iterator[None]:
    """Answer what cannot be saved with a problem; `too_long` is the status for a long text."""
    try:
        with learner_gone_is_told():
            yield
    except TextRefused as refused:
        status = too_long if refused.is_too_long else 422
        raise Problem(status, f"The {words} cannot be saved", str(refused)) from None
    except TextConflict as conflict:
        raise Problem(
            409,
            f"The {words} was changed elsewhere",
            "Join your text with the stored one and save again on top of its revision.",
            text=conflict.stored.text,
            revision=conflict.stored.revision,
        ) from None


@contextmanager
def learner_gone_is_told() -> Iterator[None]:
    """Ask a guest who signed in while this request was under way to send it again."""
    try:
        yield
    except LearnerGoneError:
        raise Problem(
            401, "This guest has an account now", "Send it again, signed in as that account."
        ) from None
