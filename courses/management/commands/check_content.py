"""`manage.py check_content`: what a load would refuse before it draws or runs anything."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.loading.sources import content_check


class Command(BaseCommand):
    """Checks the shape of all sources, links, formulas, headings, anchors and questions."""

    help = (
        "Check the sources of exercises and lessons: files, links, formulas, headings, questions."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Name every fault."""
        faults = content_check()
        for fault in faults:
            self.stderr.write(str(fault))
        if faults:
            raise CommandError(f"The content has {len(faults)} to mend, listed above.")
