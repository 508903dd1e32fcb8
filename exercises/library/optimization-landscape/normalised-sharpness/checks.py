"""Checks of sharpness under a change of scale: correctness of both functions, then purity."""

import numpy as np

from exercises.checking import (
    expect_close,
    expect_pure,
    expect_raises,
    expect_scalar,
    rule_broken,
    tolerance_for,
)

SCALED, SHARPNESS = "the scaled network", "the normalised sharpness"
WIDTHS = ((3, 5, 4, 2), (1, 1, 1, 1), (2, 6, 3, 1))


def value(solution, reference, rng):
    """Scale networks of several widths, up and down."""
    for widths, a in zip(WIDTHS, (3.0, 0.4, 20.0), strict=True):
        sd = _network(rng, widths)
        _expect_network(solution(sd, a), reference(sd, a), f"widths {widths}, a = {a:g}")


def same_function(solution, reference, rng):
    """Compare the outputs before and after."""
    for a in (5.0, 0.05):
        sd, x = _network(rng, (3, 16, 8, 2)), rng.standard_normal((25, 3))
        got, case = solution(sd, a), f"widths (3, 16, 8, 2), a = {a:g}"
        _expect_form(got, sd, case)
        tolerance = tolerance_for(np.float64, "recursion", size=25)
        expect_close(
            _outputs(got, x), _outputs(sd, x), tolerance=tolerance, what="the output", case=case
        )


def sharpness(solution, reference, rng):
    """Compare on positive definite Hessians."""
    name = "normalised_sharpness"
    for p in (3, 1, 12):
        w, H = rng.uniform(0.3, 3.0, p), _hessian(rng, rng.uniform(0.1, 2.0, p))
        got, want = solution.function(name)(w, H), reference.function(name)(w, H)
        _expect_sharpness(got, want, f"p = {p}", p)


def invariant(solution, reference, rng):
    """Walk along the minima of (uv − 1)²/2, then rescale weights of a random minimum."""
    measure = solution.function("normalised_sharpness")
    for a in (1.0, 5.0, 20.0):
        w, H = np.array([a, 1 / a]), np.array([[1 / a**2, 1.0], [1.0, a**2]])
        _expect_sharpness(measure(w, H), 2.0, f"(uv − 1)²/2 at u = {a:g}, v = {1 / a:g}", 2)
    w, H = rng.uniform(0.5, 2.0, 6), _hessian(rng, rng.uniform(0.0, 2.0, 6))
    want = reference.function("normalised_sharpness")(w, H)
    for case, D in (
        (
            "p = 6, the first three weights × 8, the others / 8",
            8.0 ** np.array([1, 1, 1, -1, -1, -1]),
        ),
        ("p = 6, all weights × 4", np.full(6, 4.0)),
    ):
        _expect_sharpness(measure(D * w, H / np.outer(D, D)), want, case, 6)


def signs(solution, reference, rng):
    """Use weights and curvatures of both signs, then a maximum, then weights of zero."""
    measure, wanted = (each.function("normalised_sharpness") for each in (solution, reference))
    w = rng.uniform(0.5, 2.0, 5) * np.array([1, -1, -1, 1, -1])
    for named, eigenvalues in (
        ("a saddle point", np.array([-9.0, -8.0, 0.5, 1.0, 1.5])),
        ("a maximum", -rng.uniform(1.0, 2.0, 5)),
    ):
        H = _hessian(rng, eigenvalues)
        _expect_sharpness(measure(w, H), wanted(w, H), f"p = 5, {named}", 5)
    w[1:3] = 0.0
    H = _hessian(rng, rng.uniform(0.5, 2.0, 5))
    _expect_sharpness(measure(w, H), wanted(w, H), "p = 5, two weights are 0", 5)


def refused(solution, reference, rng):
    """Give factors that are not positive."""
    sd = _network(rng, (2, 3, 2, 1))
    for a in (-2.0, 0.0, np.nan):
        expect_raises(solution.call(sd, a), ValueError, case=f"a = {a:g}")


def purity(solution, reference, rng):
    """Call each function twice with the same inputs, and look at what the calls left behind."""
    sd = _network(rng, (2, 3, 2, 1))
    got = expect_pure(solution, sd, 3.0, what=SCALED, case="a = 3")
    _expect_network(got, reference(sd, 3.0), "a = 3")
    w, H = rng.uniform(0.5, 2.0, 4), _hessian(rng, rng.uniform(0.1, 2.0, 4))
    measure = solution.function("normalised_sharpness")
    got = expect_pure(measure, w, H, what=SHARPNESS, case="p = 4")
    _expect_sharpness(got, reference.function("normalised_sharpness")(w, H), "p = 4", 4)


def _network(rng, widths):
    sd = {}
    for layer in (1, 2, 3):
        sd[f"W{layer}"] = rng.standard_normal((widths[layer], widths[layer - 1]))
        sd[f"b{layer}"] = rng.standard_normal(widths[layer])
    return sd


def _outputs(sd, x):
    for layer in (1, 2):
        x = np.maximum(x @ sd[f"W{layer}"].T + sd[f"b{layer}"], 0)
    return x @ sd["W3"].T + sd["b3"]


def _hessian(rng, eigenvalues):
    p = len(eigenvalues)
    Q = np.linalg.qr(rng.standard_normal((p, p)))[0]
    H = (Q * eigenvalues) @ Q.T
    return (H + H.T) / 2


def _expect_form(got, like, case):
    if not isinstance(got, dict) or got.keys() != like.keys():
        names = ", ".join(like)
        rule_broken(case, f"{SCALED} is something else", f"a dict of {names} is returned")
    for name, array in like.items():
        if not isinstance(got[name], np.ndarray) or got[name].shape != array.shape:
            observed = f"`{name}` of {SCALED} has another shape"
            rule_broken(case, observed, "each array keeps the shape it has in `sd`")


def _expect_network(got, want, case):
    _expect_form(got, want, case)
    tolerance = tolerance_for(np.float64, "recursion", size=6)
    for name, array in want.items():
        expect_close(got[name], array, tolerance=tolerance, what=f"`{name}` of {SCALED}", case=case)


def _expect_sharpness(got, want, case, p):
    got = expect_scalar(got, what=SHARPNESS, case=case)
    tolerance = tolerance_for(np.float64, "recursion", size=p)
    expect_close(got, float(want), tolerance=tolerance, what=SHARPNESS, case=case)
