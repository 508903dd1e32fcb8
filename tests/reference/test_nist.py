"""Gauss–Newton and Levenberg–Marquardt on all of NIST's nonlinear regression problems.

That plain Gauss–Newton fails from the far starts is asserted, for it is why Levenberg–Marquardt
exists; that it converges would be wrong to assert.
"""

import numpy as np
import pytest

from reference.levenberg_marquardt import lm
from tests.reference.nist.models import MODELS
from tests.reference.nist.problems import digits
from tests.reference.nist.table import DIVERGES, runs_made

RUNS = runs_made()


@pytest.mark.parametrize("name", RUNS)
def test_the_analytic_jacobian_is_the_models(name):
    problem = RUNS[name].problem
    b = 1.001 * problem.certified
    for j, size in enumerate(np.abs(b)):
        # The complex step has no cancellation: the imaginary part is the derivative.
        shifted = b.astype(complex)
        shifted[j] += 1e-30j * size
        if name.startswith(("Lanczos", "MGH17", "ENSO")):
            shift = 1e-6 * size * np.eye(len(b))[j]
            above, below = (MODELS[name](b + s, problem.x)[0] for s in (shift, -shift))
            derivative, bound = (above - below) / (2e-6 * size), 1e-7
        else:
            derivative = np.imag(MODELS[name](shifted, problem.x)[0]) / (1e-30 * size)
            bound = 1e-12
        error = np.abs(problem.jacobian(b)[:, j] - derivative).max()
        assert error <= bound * np.abs(derivative).max()


def test_all_twenty_seven_are_there():
    assert len(RUNS) == 27


@pytest.mark.parametrize("name", RUNS)
def test_the_certified_parameters_give_the_certified_sum_of_squares(name):
    problem = RUNS[name].problem
    rss = np.sum(problem.residuals(problem.certified) ** 2)
    if name == "Lanczos1":  # Its 1.4e-25 is roundoff of parameters rounded to eleven digits.
        assert rss < 1e-20
    else:
        assert digits([rss], np.array([problem.rss])) >= 9.9


@pytest.mark.parametrize("name", RUNS)
def test_levenberg_marquardt_finds_the_certified_parameters_from_the_near_start(name):
    assert RUNS[name].lm[1] >= 6.8
    assert RUNS[name].deviations[1] >= (3.0 if name == "Lanczos1" else 6.8)


@pytest.mark.parametrize("name", sorted(set(RUNS) - {"BoxBOD", "MGH10"}))
def test_levenberg_marquardt_finds_them_from_the_far_start(name):
    assert RUNS[name].lm[0] >= 6.5


def test_a_larger_first_damping_keeps_boxbod_off_its_plateau():
    problem = RUNS["BoxBOD"].problem
    result = lm(problem.residuals, problem.jacobian, problem.starts[0], mu0=100.0)
    assert digits(result.b, problem.certified) >= 9


@pytest.mark.parametrize("name", RUNS)
def test_plain_gauss_newton_finds_them_where_it_is_known_to(name):
    for start in (0, 1):
        if name in DIVERGES[start]:
            assert RUNS[name].gauss_newton[start] < 1
        else:
            assert RUNS[name].gauss_newton[start] >= 7
