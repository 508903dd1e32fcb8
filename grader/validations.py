"""What instructors see of validation: an overview, and a kill matrix for each exercise."""

from collections.abc import Iterator
from dataclasses import dataclass

from exercises.format.errors import ExerciseError
from exercises.format.exercise import Check, CorrectSolution, Exercise, Mistake
from exercises.format.loading import LIBRARY, exercise_get, exercise_load
from exercises.validation.records import report_get
from exercises.validation.rules import CORRECT_SEEDS, MISTAKE_SEEDS, ValidationReport

VALID, NOT_VALID, NO_REPORT, BROKEN = "valid", "not valid", "no report", "broken"
STATES = (VALID, NOT_VALID, NO_REPORT, BROKEN)
SYMBOLS = {
    "": "–",
    "passed": "·",
    "failed": "✗",
    "error": "!",
    "timeout": "T",
    "memory": "M",
    "output limit": "O",
    "refused": "R",
    "internal error": "?",
}


@dataclass(frozen=True)
class ValidationRow:
    """One exercise of the overview; `exercise` is None where its folder breaks the format."""

    slug: str
    state: str
    exercise: Exercise | None
    report: ValidationReport | None
    message: str = ""

    @property
    def concepts_count(self) -> int:
        return len(self.exercise.concepts) if self.exercise else 0


@dataclass(frozen=True)
class Overview:
    """The library's exercises, and how many stand how."""

    rows: list[ValidationRow]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """Return how many exercises are in each state that one is in."""
        found = [row.state for row in self.rows]
        return [(state, found.count(state)) for state in STATES if state in found]


@dataclass(frozen=True)
class Cell:
    """How one check ended for one mistake; `is_named` where it is the one that must fail."""

    verdict: str
    is_named: bool

    @property
    def symbol(self) -> str:
        return SYMBOLS.get(self.verdict, "?")

    @property
    def manner(self) -> str:
        """Return how the cell looks: caught, passed, missed (named, yet passed) or unknown."""
        if not self.verdict:
            return "unknown"
        if self.verdict == "passed":
            return "missed" if self.is_named else "passed"
        return "caught"


@dataclass(frozen=True)
class MistakeRow:
    """A mistake and its cells, in the order of the checks."""

    mistake: Mistake
    cells: list[Cell]


@dataclass(frozen=True)
class KillMatrix:
    """An exercise's mistakes against its checks, as its last validation found them."""

    exercise: Exercise
    report: ValidationReport | None
    rows: list[MistakeRow]
    correct_seeds: int = len(CORRECT_SEEDS)
    mistake_seeds: int = len(MISTAKE_SEEDS)

    @property
    def state(self) -> str:
        return _state(self.report)

    @property
    def checks(self) -> list[tuple[Check, int]]:
        """Return each check with the number of mistakes that it catches."""
        caught = [
            sum(row.cells[position].manner == "caught" for row in self.rows)
            for position in range(len(self.exercise.checks))
        ]
        return list(zip(self.exercise.checks, caught, strict=True))

    @property
    def correct(self) -> tuple[CorrectSolution, ...]:
        return self.exercise.solutions_correct


def validations_list() -> Overview:
    """Return every exercise of the library, broken ones too, by lesson and number."""
    rows = list(_rows())
    return Overview(sorted(rows, key=lambda row: (row.exercise is not None, _order(row))))


def matrix_get(slug: str) -> KillMatrix:
    """Return the kill matrix of an exercise, or raise ExerciseError."""
    exercise = exercise_get(slug, LIBRARY)
    report = report_get(slug, LIBRARY)
    found = report.kill_matrix if report else {}
    rows = [
        MistakeRow(
            mistake,
            [
                Cell(found.get(mistake.slug, {}).get(check.id, ""), check.id == mistake.caught_by)
                for check in exercise.checks
            ],
        )
        for mistake in exercise.mistakes
    ]
    return KillMatrix(exercise, report, rows)


def _rows() -> Iterator[ValidationRow]:
    for path in sorted(LIBRARY.glob("*/*/exercise.toml")):
        slug = path.parent.name
        try:
            exercise = exercise_load(path.parent)
        except ExerciseError as error:
            yield ValidationRow(slug, BROKEN, None, None, str(error))
            continue
        report = report_get(slug, LIBRARY)
        yield ValidationRow(slug, _state(report), exercise, report)


def _state(report: ValidationReport | None) -> str:
    if report is None:
        return NO_REPORT
    return VALID if report.is_valid else NOT_VALID


def _order(row: ValidationRow) -> tuple[str, str]:
    return (row.exercise.lesson, row.exercise.catalogue_number) if row.exercise else ("", row.slug)
