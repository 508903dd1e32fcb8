"""`manage.py validate_exercises`: tries every exercise's checks out in the real sandbox."""

import os
import sys
from pathlib import Path
from typing import Any, Literal, cast

import msgspec
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from exercises.format.errors import ExerciseError
from exercises.format.exercise import Exercise
from exercises.format.loading import exercise_get, exercises_list
from exercises.validation.cache import ReportCache, sources_hash
from exercises.validation.rules import (
    CORRECT_SEEDS,
    RECORDING_LIMIT_BYTES,
    ValidationReport,
    validate,
)

ROOT = Path(__file__).resolve().parents[3]
CACHE = Path(os.environ.get("DESCENT_VAR", ROOT / "var")) / "validation"
JUDGING_CODE = (
    "reference",
    "exercises/checking",
    "exercises/validation",
    "grader/judging",
    "grader/inside",
)


class Command(BaseCommand):
    """Validates exercises; exits with 1 when one breaks a rule."""

    help = "Run every solution, mistake and probe of the exercises through the real sandbox."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take slugs, or none for all."""
        parser.add_argument("slugs", nargs="*", metavar="slug", help="all exercises by default")
        parser.add_argument("--json", action="store_true", help="print the reports as JSON")
        parser.add_argument("--no-cache", action="store_true", help="run also what is unchanged")
        parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
        parser.add_argument(
            "--seeds",
            type=int,
            default=len(CORRECT_SEEDS),
            help="seeds on which each correct solution runs; with fewer nothing is kept",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Validate, and show what was found."""
        try:
            slugs = options["slugs"]
            exercises = [exercise_get(slug) for slug in slugs] if slugs else exercises_list()
        except ExerciseError as error:
            raise CommandError(str(error)) from None
        cache = ReportCache(CACHE, sources_hash(ROOT / name for name in JUDGING_CODE))
        seeds = CORRECT_SEEDS[: options["seeds"]]
        is_cached = not options["no_cache"] and seeds == CORRECT_SEEDS
        reports = _reports(exercises, cache, options["threads"], seeds, is_cached=is_cached)
        if options["json"]:
            self.stdout.write(msgspec.json.format(msgspec.json.encode(reports)).decode())
        else:
            for report in reports:
                self._show(report)
        if not all(report.is_valid for report in reports):
            sys.exit(1)

    def _show(self, report: ValidationReport) -> None:
        word = "valid" if report.is_valid else f"{len(report.faults)} broken rules"
        mistakes = len(report.kill_matrix)
        self.stdout.write(f"{report.slug}: {word} ({mistakes} mistakes, {report.runs} runs)")
        for fault in report.faults:
            self.stdout.write(f"  {fault.rule}: {fault.subject}: {fault.message}")


def _reports(
    exercises: list[Exercise],
    cache: ReportCache,
    threads: int,
    seeds: tuple[int, ...],
    *,
    is_cached: bool,
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
            report = cache.get(exercise) if is_cached else None
            if report is None:
                report = validate(
                    exercise, graded, progress=progress, threads=threads, correct_seeds=seeds
                )
                if seeds == CORRECT_SEEDS:
                    cache.put(exercise, report)
            reports.append(report)
    return reports
