"""`manage.py sandbox_check`: tells whether this machine can grade, and how to mend what fails."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    """Tries the sandbox out; exits with 1 where a property does not hold."""

    help = "Say what confines learners' code on this machine, try it, and say how to mend it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the form of the output."""
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what is in force and each finding."""
        # The commands of a machine that does not grade must not need the sandbox's libraries.
        from grader.sandbox.check_text import check_json, check_lines, check_summary
        from grader.sandbox.self_test import self_test

        check = self_test()
        if options["json"]:
            self.stdout.write(check_json(check))
            if not check.can_grade:
                sys.exit(1)
            return
        style = self.style
        styles = {"holds": style.SUCCESS, "advice": style.WARNING, "broken": style.ERROR}
        for level, line in check_lines(check):
            self.stdout.write(line if level is None else styles[level](line))
        level, line = check_summary(check)
        if not check.can_grade:
            self.stderr.write(line)
            sys.exit(1)
        self.stdout.write(styles[level](line))
