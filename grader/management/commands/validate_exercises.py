"""`manage.py validate_exercises`: tries every exercise's checks out in the real sandbox."""

import os
import random
import sys
from typing import Any, Literal, cast

import msgspec
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from exercises.format.errors import ExerciseError
from exercises.format.exercise import Exercise
from exercises.format.loading import exercise_get, exercises_list
from exercises.validation.fingerprint import code_hash
from exercises.validation.matrix import matrix_text
from exercises.validation.records import record_get, record_put
from exercises.validation.rules import (
    CORRECT_SEEDS,
    RECORDING_LIMIT_BYTES,
    ValidationReport,
    validate,
)


class Command(BaseCommand):
    """Validates exercises; exits with 1 when one breaks a rule."""

    help = "Run every solution, mistake and probe of the exercises through the real sandbox."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take slugs, or none for all."""
        parser.add_argument("slugs", nargs="*", metavar="slug", help="all exercises by default")
        parser.add_argument("--json", action="store_true", help="print the reports as JSON")
        parser.add_argument("--all", action="store_true", help="run also what is unchanged")
        parser.add_argument(
            "--again",
            type=int,
            default=0,
            metavar="N",
            help="run also N of those that are unchanged, drawn at random",
        )
        parser.add_argument("--matrix", action="store_true", help="print which check fails what")
        parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
        parser.add_argument(
            "--seeds",
            type=int,
            default=len(CORRECT_SEEDS),
            help="seeds on which each correct solution runs; with fewer no record is kept",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Validate, and show what was found."""
        try:
            slugs = options["slugs"]
            exercises = [exercise_get(slug) for slug in slugs] if slugs else exercises_list()
        except ExerciseError as error:
            raise CommandError(str(error)) from None
        seeds = CORRECT_SEEDS[: options["seeds"]]
        kept = {} if options["all"] or seeds != CORRECT_SEEDS else _kept(exercises)
        for slug in random.sample(sorted(kept), min(options["again"], len(kept))):
            del kept[slug]
        reports = _reports(exercises, kept, options["threads"], seeds)
        if options["json"]:
            self.stdout.write(msgspec.json.format(msgspec.json.encode(reports)).decode())
        else:
            for report in reports:
                self._show(report, is_kept=report.slug in kept)
                if options["matrix"]:
                    self.stdout.write(matrix_text(report))
            valid = sum(report.is_valid for report in reports)
            self.stdout.write(f"{valid} of {len(reports)} valid; {len(kept)} unchanged, not run.")
        if not all(report.is_valid for report in reports):
            sys.exit(1)

    def _show(self, report: ValidationReport, *, is_kept: bool) -> None:
        if is_kept and report.is_valid:
            return
        word = "valid" if report.is_valid else f"{len(report.faults)} broken rules"
        mistakes = len(report.kill_matrix)
        self.stdout.write(f"{report.slug}: {word} ({mistakes} mistakes, {report.runs} runs)")
        for fault in report.faults:
            self.stdout.write(f"  {fault.rule}: {fault.subject}: {fault.message}")


def _kept(exercises: list[Exercise]) -> dict[str, ValidationReport]:
    """Return the valid reports of what has not changed since, by slug."""
    reports = {exercise.slug: (record_get(exercise), exercise) for exercise in exercises}
    return {
        slug: report
        for slug, (report, exercise) in reports.items()
        if report is not None and report.is_valid and report.code_hash == code_hash(exercise)
    }


def _reports(
    exercises: list[Exercise],
    kept: dict[str, ValidationReport],
    threads: int,
    seeds: tuple[int, ...],
) -> list[ValidationReport]:
    # The sandbox's libraries are needed only where something is graded.
    from grader.judging.grading import grade
    from grader.judging.pool import pool_make

    # A probe's recording prints more than a learner's code may.
    bounds = settings.GRADER_BOUNDS
    output_limit_bytes = max(bounds.output_limit_bytes, RECORDING_LIMIT_BYTES)
    bounds = msgspec.structs.replace(bounds, output_limit_bytes=output_limit_bytes)
    reports = []
    with pool_make() as zygotes, tqdm(unit="run", leave=False, disable=None) as bar:

        def graded(exercise: Exercise, code: bytes, *, seed: int, scope: str) -> Any:
            wanted = cast("Literal['public', 'all']", scope)
            return grade(
                exercise,
                code,
                seed=seed,
                zygotes=zygotes,
                scope=wanted,
                bounds=bounds,
            )

        def progress(slug: str, done: int, total: int) -> None:
            if done == 1:
                bar.reset(total)
                bar.set_description(slug)
            bar.update()

        for exercise in exercises:
            report = kept.get(exercise.slug)
            if report is None:
                report = validate(
                    exercise, graded, progress=progress, threads=threads, correct_seeds=seeds
                )
                if seeds == CORRECT_SEEDS:
                    record_put(exercise, report)
            reports.append(report)
    return reports
