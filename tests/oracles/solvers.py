"""Trust regions, Newton's method and least squares."""

# ruff: noqa: N806 (matrices keep their capital letters)

import numpy as np

from tests.oracles.registry import jax_in_double, oracle
from tests.reference.nist.problems import problems_read


@oracle
def dogleg_steps(inputs):
    jax = jax_in_double()
    import lineax
    import optimistix

    L = np.linalg.cholesky(inputs["B"])
    residual = jax.numpy.asarray(np.linalg.solve(L, inputs["g"]))
    information = optimistix.FunctionInfo.ResidualJac(
        residual, lineax.MatrixLinearOperator(jax.numpy.asarray(L.T))
    )
    descent, start = optimistix.DoglegDescent(), jax.numpy.zeros(8)
    state = descent.query(start, information, descent.init(start, information))
    # Its radius is a fraction of the Newton step.
    longest = np.linalg.norm(np.linalg.solve(inputs["B"], inputs["g"]))
    steps = [descent.step(radius / longest, state)[0] for radius in inputs["radii"]]
    return np.stack([np.asarray(step) for step in steps])


def subproblem(kind, inputs, **options):
    g, B = inputs["g"], inputs["B"]
    return kind(
        np.zeros(8), lambda x: g @ x + x @ B @ x / 2, lambda x: g + B @ x, lambda x: B, **options
    )


@oracle
def steihaug_steps(inputs):
    from scipy.optimize._trustregion_ncg import CGSteihaugSubproblem

    problem = subproblem(CGSteihaugSubproblem, inputs)
    return np.stack([problem.solve(radius)[0] for radius in inputs["radii"]])


@oracle
def exact_steps(inputs):
    from scipy.optimize._trustregion_exact import IterativeSubproblem

    return np.stack(
        [
            subproblem(IterativeSubproblem, inputs, k_easy=1e-12, k_hard=1e-12).solve(radius)[0]
            for radius in inputs["radii"]
        ]
    )


def newton_for_logit_inputs():
    from statsmodels.datasets import spector

    data = spector.load_pandas()
    X = np.column_stack([np.ones(len(data.exog)), data.exog.to_numpy()])
    return {"X": X, "y": data.endog.to_numpy()}


@oracle
def newton_for_logit(inputs):
    from statsmodels.api import Logit

    model = Logit(inputs["y"], inputs["X"])
    return np.asarray(model.fit(method="newton", disp=False, tol=1e-14, maxiter=50).params)


def least_squares_for_longley_inputs():
    from statsmodels.datasets import longley

    data = longley.load_pandas()
    X = np.column_stack([np.ones(len(data.exog)), data.exog.to_numpy()])
    return {"X": X, "y": data.endog.to_numpy()}


@oracle
def least_squares_for_longley(inputs):
    from statsmodels.regression.tests.results.results_regression import Longley

    # statsmodels keeps NIST's certified values with the constant last.
    return np.roll(np.array(Longley().params), 1)


@oracle
def levenberg_marquardt(inputs):
    jax = jax_in_double()
    import optimistix

    problem = problems_read()["Misra1a"]
    x, y = jax.numpy.asarray(problem.x), jax.numpy.asarray(problem.y)
    solver = optimistix.LevenbergMarquardt(rtol=1e-13, atol=1e-13)
    solution = optimistix.least_squares(
        lambda b, _: b[0] * (1 - jax.numpy.exp(-b[1] * x)) - y,
        solver,
        jax.numpy.asarray(problem.starts[1]),
        max_steps=500,
    )
    return np.asarray(solution.value)


@oracle
def levenberg_marquardt_with_deviations(inputs):
    import lmfit

    problem = problems_read()["MGH17"]
    names = [f"b{j}" for j in range(5)]
    parameters = lmfit.Parameters()
    for name, value in zip(names, problem.starts[1], strict=True):
        parameters.add(name, value=value)

    def values(p):
        return np.array([p[name].value for name in names])

    result = lmfit.minimize(
        lambda p: problem.residuals(values(p)),
        parameters,
        Dfun=lambda p: problem.jacobian(values(p)),
        xtol=1e-14,
        ftol=1e-14,
        gtol=1e-14,
    )
    deviations = [result.params[name].stderr for name in names]
    return np.concatenate([values(result.params), deviations])
