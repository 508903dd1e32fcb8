"""What checks show comes with the report, of public checks only."""

import pytest

pytestmark = pytest.mark.sandbox

CHECKS = """
import numpy as np

from exercises.checking import rule_broken, show_curves, show_paths


def value(solution, reference, rng):
    got = [solution(rng.standard_normal(n)) for n in (1, 2, 3)]
    show_curves("Lengths", {"yours": got, "reference": [1.0, 2.0, 3.0]}, y_label="length")
    show_paths("Way", lambda x: x @ x, (-1, 1, -1, 1), {"yours": np.eye(2)})
    rule_broken("", "it is wrong", "it is right")


def homogeneous(solution, reference, rng):
    show_curves("Hidden", {"yours": [1.0]}, y_label="length")


def purity(solution, reference, rng):
    for _ in range(9):
        show_paths("Way", lambda x: np.sin(40 * x).sum(), (-1, 1, -1, 1), {"yours": np.eye(2)})
"""


def test_a_failed_check_shows_its_figures_and_a_hidden_one_none(graded, broken):
    report = graded(broken(CHECKS), "def norm(x):\n    return float(abs(x).sum())\n")
    value, homogeneous, _ = report.checks
    assert value.verdict == "failed"
    assert [figure.title for figure in value.figures] == ["Lengths", "Way"]
    assert all(y > 0 for y in value.figures[0].series[0].y)
    assert homogeneous.hidden
    assert homogeneous.figures == ()


def test_figures_too_large_for_a_line_are_left_out(graded, broken):
    report = graded(broken(CHECKS), "def norm(x):\n    return 1.0\n")
    assert report.checks[2].figures == ()
    assert report.checks[2].verdict == "passed"


def test_odd_results_are_no_obstacle(graded, broken):
    for code in ("None", "'text'", "float('nan')", "1e400"):
        report = graded(broken(CHECKS), f"def norm(x):\n    return {code}\n")
        assert report.checks[0].verdict == "failed"
        assert report.checks[0].message == "it is wrong. The rule: it is right."
