"""Drafts of code: they follow a learner from device to device."""

from uuid import UUID

from exercises.models import Exercise
from grader.judging.code import CODE_LIMIT_BYTES, length_refusal
from grader.models import Draft, Learner
from grader.revised_texts import StoredText, TextKind, text_get, text_save, texts_merge

DRAFT = TextKind(
    Draft,
    words="draft",
    limit=CODE_LIMIT_BYTES,
    measure=lambda text: len(text.encode()),
    joint="\n\n# — Written before signing in: —\n\n",
    refusal=length_refusal,
)


def draft_get(learner: Learner | None, exercise: Exercise) -> StoredText:
    """Return the learner's draft for an exercise."""
    return text_get(DRAFT, learner, exercise=exercise)


def draft_save(learner: Learner, exercise: Exercise, text: str, base_revision: int) -> StoredText:
    """Store a draft that was written on top of a revision; raises as text_save does."""
    return text_save(DRAFT, learner, text, base_revision, exercise=exercise)


def drafts_merge(guest_id: UUID, learner_id: UUID) -> None:
    """Give a guest's drafts to the account, inside the merge's transaction."""
    texts_merge(DRAFT, guest_id, learner_id, "exercise_id")
