"""Reading progress."""

from django.db import transaction
from django.utils import timezone

from courses.models import Section, SectionRead
from grader.learners import learner_lock
from grader.models import Learner


@transaction.atomic
def section_read_record(learner: Learner, section: Section) -> SectionRead:
    """Note that the learner read the section; the first time counts.

    Raises LearnerGoneError when the learner signed in meanwhile.
    """
    learner_lock(learner.pk)
    read, _ = SectionRead.objects.get_or_create(
        learner=learner, section=section, defaults={"read_at": timezone.now()}
    )
    return read
