"""What a guest did belongs to the account that the guest signs in to."""

from uuid import uuid4

import pytest
from django.db import transaction

from courses.models import Answer, Note, SectionRead
from grader.models import Learner
from grader.signals import learner_merged

pytestmark = pytest.mark.django_db

EARLY = "2026-01-01T00:00:00+00:00"
LATE = "2026-02-02T00:00:00+00:00"


@pytest.fixture
def guest(db) -> Learner:
    return Learner.objects.create()


def merge(guest: Learner, learner: Learner) -> None:
    """As the grader does it: what still points at the guest would fail its deletion."""
    with transaction.atomic():
        learner_merged.send(Learner, guest_id=guest.pk, learner_id=learner.pk)


def test_answers_move(loaded, learner, guest) -> None:
    Answer.objects.create(
        event_id=uuid4(),
        learner=guest,
        question_id="nw-1-q1",
        question_revision=1,
        choice=["a"],
        is_correct=True,
        answered_at=EARLY,
    )
    merge(guest, learner)
    assert Answer.objects.get().learner == learner


def test_sections_read_by_either_are_read_since_the_first_time(loaded, learner, guest) -> None:
    for who, section, read_at in [
        (guest, "nw-1.1", EARLY),
        (learner, "nw-1.1", LATE),
        (guest, "nw-1.2", LATE),
        (learner, "nw-2.1", EARLY),
    ]:
        SectionRead.objects.create(learner=who, section_id=section, read_at=read_at)
    merge(guest, learner)
    reads = {
        read.section_id: read.read_at.isoformat()
        for read in SectionRead.objects.filter(learner=learner)
    }
    assert reads == {"nw-1.1": EARLY, "nw-1.2": LATE, "nw-2.1": EARLY}
    assert not SectionRead.objects.filter(learner=guest).exists()


def test_a_note_moves_with_its_revision_where_the_account_has_none(loaded, learner, guest) -> None:
    Note.objects.create(learner=guest, part_id="newton-1", text="Guest's.", revision=3)
    merge(guest, learner)
    note = Note.objects.get()
    assert (note.learner, note.text, note.revision) == (learner, "Guest's.", 3)


def test_two_notes_are_joined_visibly_and_both_devices_will_see_it(loaded, learner, guest) -> None:
    Note.objects.create(learner=guest, part_id="newton-1", text="Guest's.", revision=5)
    Note.objects.create(learner=learner, part_id="newton-1", text="Mine.", revision=2)
    merge(guest, learner)
    note = Note.objects.get()
    assert note.text == "Mine.\n\n— Written before signing in: —\n\nGuest's."
    assert note.revision == 6
    assert not note.is_joined


@pytest.mark.parametrize(
    ("own", "guests", "joined"),
    [("Same.", "Same.", "Same."), ("Mine.", "  ", "Mine."), ("", "Guest's.", "Guest's.")],
)
def test_only_texts_that_differ_are_joined(loaded, learner, guest, own, guests, joined) -> None:
    Note.objects.create(learner=guest, part_id="newton-1", text=guests)
    Note.objects.create(learner=learner, part_id="newton-1", text=own)
    merge(guest, learner)
    assert Note.objects.get().text == joined


def test_two_full_notes_lose_not_one_character(loaded, learner, guest) -> None:
    Note.objects.create(learner=guest, part_id="newton-1", text="g" * 8000)
    Note.objects.create(learner=learner, part_id="newton-1", text="m" * 8000)
    merge(guest, learner)
    note = Note.objects.get()
    assert note.text.startswith("m" * 8000)
    assert note.text.endswith("g" * 8000)
    assert note.is_joined


def test_notes_on_other_parts_stay_as_they_are(loaded, learner, guest) -> None:
    Note.objects.create(learner=guest, part_id="newton-2", text="Guest's.")
    Note.objects.create(learner=learner, part_id="newton-1", text="Mine.")
    merge(guest, learner)
    assert dict(Note.objects.values_list("part", "text")) == {
        "newton-1": "Mine.",
        "newton-2": "Guest's.",
    }
