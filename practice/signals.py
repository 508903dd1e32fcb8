"""News of the attempt log for other rooms; config/wiring.py connects them."""

from django.dispatch import Signal

# Sent inside the transaction that stored them, with `events`, a list of AttemptEvent.
attempts_recorded = Signal()
