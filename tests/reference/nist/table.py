"""Print how many digits each method has of NIST's certified values: `python -m …nist.table`."""

# ruff: noqa: T201 (a command)

import statistics
from typing import NamedTuple

import numpy as np

from reference.gauss_newton import gauss_newton
from reference.levenberg_marquardt import lm
from tests.reference.nist.problems import Problem, digits, problems_read

# Where plain Gauss–Newton does not reach the certified parameters, from starts 1 and 2.
DIVERGES = (
    {"BoxBOD", "Eckerle4", "Hahn1", "MGH09", "MGH10", "MGH17", "Nelson", "Rat42", "Rat43"}
    | {"Thurber"},
    {"Gauss3", "MGH09", "Nelson"},
)
REACHED = 4.0  # fewer digits than these mean another point than the certified


class Run(NamedTuple):
    """Digits of each method, and its steps, from starts 1 and 2."""

    problem: Problem
    lm: tuple[float, float]
    lm_steps: tuple[int, int]
    deviations: tuple[float, float]
    gauss_newton: tuple[float, float]
    gauss_newton_steps: tuple[int, int]


def runs_made():
    # Far from the solution exponentials overflow, and so do those of the starts.
    with np.errstate(all="ignore"):
        return {name: run_make(problem) for name, problem in problems_read().items()}


def run_make(problem):
    damped = [lm(problem.residuals, problem.jacobian, start) for start in problem.starts]
    plain = [gauss_newton(problem.residuals, problem.jacobian, start) for start in problem.starts]
    return Run(
        problem,
        lm=tuple(digits(result.b, problem.certified) for result in damped),
        lm_steps=tuple(len(result.history) for result in damped),
        deviations=tuple(
            digits(np.sqrt(np.diag(result.cov)), problem.standard_deviations) for result in damped
        ),
        gauss_newton=tuple(digits(result.b, problem.certified) for result in plain),
        gauss_newton_steps=tuple(len(result.history) - 1 for result in plain),
    )


def cell(reached, steps):
    return f"{reached:.1f} ({steps})" if reached >= REACHED else f"– ({steps})"


def lines(runs):
    headings = ["problem", "level", "m, n", "LM, start 1", "LM, start 2", "deviations, start 2"]
    yield f"| {' | '.join([*headings, 'GN, start 1', 'GN, start 2'])} |"
    yield "|---|---|---|---|---|---|---|---|"
    for name, run in runs.items():
        m, n = run.problem.jacobian(run.problem.certified).shape
        cells = [name, run.problem.level, f"{m}, {n}"]
        cells += [cell(run.lm[i], run.lm_steps[i]) for i in (0, 1)]
        cells.append(f"{run.deviations[1]:.1f}")
        cells += [cell(run.gauss_newton[i], run.gauss_newton_steps[i]) for i in (0, 1)]
        yield f"| {' | '.join(cells)} |"


def summary(runs):
    for label, column in (("LM", "lm"), ("GN", "gauss_newton")):
        for start in (0, 1):
            reached = [getattr(run, column)[start] for run in runs.values()]
            good = [number for number in reached if number >= REACHED]
            yield (
                f"- {label} from start {start + 1}: {len(good)} of {len(reached)} problems, at "
                f"least {min(good):.1f} digits, median {statistics.median(good):.1f}."
            )


if __name__ == "__main__":
    made = runs_made()
    print("\n".join([*lines(made), "", *summary(made)]))
