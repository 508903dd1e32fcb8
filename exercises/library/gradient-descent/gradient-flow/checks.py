"""Checks of the gradient flow and the modified flow: correctness, then purity, then cost."""

import numpy as np
from scipy.linalg import expm

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_decreasing,
    expect_finite,
    expect_oracle_calls,
    expect_order,
    expect_pure,
    expect_raises,
    expect_shape,
    tolerance_for,
)

END = "the end of the flow"
GRADIENT = "the modified gradient"
FINE_STEPS = Tolerance(1e-8, "200 steps of a fourth-order method leave less than that")


def value(solution, reference, rng):
    """Take few steps on quadratics, where every fourth-order method of four stages is the same."""
    for d, n in ((3, 2), (1, 1), (4, 5)):
        H = _hessian(rng, d)
        arguments = (_product(H), rng.standard_normal(d), float(rng.uniform(0.5, 1.5)), n)
        _expect_end(solution(*arguments), reference(*arguments), f"d = {d}, n = {n}")


def exponential(solution, reference, rng):
    """Take many steps on a quadratic, whose flow is known."""
    H, x0 = _hessian(rng, 4), rng.standard_normal(4)
    got = solution(_product(H), x0, 1.0, 200)
    _expect_end(got, expm(-H) @ x0, "d = 4, n = 200", FINE_STEPS)


def at_once(solution, reference, rng):
    """Ask for time zero, and for no steps."""
    x0 = rng.standard_normal(3)
    _expect_end(solution(_product(_hessian(rng, 3)), x0, 0.0, 4), x0, "t = 0")
    for n in (0, -3):
        outcome = solution.call(_product(np.eye(2)), np.ones(2), 1.0, n)
        expect_raises(outcome, ValueError, what="flow", case=f"n = {n}")


def modified(solution, reference, rng):
    """Compare the modified gradient on a function that is no quadratic."""
    for d, eta in ((3, 0.1), (1, 0.7), (5, 2.0)):
        _, grad, hvp = _quartic(rng, d)
        arguments = (grad, hvp, eta, rng.uniform(0.5, 1.5, d))
        got = solution.function("modified_flow_grad")(*arguments)
        want = reference.function("modified_flow_grad")(*arguments)
        _expect_gradient(got, want, f"d = {d}, η = {eta:g}")


def order(solution, reference, rng):
    """Halve the step twice, on f = −Σ cos zᵢ, whose flow obeys tan z(t)/2 = e⁻ᵗ tan z(0)/2."""
    d, steps = 3, (4, 8, 16)
    Q, z = _orthogonal(rng, d), rng.uniform(0.5, 1.5, d)
    grad = _guarded(lambda x: Q.T @ np.sin(Q @ x), d)
    want, errors = Q.T @ (2 * np.arctan(np.exp(-1.0) * np.tan(z / 2))), []
    for n in steps:
        got = solution(grad, Q.T @ z, 1.0, n)
        _expect_form(got, d, END, f"n = {n}")
        errors.append(float(np.linalg.norm(got - want)))
    sizes = [1 / n for n in steps]
    expect_order(errors, sizes, 4, slack=0.4, what="the error of the flow", case="4 to 16 steps")


def falls(solution, reference, rng):
    """Follow f along the flow."""
    f, grad, _ = _quartic(rng, 3)
    x0, values = rng.uniform(0.5, 1.5, 3), []
    for t in (0.0, 0.1, 0.3, 0.6, 1.0):
        got = solution(grad, x0, t, 20)
        _expect_form(got, 3, END, f"t = {t:g}")
        values.append(f(got))
    expect_decreasing(np.array(values), what="f along your flow", case="t from 0 to 1")


def follows(solution, reference, rng):
    """Let gradient descent run to time 1, and compare it with the flow of the modified gradient."""
    d, H = 3, np.diag([0.5, 1.0, 2.0])
    x0, product, errors, etas = rng.uniform(0.5, 1.5, d), _product(H), [], (0.1, 0.05, 0.025)
    gradient = solution.function("modified_flow_grad")
    for eta in etas:
        descent = np.linalg.matrix_power(np.eye(d) - eta * H, round(1 / eta)) @ x0

        def modified(x, eta=eta):
            got = gradient(product, _second(H), eta, x)
            _expect_form(got, d, GRADIENT, f"η = {eta:g}")
            return got

        errors.append(float(np.linalg.norm(reference(modified, x0, 1.0, 8) - descent)))
    what = "the distance of gradient descent from your modified flow"
    expect_order(errors, etas, 2, slack=0.4, what=what, case="η from 0.1 to 0.025")


def purity(solution, reference, rng):
    """Call both functions twice with the same inputs, and look at what the calls left behind."""
    _, grad, hvp = _quartic(rng, 3)
    x = rng.uniform(0.5, 1.5, 3)
    expect_pure(solution, grad, x, 0.5, 3, what=END, case="flow")
    arguments = (grad, hvp, 0.3, x)
    gradient = solution.function("modified_flow_grad")
    got = expect_pure(gradient, *arguments, what=GRADIENT, case="modified_flow_grad")
    want = reference.function("modified_flow_grad")(*arguments)
    _expect_gradient(got, want, "modified_flow_grad")


def calls(solution, reference, rng):
    """Count gradients and products."""
    _, grad, hvp = _quartic(rng, 2)
    x = rng.uniform(0.5, 1.5, 2)
    for n in (1, 6):
        _expect_form(solution(grad, x, 0.5, n), 2, END, f"n = {n}")
        expect_oracle_calls(solution, "grad", 4 * n, what="gradients", case=f"n = {n}")
    gradient = solution.function("modified_flow_grad")
    _expect_form(gradient(grad, hvp, 0.3, x), 2, GRADIENT, "d = 2")
    for name, what in (("grad", "gradients"), ("hvp", "products")):
        expect_oracle_calls(gradient, name, 1, what=what, case="modified_flow_grad")


def _expect_end(got, want, case, tolerance=None):
    _expect_form(got, len(want), END, case)
    tolerance = tolerance or tolerance_for(np.float64, "recursion", size=len(want))
    expect_close(got, want, tolerance=tolerance, what=END, case=case)


def _expect_gradient(got, want, case):
    _expect_form(got, len(want), GRADIENT, case)
    tolerance = tolerance_for(np.float64, "recursion", size=len(want))
    expect_close(got, want, tolerance=tolerance, what=GRADIENT, case=case)


def _expect_form(got, d, what, case):
    expect_shape(got, (d,), what=what, case=case)
    expect_finite(got, what=what, case=case)


def _quartic(rng, d):
    """Return Σ (zᵢ²/2 + zᵢ⁴/4) in turned axes z = Qx, its gradient, and its Hessian's product."""
    Q = _orthogonal(rng, d)

    def f(x):
        z = Q @ x
        return float(np.sum(z**2 / 2 + z**4 / 4))

    def grad(x):
        z = Q @ x
        return Q.T @ (z + z**3)

    def hvp(x, v):
        z = Q @ _vector(x, d)
        return Q.T @ ((1 + 3 * z**2) * (Q @ _vector(v, d)))

    return f, _guarded(grad, d), hvp


def _product(H):
    return _guarded(lambda x: H @ x, len(H))


def _second(H):
    return lambda x, v: H @ _vector(v, len(_vector(x, len(H))))


def _guarded(grad, d):
    return lambda x: grad(_vector(x, d))


def _vector(x, d):
    """Return what a learner handed to an oracle as a vector, or say what it takes."""
    vector = np.asarray(x, dtype=np.float64)
    if vector.shape != (d,):
        raise ValueError(f"a vector of shape ({d},) is taken, not {vector.shape}")
    return vector


def _hessian(rng, d):
    Q = _orthogonal(rng, d)
    return (Q * np.linspace(1.5, 0.3, d)) @ Q.T


def _orthogonal(rng, d):
    return np.linalg.qr(rng.standard_normal((d, d)))[0]
