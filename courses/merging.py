"""What happens to a guest's rows when the guest signs in to an account."""

from typing import Any
from uuid import UUID

from courses.models import Answer, CellRun, SectionRead
from courses.notes import notes_merge


def rows_merge(sender: Any, guest_id: UUID, learner_id: UUID, **kwargs: Any) -> None:
    """Move answers, reads and notes to the account; runs inside the merge's transaction."""
    Answer.objects.filter(learner=guest_id).update(learner=learner_id)
    CellRun.objects.filter(learner=guest_id).update(learner=learner_id)
    _reads_merge(guest_id, learner_id)
    notes_merge(guest_id, learner_id)


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
