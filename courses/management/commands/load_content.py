"""`manage.py load_content`: exercises, then lessons, from the repository into the database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.loading.loading import content_load
from exercises.faults import LoadRefused


class Command(BaseCommand):
    """Loads all content, or says what is wrong with it and changes nothing."""

    help = "Load exercises and lessons from the repository. Nothing is stored if one file is wrong."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what changed."""
        try:
            counts = content_load()
        except LoadRefused as refused:
            for fault in refused.faults:
                self.stderr.write(str(fault))
            raise CommandError(
                f"Nothing was loaded: {len(refused.faults)} to mend, listed above."
            ) from None
        if counts is None:
            self.stdout.write("Content: unchanged since the last load.")
            return
        for kind, each in counts.items():
            self.stdout.write(f"{kind}: {each}")
