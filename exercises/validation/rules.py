"""The rules an exercise must meet before it is published, tried out by grading."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

import msgspec
from msgspec import Struct

from exercises.format.exercise import Exercise
from exercises.validation.fingerprint import code_hash
from exercises.validation.probes import player_make, probes_make, recorder_make

CORRECT_SEEDS = tuple(range(1, 21))
MISTAKE_SEEDS = (1, 2, 3)
PROBE_SEEDS = (1,)
# A thirtieth is asked of authors; the rest is room for another processor's rounding.
RIGHT_AT_MOST = 1 / 20
WRONG_AT_LEAST = 10
RECORDING_LIMIT_BYTES = 4 * 1024 * 1024


class GradedCheck(Protocol):
    """What the rules look at in one check's result."""

    @property
    def id(self) -> str:
        """The check's id."""

    @property
    def verdict(self) -> str:
        """Its verdict."""

    @property
    def mistake(self) -> str | None:
        """The mistake it was recognised as."""

    @property
    def message(self) -> str:
        """What the learner reads."""

    @property
    def margin(self) -> float | None:
        """An error over its tolerance, where one decided the check."""


class Graded(Protocol):
    """What the rules look at in a report of grading."""

    @property
    def verdict(self) -> str:
        """The verdict of the whole."""

    @property
    def checks(self) -> Sequence[GradedCheck]:
        """The checks' results."""

    @property
    def stdout(self) -> str:
        """What the program printed."""

    @property
    def message(self) -> str:
        """What explains the verdict where no check does."""


class Grade(Protocol):
    """Grades code against an exercise: `grader.judging.grading.grade`, its pool handed in."""

    def __call__(self, exercise: Exercise, code: bytes, *, seed: int, scope: str) -> Graded:
        """Return the report."""


class Fault(Struct, frozen=True):
    """One broken rule: which rule, by what, and how."""

    rule: str
    subject: str
    message: str


class ValidationReport(Struct, frozen=True):
    """An exercise's validation.

    `kill_matrix` gives for each mistake the verdict of each check, at the first seed. `code_hash`
    is that of the code that judged: see `exercises.validation.fingerprint`.
    """

    slug: str
    judged_hash: str
    is_valid: bool
    faults: list[Fault]
    kill_matrix: dict[str, dict[str, str]]
    runs: int
    time_s: float
    code_hash: str = ""


ProgressCallback = Callable[[str, int, int], None]


def validate(
    exercise: Exercise,
    grade: Grade,
    *,
    progress: ProgressCallback | None = None,
    threads: int = 2,
    correct_seeds: Sequence[int] = CORRECT_SEEDS,
) -> ValidationReport:
    """Grade every solution, mistake and probe of an exercise, and return what breaks a rule.

    Args:
        exercise: from `exercises.format.loading`.
        grade: called from several threads.
        progress: called with the exercise's slug, the runs done, and the runs in all.
        threads: how many runs are under way at once.
        correct_seeds: the seeds on which each correct solution must pass.

    """
    started = time.monotonic()
    validation = _Validation(exercise, grade, progress, correct_seeds)
    with ThreadPoolExecutor(threads) as executor:
        jobs = validation.jobs()
        faults = [fault for found in executor.map(lambda job: job(), jobs) for fault in found]
    faults += validation.checks_without_mistake()
    return ValidationReport(
        slug=exercise.slug,
        judged_hash=exercise.judged_hash,
        code_hash=code_hash(exercise),
        is_valid=not faults,
        faults=faults,
        kill_matrix=dict(sorted(validation.kill_matrix.items())),
        runs=validation.runs,
        time_s=round(time.monotonic() - started, 3),
    )


Job = Callable[[], Iterable[Fault]]


class _Validation:
    """The runs of one validation; each job is one run, or two for the recorded answers."""

    def __init__(
        self,
        exercise: Exercise,
        grade: Grade,
        progress: ProgressCallback | None,
        correct_seeds: Sequence[int],
    ) -> None:
        self.runs = 0
        self.kill_matrix: dict[str, dict[str, str]] = {}
        self._exercise = exercise
        self._grade = grade
        self._progress = progress
        self._correct_seeds = correct_seeds
        self._total = 0
        self._counting = threading.Lock()

    def jobs(self) -> list[Job]:
        exercise = self._exercise
        jobs: list[Job] = []
        for solution in exercise.solutions_correct:
            code = solution.path.read_bytes()
            jobs += [self._correct_job(solution.slug, code, seed) for seed in self._correct_seeds]
        for position in range(len(exercise.mistakes)):
            jobs += [self._mistake_job(position, seed) for seed in MISTAKE_SEEDS]
        for name, code in probes_make(exercise).items():
            jobs += [self._probe_job(name, code, seed) for seed in PROBE_SEEDS]
        jobs += [self._recorded_job(seed) for seed in PROBE_SEEDS]
        # The recorded answers take two runs.
        self._total = len(jobs) + len(PROBE_SEEDS)
        return jobs

    def checks_without_mistake(self) -> list[Fault]:
        killed = {
            check_id
            for verdicts in self.kill_matrix.values()
            for check_id, verdict in verdicts.items()
            if verdict != "passed"
        }
        return [
            Fault("each check is failed by a mistake", check.id, "no mistake fails this check")
            for check in self._exercise.checks
            if check.id not in killed
        ]

    def _correct_job(self, slug: str, code: bytes, seed: int) -> Job:
        def job() -> Iterable[Fault]:
            rule = "each correct solution passes"
            graded = self._run(code, seed)
            if isinstance(graded, str):
                yield Fault(rule, slug, f"seed {seed}: {graded}")
            elif graded.verdict != "passed":
                yield Fault(rule, slug, f"seed {seed}: {graded.verdict}: {_first_failure(graded)}")
            else:
                yield from _tight_faults(slug, graded, seed)

        return job

    def _mistake_job(self, position: int, seed: int) -> Job:
        mistake = self._exercise.mistakes[position]

        def job() -> Iterable[Fault]:
            rule = "each mistake fails its named check"
            graded = self._run(mistake.path.read_bytes(), seed)
            if isinstance(graded, str):
                yield Fault(rule, mistake.slug, f"seed {seed}: {graded}")
                return
            checks = {check.id: check for check in graded.checks}
            if seed == MISTAKE_SEEDS[0]:
                verdicts = {check_id: check.verdict for check_id, check in checks.items()}
                self.kill_matrix[mistake.slug] = verdicts
            named = checks[mistake.caught_by]
            if named.verdict == "passed":
                yield Fault(rule, mistake.slug, f"seed {seed}: `{named.id}` passed")
            elif named.mistake != mistake.slug:
                rule = "each mistake's author reads its sentence"
                read = f"that of {named.mistake}" if named.mistake else "none"
                yield Fault(rule, mistake.slug, f"seed {seed}: `{named.id}` showed {read}")
            elif named.margin is not None and named.margin < WRONG_AT_LEAST:
                rule = "a mistake is ten tolerances off, where it is off by an amount"
                message = f"seed {seed}: `{named.id}` failed by {named.margin:.2g} tolerances"
                yield Fault(rule, mistake.slug, message)

        return job

    def _probe_job(self, name: str, code: bytes, seed: int) -> Job:
        def job() -> Iterable[Fault]:
            yield from self._probe_faults(name, self._run(code, seed), seed)

        return job

    def _recorded_job(self, seed: int) -> Job:
        def job() -> Iterable[Fault]:
            name = "hard-coded answers"
            correct = self._exercise.solutions_correct[0].path.read_text(encoding="utf-8")
            recorded = self._run(recorder_make(self._exercise, correct), seed, is_recording=True)
            if isinstance(recorded, str) or recorded.verdict != "passed":
                reason = recorded if isinstance(recorded, str) else _first_failure(recorded)
                self._count()
                yield Fault("probes fail", name, f"seed {seed}: recording failed: {reason}")
                return
            player = player_make(self._exercise, recorded.stdout)
            yield from self._probe_faults(name, self._run(player, seed), seed)

        return job

    def _probe_faults(self, name: str, graded: Graded | str, seed: int) -> Iterable[Fault]:
        if isinstance(graded, str):
            yield Fault("probes fail", name, f"seed {seed}: {graded}")
        elif graded.verdict in ("passed", "refused"):
            yield Fault("probes fail", name, f"seed {seed}: the probe is {graded.verdict}")

    def _run(self, code: bytes, seed: int, *, is_recording: bool = False) -> Graded | str:
        """Return the report of one run, or why there is none."""
        exercise, scope = self._exercise, "all"
        if is_recording:
            limits = msgspec.structs.replace(
                exercise.limits, output_limit_bytes=RECORDING_LIMIT_BYTES
            )
            exercise, scope = msgspec.structs.replace(exercise, limits=limits), "public"
        try:
            return self._grade(exercise, code, seed=seed, scope=scope)
        except Exception as error:  # noqa: BLE001 (a run that breaks is a fault of the exercise)
            return f"grading broke: {error}"
        finally:
            self._count()

    def _count(self) -> None:
        with self._counting:
            self.runs += 1
            if self._progress is not None:
                self._progress(self._exercise.slug, self.runs, self._total)


def _tight_faults(slug: str, graded: Graded, seed: int) -> Iterator[Fault]:
    for check in graded.checks:
        if check.margin is not None and check.margin > RIGHT_AT_MOST:
            message = f"seed {seed}: `{check.id}` used {check.margin:.2g} of its tolerance"
            yield Fault("a right answer uses a twentieth of its tolerance", slug, message)


def _first_failure(graded: Graded) -> str:
    for check in graded.checks:
        if check.verdict != "passed":
            return f"`{check.id}`: {check.message}"
    return graded.message
