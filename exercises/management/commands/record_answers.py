"""`manage.py record_answers`: keeps with each exercise what its notebook needs of the reference."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from exercises.format.errors import ExerciseError
from exercises.format.loading import exercise_get, exercises_list
from exercises.notebooks.answers import answers_get, answers_put


class Command(BaseCommand):
    """Records what is missing or of other content; exits with 1 where `--check` finds such."""

    help = "Record the reference's answers to the public checks, which notebooks carry."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take slugs, or none for all."""
        parser.add_argument("slugs", nargs="*", metavar="slug", help="all exercises by default")
        parser.add_argument(
            "--check", action="store_true", help="record nothing, say what would be"
        )
        parser.add_argument("--anew", action="store_true", help="record also what is unchanged")

    def handle(self, *args: Any, **options: Any) -> None:
        """Record, and say what notebooks leave out."""
        try:
            slugs = options["slugs"]
            exercises = [exercise_get(slug) for slug in slugs] if slugs else exercises_list()
        except ExerciseError as error:
            raise CommandError(str(error)) from None
        wanted = [each for each in exercises if options["anew"] or answers_get(each) is None]
        if options["check"]:
            for exercise in wanted:
                self.stdout.write(f"{exercise.slug}: its answers are missing or of other content")
            if wanted:
                sys.exit(1)
            return
        # The reference and its libraries are needed only where something is recorded.
        from exercises.notebooks.recording import answers_record

        for exercise in wanted:
            answers = answers_record(exercise)
            answers_put(exercise, answers)
            self.stdout.write(f"{exercise.slug}: {len(answers.calls)} answers")
            for check_id, reason in answers.left_out.items():
                self.stdout.write(f"  {check_id} is left out: {reason}")
