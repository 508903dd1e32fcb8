"""`manage.py sandbox_check`: tells whether this machine can grade, and how to mend what fails."""

import sys
from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Tries the sandbox out; exits with 1 where a property does not hold."""

    help = "Try the sandbox's properties on this machine, and say how to mend what fails."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each finding."""
        # The commands of a machine that does not grade must not need the sandbox's libraries.
        from grader.sandbox.self_test import self_test

        findings = self_test()
        for finding in findings:
            if finding.holds:
                self.stdout.write(self.style.SUCCESS(f"ok    {finding.name}"))
                continue
            self.stdout.write(self.style.ERROR(f"FAILS {finding.name}: {finding.detail}"))
            self.stdout.write(f"      To mend it: {finding.mend}")
        broken = sum(not finding.holds for finding in findings)
        if broken:
            self.stderr.write(f"{broken} of {len(findings)} do not hold: nothing is graded here.")
            sys.exit(1)
        self.stdout.write(f"All {len(findings)} hold: this machine can grade.")
