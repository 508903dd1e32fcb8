"""News of the attempt log for other rooms; config/wiring.py connects them."""

from django.dispatch import Signal

# Sent inside the transaction that stored the event, with `event`, an AttemptEvent.
attempt_recorded = Signal()
