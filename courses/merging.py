"""What happens to a guest's rows when the guest signs in to an account."""

from typing import Any
from uuid import UUID

from courses.models import NOTE_LIMIT_CHARACTERS, Answer, CellRun, Note, SectionRead

JOINT = "\n\n— Written before signing in: —\n\n"


def rows_merge(sender: Any, guest_id: UUID, learner_id: UUID, **kwargs: Any) -> None:
    """Move answers, reads and notes to the account; runs inside the merge's transaction."""
    Answer.objects.filter(learner=guest_id).update(learner=learner_id)
    CellRun.objects.filter(learner=guest_id).update(learner=learner_id)
    _reads_merge(guest_id, learner_id)
    for note in Note.objects.select_for_update().filter(learner=guest_id).order_by("pk"):
        _note_merge(note, learner_id)


def _reads_merge(guest_id: UUID, learner_id: UUID) -> None:
    """Keep the earlier of two reads of one section."""
    own = {
        read.section_id: read
        for read in SectionRead.objects.select_for_update().filter(learner=learner_id)
    }
    for read in SectionRead.objects.filter(learner=guest_id):
        known = own.get(read.section_id)
        if known is None:
            read.learner_id = learner_id
            read.save()
            continue
        if read.read_at < known.read_at:
            known.read_at = read.read_at
            known.save()
        read.delete()


def _note_merge(note: Note, learner_id: UUID) -> None:
    """Keep both texts: nothing that a learner typed is dropped."""
    own = Note.objects.select_for_update().filter(learner=learner_id, part=note.part_id).first()
    if own is None:
        note.learner_id = learner_id
        note.save()
        return
    note.delete()
    if not note.text.strip() or note.text == own.text:
        return
    own.text = f"{own.text}{JOINT}{note.text}" if own.text.strip() else note.text
    own.is_joined = len(own.text) > NOTE_LIMIT_CHARACTERS
    # Both devices hold an older revision, so both will see that the text changed.
    own.revision = max(own.revision, note.revision) + 1
    own.save()
