"""Levenberg–Marquardt and L-BFGS on published test problems."""

import pytest

from reference.lbfgs import lbfgs
from reference.levenberg_marquardt import lm
from tests.reference.more_garbow_hillstrom import PROBLEMS, start
from tests.reference.test_lbfgs import never_rises

# The paper prints six digits of these.
SIX_DIGITS = {"Jennrich and Sampson", "Osborne 1"}


def expected(name, precision):
    least = PROBLEMS[name].least
    return pytest.approx(least, rel=5e-6 if name in SIX_DIGITS else precision, abs=1e-18)


@pytest.mark.parametrize("name", PROBLEMS)
def test_levenberg_marquardt_reaches_the_published_minimum(name):
    problem = PROBLEMS[name]
    result = lm(problem.res, problem.jac, start(problem), maxit=500)
    assert float((problem.res(result.b) ** 2).sum()) == expected(name, 1e-9)


# Meyer's problem is known to defeat first-order information; L-BFGS needs thousands of steps there.
@pytest.mark.parametrize("name", sorted(set(PROBLEMS) - {"Meyer"}))
def test_lbfgs_reaches_the_published_minimum(name):
    problem = PROBLEMS[name]
    result = lbfgs(problem.fun_grad, start(problem), tol=1e-10, maxit=2000)
    assert never_rises(result.history)
    least = pytest.approx(problem.least, rel=5e-6 if name in SIX_DIGITS else 1e-9, abs=1e-10)
    assert result.history[-1] == least
