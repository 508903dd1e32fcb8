"""News of the grader for other rooms."""

from django.dispatch import Signal

# Sent with `grading_id` (int), after the commit of a result. An internal error is no result.
submission_graded = Signal()

# Sent with `guest_id` and `learner_id` (UUID), inside the transaction that moves a guest's rows
# to an account. A row that still points at the guest afterwards makes the merge fail.
learner_merged = Signal()
