"""Trust regions, Newton's method and least squares."""

# ruff: noqa: N806 (matrices keep their capital letters)

import numpy as np

from reference.damped_newton import damped_newton
from reference.dogleg import dogleg
from reference.gauss_newton import gauss_newton_step
from reference.levenberg_marquardt import lm
from reference.steihaug import steihaug
from reference.trust_region import trust_region_step
from tests.reference.cases.registry import case
from tests.reference.nist.problems import problems_read


def model_inputs(shift):
    def inputs(rng):
        root = rng.standard_normal((8, 8))
        B = root @ root.T / 8 + shift * np.eye(8)
        return {"B": B, "g": rng.standard_normal(8), "radii": np.array([0.1, 0.7, 2.0, 50.0])}

    return inputs


@case("optimistix DoglegDescent", 1e-12, model_inputs(0.3))
def dogleg_steps(inputs):
    return np.stack([dogleg(inputs["g"], inputs["B"], radius) for radius in inputs["radii"]])


@case("scipy _trustregion_ncg.CGSteihaugSubproblem", 1e-12, model_inputs(-0.3))
def steihaug_steps(inputs):
    g, B = inputs["g"], inputs["B"]
    norm = np.linalg.norm(g)
    tol = min(0.5, np.sqrt(norm)) * norm
    return np.stack([steihaug(g, lambda v: B @ v, radius, tol)[0] for radius in inputs["radii"]])


@case("scipy _trustregion_exact.IterativeSubproblem", 1e-10, model_inputs(-0.3))
def exact_steps(inputs):
    return np.stack(
        [trust_region_step(inputs["g"], inputs["B"], radius)[0] for radius in inputs["radii"]]
    )


@case("statsmodels Logit, method newton, Spector's data", 1e-10, lambda rng: {})
def newton_for_logit(inputs):
    X, y = inputs["X"], inputs["y"]

    def probability(b):
        return 1 / (1 + np.exp(-X @ b))

    return damped_newton(
        lambda b: float(np.logaddexp(0, X @ b).sum() - y @ (X @ b)),
        lambda b: X.T @ (probability(b) - y),
        lambda b: X.T @ ((probability(b) * (1 - probability(b)))[:, None] * X),
        np.zeros(X.shape[1]),
        tol=1e-18,
    )[0]


@case("NIST's certified values, Longley's data", 10**-10.0, lambda rng: {})
def least_squares_for_longley(inputs):
    return -gauss_newton_step(inputs["X"], inputs["y"])


@case("optimistix LevenbergMarquardt, Misra1a", 1e-9, lambda rng: {})
def levenberg_marquardt(inputs):
    problem = problems_read()["Misra1a"]
    return lm(problem.residuals, problem.jacobian, problem.starts[1]).b


@case("lmfit minimize, MGH17, parameters and deviations", 1e-6, lambda rng: {})
def levenberg_marquardt_with_deviations(inputs):
    problem = problems_read()["MGH17"]
    result = lm(problem.residuals, problem.jacobian, problem.starts[1])
    return np.concatenate([result.b, np.sqrt(np.diag(result.cov))])
